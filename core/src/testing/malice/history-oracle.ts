import * as A from '@automerge/automerge/slim';

/** Who may have written into a programme, as the oracle knows it: by its own table. */
export type ProgrammeHand = 'partner' | 'curator' | 'council' | 'nobody';

interface Op {
  readonly action: string;
  readonly obj: string;
  readonly key?: string;
  readonly insert?: boolean;
  readonly value?: unknown;
  readonly datatype?: string;
}

interface Change {
  readonly hash: string;
  readonly actor: string;
  readonly seq: number;
  readonly startOp: number;
  readonly author?: string | null;
  readonly ops: readonly Op[];
}

/** Written down by hand from the role table, and not from the code that enforces it. */
const hands: Readonly<Record<ProgrammeHand, RegExp>> = {
  partner:
    /^(pairId|title|goal|start|end|isOffered|(forms|kinds|tasks|difficulties|strengths|activities|results|evaluation|marks)\/.+|remarks\/[^/]+\/settledAtMs|versions\/[^/]+)$/,
  curator: /^(pairId|marks\/.+|remarks\/.+|versions\/[^/]+)$/,
  council: /^remarks\/.+$/,
  nobody: /^(?!)/,
};

const date = /^\d{4}-\d{2}-\d{2}$/;
const leaves: readonly (readonly [RegExp, (value: unknown) => boolean])[] = [
  [/AtMs$/, (value) => Number.isSafeInteger(value) && Number(value) >= 0],
  [
    /(^|\/)(start|end|on|doneOn|foundOn|dueOn|resolvedOn|periodStart|periodEnd|evaluatedOn)$/,
    (value) => date.test(String(value)),
  ],
  [
    /^(isOffered|(forms|kinds)\/[^/]+|.*\/difficultyIds\/[^/]+)$/,
    (value) => typeof value === 'boolean',
  ],
  [/\/(severity|timeSpentMin)$/, (value) => Number.isSafeInteger(value)],
  [/./, (value) => typeof value === 'string'],
];

/**
 * Everything that is wrong with the whole history of a programme, found without the gate's index:
 * every operation of every change is looked at again, by paths from all the objects that were ever
 * made. `handOf` says who a change may have come from; `undefined` marks a fixed change.
 */
export function faultsOfHistory(
  doc: A.Doc<unknown>,
  handOf: (hash: string, author: string | undefined) => ProgrammeHand | 'forged' | undefined,
): string[] {
  const changes = A.getAllChanges(doc).map((bytes) => A.decodeChange(bytes) as unknown as Change);
  const places = new Map<string, Op>();
  for (const { actor, startOp, ops } of changes) {
    for (const [at, op] of ops.entries()) places.set(`${startOp + at}@${actor}`, op);
  }
  const pathOf = ({ obj, key }: Op): string => {
    const parent = obj === '_root' ? '' : pathOf(places.get(obj) ?? { action: '', obj: '_root' });
    return key === undefined ? parent : parent === '' ? key : `${parent}/${key}`;
  };
  const faults: string[] = [];
  const authors = new Map<string, string>();
  const versions = new Set<string>();
  for (const { hash, actor, seq, author, ops } of changes) {
    if (typeof author === 'string' && !authors.has(actor)) authors.set(actor, author);
    const who = authors.get(actor);
    const hand = handOf(hash, who);
    if (hand === undefined) continue;
    if (hand === 'forged') faults.push(`forged ${hash} ${String(who)} ${seq}`);
    else if (author !== undefined && author !== null && author !== who)
      faults.push(`two authors ${actor}`);
    for (const op of ops) faults.push(...faultsOf(op, pathOf(op), hand, versions));
  }
  return faults;
}

function faultsOf(
  op: Op,
  path: string,
  hand: ProgrammeHand | 'forged',
  versions: Set<string>,
): string[] {
  const faults: string[] = [];
  const isLetter = op.key === undefined;
  if (hand !== 'forged' && !hands[hand].test(path))
    faults.push(`${hand} wrote ${op.action} ${path}`);
  if (!['set', 'del', 'makeMap', 'makeText'].includes(op.action))
    faults.push(`${op.action} ${path}`);
  if (isLetter && op.action.startsWith('make')) faults.push(`an object among letters ${path}`);
  if (op.datatype !== undefined && !['int', 'float64'].includes(op.datatype))
    faults.push(`${op.datatype} ${path}`);
  if (path.startsWith('versions/')) {
    if (versions.has(path) || op.action !== 'set') faults.push(`a version rewritten ${path}`);
    versions.add(path);
  }
  if (
    op.action === 'del' &&
    !isLetter &&
    path.split('/').length === 2 &&
    !/^(forms|kinds|evaluation)\//.test(path)
  ) {
    faults.push(`an entity taken away ${path}`);
  }
  if (op.action === 'set' && isLetter && typeof op.value !== 'string')
    faults.push(`no letter ${path}`);
  if (op.action === 'set' && !isLetter) {
    const fits = leaves.find(([pattern]) => pattern.test(path))?.[1];
    if (fits?.(op.value) !== true) faults.push(`${path} = ${JSON.stringify(op.value)}`);
  }
  return faults;
}

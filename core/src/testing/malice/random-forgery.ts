import * as A from '@automerge/automerge/slim';
import type { DocumentKindName, Draft } from '../../documents/index.ts';
import { fixedChanges } from '../../documents/index.ts';
import type { KeyId } from '../../kernel/index.ts';
import { commandContext } from '../command-context.ts';
import { runRandomCommand } from '../arbitraries/random-command.ts';
import type { Chooser } from '../arbitraries/chooser.ts';

type Json = Record<string, unknown>;
type Lie = (change: Json & { ops: Json[] }, choose: Chooser, known: Known) => void;

/** What a forger has seen of a document. */
interface Known {
  readonly kind: DocumentKindName;
  readonly doc: A.Doc<unknown>;
  readonly authors: readonly KeyId[];
  readonly history: readonly (Json & { ops: Json[] })[];
}

const names = [
  'title',
  'start',
  'isOffered',
  'pairId',
  'versions',
  'remarks',
  'marks',
  'schemaSteps',
  'secret',
  '__proto__',
  'status',
  'text',
  'createdAtMs',
  'deletedAtMs',
  'settledAtMs',
];
const values = ['вчера', '2026-09-01', 5, 1e18, -1, true, false, null, 'done', '{}', '', 'x'];
const datatypes = ['counter', 'timestamp', 'int', 'uint', 'float64', undefined];
const actions = ['set', 'del', 'inc', 'makeMap', 'makeList', 'makeText', 'link'];

const opIds = ({ history }: Known): string[] =>
  history.flatMap(({ actor, startOp, ops }) =>
    ops.map((_, place) => `${Number(startOp) + place}@${String(actor)}`),
  );
const objects = ({ history }: Known): string[] => [
  '_root',
  ...history.flatMap(({ actor, startOp, ops }) =>
    ops.flatMap(({ action }, place) =>
      String(action).startsWith('make') ? [`${Number(startOp) + place}@${String(actor)}`] : [],
    ),
  ),
];

function opOf({ ops }: { ops: Json[] }, choose: Chooser): Json {
  const op = choose.of(ops);
  if (op === undefined) throw new TypeError('a change of no operations');
  return op;
}

/** Each turns an honest change into a lie of one sort. */
const lies: readonly Lie[] = [
  (change, choose, { authors }) => {
    change['author'] = choose.of([...authors, null]);
  },
  (change, choose, { kind, history }) => {
    const reserved = fixedChanges(kind).map(({ actor }) => actor);
    change['actor'] = choose.of([...reserved, ...history.map(({ actor }) => actor)]);
  },
  (change, choose) => {
    change['seq'] = Number(change['seq']) + choose.number(3);
  },
  (change, choose) => {
    change['startOp'] = Math.max(1, Number(change['startOp']) + choose.number(9) - 4);
  },
  (change, choose, { history }) => {
    const some = choose.of(history);
    change['deps'] = some === undefined || choose.once(3) ? [] : [some['hash']];
  },
  (change, choose, known) => {
    opOf(change, choose)['obj'] = choose.of(objects(known));
  },
  (change, choose) => {
    const op = opOf(change, choose);
    if (op['key'] !== undefined) op['key'] = choose.of(names);
  },
  (change, choose) => {
    opOf(change, choose)['value'] = choose.of(values);
  },
  (change, choose) => {
    const op = opOf(change, choose);
    Object.assign(op, { value: 7, datatype: choose.of(datatypes) });
  },
  (change, choose, known) => {
    opOf(change, choose)['pred'] = choose.once(2) ? [] : [choose.of(opIds(known))];
  },
  (change, choose) => {
    opOf(change, choose)['action'] = choose.of(actions);
  },
  (change, choose) => {
    change.ops.push({ ...opOf(change, choose) });
  },
  // Set and taken away within one change: no difference shows it.
  (change, choose) => {
    const at = Number(change['startOp']) + change.ops.length;
    const place = { obj: '_root', key: choose.of(names) };
    const gone = [`${at}@${String(change['actor'])}`];
    change.ops.push({ action: 'set', ...place, value: choose.of(values), pred: [] });
    change.ops.push({ action: 'del', ...place, pred: gone });
  },
  // An object, a mark or a counter among the letters of a text.
  (change, choose, known) => {
    const obj = choose.of(objects(known));
    const what = choose.of(['makeMap', 'makeText', 'makeList', 'set']);
    change.ops.push({ action: what, obj, elemId: '_head', insert: true, value: 'x', pred: [] });
  },
];

/**
 * One change on a document by any of its authors, made by a command as an honest device makes it and
 * then, every other time, falsified in one or two ways. Undefined where the command changed
 * nothing or the lie cannot even be encoded.
 */
export function randomForgery(
  known: Omit<Known, 'history'>,
  author: KeyId,
  choose: Chooser,
): Uint8Array | undefined {
  const { doc } = known;
  try {
    const history = A.getAllChanges(doc).map(
      (bytes) => A.decodeChange(bytes) as never as Known['history'][number],
    );
    const honest = honestChange(known, author, choose);
    if (honest === undefined) return undefined;
    if (choose.once(2)) return honest;
    const change = JSON.parse(JSON.stringify(A.decodeChange(honest))) as Json & { ops: Json[] };
    for (let count = 1 + choose.number(2); count > 0; count -= 1) {
      choose.of(lies)?.(change, choose, { ...known, history });
    }
    const { hash: _hash, ...lied } = change;
    return A.encodeChange(lied as never);
  } catch {
    return undefined;
  }
}

/** Most commands refuse on most documents; one of some does something. */
function honestChange(
  { kind, doc }: Omit<Known, 'history'>,
  author: KeyId,
  choose: Chooser,
): Uint8Array | undefined {
  const heads = A.getHeads(doc).join();
  for (let tries = 12; tries > 0; tries -= 1) {
    const context = commandContext(choose.number(1_000));
    const draft = A.change(A.clone(doc as A.Doc<Draft>, { author }), (open) => {
      runRandomCommand(kind, open as Draft, choose.number(60_000), context);
    });
    if (A.getHeads(draft).join() !== heads) return A.getLastLocalChange(draft);
  }
  return undefined;
}

import * as A from '@automerge/automerge/slim';
import type { DocumentRecord, MembershipState } from '@nastavnik/core/access';
import { documentKinds, fixedChanges } from '@nastavnik/core/documents';
import type { KeyId } from '@nastavnik/core/kernel';
import type { WitnessedCommit } from '../world/ledger.ts';

type Names = readonly string[] | 'all';

/**
 * Who may write which names of a document's root, said once more and apart from the product: by
 * part of the audience or by role in the organisation. From the role table of the regulation, 3.2.
 */
const mayWrite: Readonly<Record<string, Readonly<Record<string, Names>>>> = {
  programme: {
    ...sameFor(
      ['mentor', 'mentee'],
      [
        'pairId title goal start end isOffered forms kinds tasks difficulties strengths activities',
        'results evaluation marks remarks versions',
      ],
    ),
    curator: words('pairId marks remarks versions'),
    mentorCouncil: words('remarks'),
  },
  pair: {
    ...sameFor(['mentor', 'mentee'], ['meetings helpRequests']),
    orgHead: words('orders'),
    curator: 'all',
  },
  petition: {
    author: words('kind pairId authorId reason filedOn withdrawnOn'),
    orgHead: words('decision'),
    curator: words('decision'),
  },
  notes: { author: 'all' },
  register: { curator: 'all' },
  roadmap: { orgHead: 'all', curator: 'all' },
  approvals: sameFor(
    ['mentor', 'mentee', 'curator', 'orgHead', 'mentorCouncil'],
    ['records countersignatures'],
  ),
};

/** Parts that a document gives; all other names are roles of the organisation. */
const parts = new Set(['mentor', 'mentee', 'author']);

function words(text: string): readonly string[] {
  return text.split(' ');
}

function sameFor(who: readonly string[], names: readonly string[]): Record<string, Names> {
  return Object.fromEntries(who.map((name) => [name, words(names.join(' '))]));
}

/** What earlier changes said: root name by object, author by actor. */
interface Learned {
  readonly tops: Map<string, string>;
  readonly authors: Map<string, string>;
}

/** Changes that a relay let in against the rights their author had at that moment. */
export function policyFaults(commits: readonly WitnessedCommit[]): readonly string[] {
  const learned: Learned = { tops: new Map(), authors: new Map() };
  for (const kind of documentKinds) {
    for (const { bytes } of fixedChanges(kind)) touchedNames(A.decodeChange(bytes), learned.tops);
  }
  return commits.flatMap(({ commit, logs }) => {
    const state = [...logs.values()].find((one) => one.documents.has(commit.documentId));
    const record = state?.documents.get(commit.documentId)?.record;
    if (state === undefined || record === undefined) return ['a commit to an unknown document'];
    return commit.changes.flatMap(({ bytes }) => faultsOf(bytes, record, state, learned));
  });
}

function faultsOf(
  bytes: Uint8Array,
  record: DocumentRecord,
  state: MembershipState,
  { tops, authors }: Learned,
): readonly string[] {
  const change = A.decodeChange(bytes);
  const names = touchedNames(change, tops);
  // Only the first change of an actor names its author.
  if (change.author) authors.set(change.actor, change.author);
  const isFixed = fixedChanges(record.kind).some(({ hash }) => hash === change.hash);
  if (isFixed) return [];
  const id = `${record.kind} ${change.hash.slice(0, 8)}`;
  const author = authors.get(change.actor) as KeyId | undefined;
  const device = author && state.devices.get(author);
  if (!device) return [`${id} was let in from nobody`];
  const allowed = allowedNames(record, state, device.personId);
  const bad = names.filter((name) => !allowed.has('all') && !allowed.has(name));
  return bad.length === 0 ? [] : [`${id} was let in though it touches ${bad.join(', ')}`];
}

/** Root names that the operations of a change are under; learns of the objects it makes. */
function touchedNames(change: A.DecodedChange, tops: Map<string, string>): readonly string[] {
  const names = new Set<string>();
  for (const [place, operation] of change.ops.entries()) {
    const { obj, key, action } = operation as { obj: string; key?: string; action: string };
    const name = obj === '_root' ? String(key) : (tops.get(obj) ?? `an unknown object ${obj}`);
    names.add(name);
    if (action.startsWith('make')) tops.set(`${change.startOp + place}@${change.actor}`, name);
  }
  return [...names];
}

function allowedNames(
  record: DocumentRecord,
  state: MembershipState,
  personId: string,
): ReadonlySet<string> {
  const roles: readonly string[] = state.members.get(personId as never)?.roles ?? [];
  const own = record.audience.filter((one) => one.personId === personId).map(({ part }) => part);
  const table = mayWrite[record.kind] ?? {};
  const names = Object.entries(table).flatMap(([who, may]) => {
    const counts = parts.has(who) ? own.includes(who as never) : roles.includes(who);
    return counts ? may : [];
  });
  return new Set(
    Object.values(table).some((may) => may === 'all') && includesAll(table, own, roles)
      ? ['all']
      : names,
  );
}

function includesAll(
  table: Readonly<Record<string, Names>>,
  own: readonly string[],
  roles: readonly string[],
): boolean {
  return Object.entries(table).some(
    ([who, may]) => may === 'all' && (parts.has(who) ? own.includes(who) : roles.includes(who)),
  );
}

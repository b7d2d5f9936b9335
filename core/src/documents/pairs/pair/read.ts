import { checkParticipants } from '../../../domain/index.ts';
import { liveEntities } from '../../fields/entities/entity.ts';
import type { ValueOf } from '../../fields/field.ts';
import { membersOf } from '../../fields/reading/listing.ts';
import type { Interpretation, Problem } from '../../kind/problem.ts';
import type { pairSchema } from './schema.ts';

type Stored = ValueOf<typeof pairSchema>;

const interpret = (stored: Stored) => ({
  ...stored,
  isGroup: stored.isGroup ?? false,
  kinds: membersOf(stored.kinds),
  topics: membersOf(stored.topics),
  menteeIds: membersOf(stored.menteeIds),
  organisationIds: membersOf(stored.organisationIds),
  documents: Object.entries(stored.documents).map(([documentId, part]) => ({ documentId, part })),
  consents: liveEntities(stored.consents),
  orders: liveEntities(stored.orders),
  meetings: liveEntities(stored.meetings)
    .map((meeting) => ({ ...meeting, participantIds: membersOf(meeting.participantIds) }))
    .toSorted((a, b) => a.atMs - b.atMs || (a.id < b.id ? -1 : 1)),
  helpRequests: liveEntities(stored.helpRequests),
  endings: liveEntities(stored.endings),
});

/** A pair or group as it was recorded. Its state comes from `pairFactsOf` and signatures. */
export type Pair = ReturnType<typeof interpret>;

export function readPair(stored: Stored): Interpretation<Pair> {
  const value = interpret(stored);
  return { value, problems: [...composition(value), ...doubledOrders(value)] };
}

/** A merge can leave a pair of two mentees, or a mentor among them. @clause INV-07, INV-08 */
function composition({ mentorId, menteeIds, isGroup }: Pair): readonly Problem[] {
  if (mentorId === undefined) return [];
  const checked = checkParticipants({ isGroup, mentorId, menteeIds });
  if (checked.ok) return [];
  const { code } = checked.error;
  const rule = code === 'mentor-is-mentee' ? 'INV-08' : 'INV-07';
  return [{ rule, code, path: ['menteeIds'], resolver: 'curator' }];
}

/** @clause INV-21 */
function doubledOrders({ orders }: Pair): readonly Problem[] {
  const seen = new Set<string>();
  return orders.flatMap(({ id, purpose, number, date }) => {
    const key = JSON.stringify([purpose, number, date]);
    const isSecond = seen.has(key);
    seen.add(key);
    if (!isSecond) return [];
    return [
      { rule: 'INV-21', code: 'already-entered', path: ['orders', id], resolver: 'orgHead' },
    ] as const;
  });
}

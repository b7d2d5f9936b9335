import type { ErrorCode } from '../../kernel/index.ts';
import { compareDates, type PlainDate } from '../calendar/plain-date.ts';
import type { EndReason } from './ending.ts';
import type { ConsentFact, OrderFact, PairFacts } from './pair-facts.ts';
import { checkParticipants } from './participants.ts';

/** What is amiss in a pair that claims to work. Shown to the head or the curator; data is kept. */
export type PairProblem =
  | { readonly kind: 'orderMissing' }
  | { readonly kind: 'endOrderMissing'; readonly reason: EndReason }
  | { readonly kind: 'mentorConsentMissing'; readonly personId: string }
  | { readonly kind: 'menteeConsentMissing'; readonly personId: string }
  | { readonly kind: 'consentAfterStart'; readonly personId: string; readonly on: PlainDate }
  | { readonly kind: 'participants'; readonly code: ErrorCode };

/** Where a pair stands. Derived, never stored. */
export type PairState =
  | { readonly state: 'proposed' }
  | { readonly state: 'consentPending'; readonly waitingFor: readonly string[] }
  | { readonly state: 'refused'; readonly by: readonly string[] }
  | { readonly state: 'consented' }
  | { readonly state: 'orderDrafted'; readonly orderId: string }
  | { readonly state: 'awaitingStart'; readonly startsOn: PlainDate }
  | { readonly state: 'active'; readonly since: PlainDate; readonly endsOn?: PlainDate }
  | { readonly state: 'conflict'; readonly problems: readonly PairProblem[] }
  | { readonly state: 'ended'; readonly reason: EndReason; readonly on: PlainDate };

/**
 * The state of a pair on a day. A pair that was ordered or started and lacks one of order, mentor's
 * consent and mentee's consent is in `conflict`, so that a merge that takes one of them away is
 * seen and repaired instead of passing for a working or a forgotten pair.
 *
 * @clause INV-03, INV-07, INV-08, INV-22, INV-30, AC-000-3, domain 4.4 (b)
 */
export function pairState(facts: PairFacts, today: PlainDate): PairState {
  const ending = endingOf(facts);
  if (ending !== undefined && ending.on <= today) {
    return { state: 'ended', reason: ending.reason, on: ending.on };
  }
  const order = signedOrder(facts, 'start');
  const problems = problemsOf(facts, order);
  if (problems.length > 0) return { state: 'conflict', problems };
  if (order === undefined) return stateBeforeOrder(facts);
  const since = facts.startedOn ?? order.from;
  if (since > today) return { state: 'awaitingStart', startsOn: since };
  return { state: 'active', since, ...(ending === undefined ? {} : { endsOn: ending.on }) };
}

/** The last word of a person; on one day a withdrawal or refusal outweighs a consent. */
export function latestConsent(
  consents: readonly ConsentFact[],
  personId: string,
): ConsentFact | undefined {
  const weight = (fact: ConsentFact): number =>
    ['requested', 'given', 'expired', 'refused', 'withdrawn'].indexOf(fact.state);
  return consents
    .filter((fact) => fact.personId === personId)
    .toSorted((a, b) => compareDates(a.on, b.on) || weight(a) - weight(b))
    .at(-1);
}

const participantsOf = ({ mentorId, menteeIds }: PairFacts): readonly string[] => [
  mentorId,
  ...new Set(menteeIds),
];

const signedOrder = (
  { orders }: PairFacts,
  purpose: OrderFact['purpose'],
  orderId?: string,
): OrderFact | undefined =>
  orders
    .filter((order) => order.isSigned && order.purpose === purpose)
    .filter((order) => orderId === undefined || order.orderId === orderId)
    .toSorted((a, b) => compareDates(a.from, b.from) || (a.orderId < b.orderId ? -1 : 1))
    .at(0);

/** Replacement and release end a pair by order only (INV-22); other endings need a dated note. */
const needsOrder = (reason: EndReason): boolean => reason === 'replaced' || reason === 'released';

interface Ending {
  readonly reason: EndReason;
  readonly on: PlainDate;
}

/** The earliest valid ending: by record, by leaving the organisation, or by withdrawn consent. */
function endingOf(facts: PairFacts): Ending | undefined {
  const endings: Ending[] = facts.endings.filter(
    (ending) =>
      !needsOrder(ending.reason) ||
      (ending.orderId !== undefined && signedOrder(facts, 'end', ending.orderId) !== undefined),
  );
  const left = dayWithoutPeople(facts, leftOn(facts));
  if (left !== undefined) endings.push({ reason: 'leftOrganisation', on: left });
  const withdrawn = dayWithoutPeople(facts, withdrewOn(facts));
  if (withdrawn !== undefined) endings.push({ reason: 'consentWithdrawn', on: withdrawn });
  const first = endings.toSorted((a, b) => compareDates(a.on, b.on)).at(0);
  return first === undefined ? undefined : { reason: first.reason, on: first.on };
}

/** The day a person left the organisation for the first time. */
const leftOn =
  ({ leavings }: PairFacts) =>
  (personId: string): PlainDate | undefined =>
    leavings
      .filter((leaving) => leaving.personId === personId)
      .map(({ on }) => on)
      .toSorted(compareDates)
      .at(0);

/** The day a person withdrew a consent and did not give another. */
const withdrewOn =
  ({ consents }: PairFacts) =>
  (personId: string): PlainDate | undefined => {
    const last = latestConsent(consents, personId);
    return last?.state === 'withdrawn' ? last.on : undefined;
  };

/** Day on which too few people are left: the mentor is gone, or the last of the mentees. */
function dayWithoutPeople(
  { mentorId, menteeIds }: PairFacts,
  goneOn: (personId: string) => PlainDate | undefined,
): PlainDate | undefined {
  const gone = [...new Set(menteeIds)].map(goneOn).filter((day) => day !== undefined);
  const isEmpty = gone.length > 0 && gone.length === new Set(menteeIds).size;
  const lastMentee = isEmpty ? gone.toSorted(compareDates).at(-1) : undefined;
  return [goneOn(mentorId), lastMentee]
    .filter((day) => day !== undefined)
    .toSorted(compareDates)
    .at(0);
}

function problemsOf(facts: PairFacts, order: OrderFact | undefined): readonly PairProblem[] {
  const problems: PairProblem[] = [];
  const composition = checkParticipants(facts);
  if (!composition.ok) problems.push({ kind: 'participants', code: composition.error.code });
  for (const { reason, orderId } of facts.endings) {
    const hasOrder = orderId !== undefined && signedOrder(facts, 'end', orderId) !== undefined;
    if (needsOrder(reason) && !hasOrder) problems.push({ kind: 'endOrderMissing', reason });
  }
  const startedOn = facts.startedOn ?? order?.from;
  if (startedOn === undefined) return problems;
  if (order === undefined || order.from > startedOn) problems.push({ kind: 'orderMissing' });
  for (const personId of participantsOf(facts)) {
    const consent = latestConsent(facts.consents, personId);
    if (consent?.state !== 'given') {
      const isMentor = personId === facts.mentorId;
      const kind = isMentor ? 'mentorConsentMissing' : 'menteeConsentMissing';
      problems.push({ kind, personId });
    } else if (consent.on > startedOn) {
      problems.push({ kind: 'consentAfterStart', personId, on: consent.on });
    }
  }
  return problems;
}

function stateBeforeOrder(facts: PairFacts): PairState {
  const people = participantsOf(facts);
  const words = people.map((personId) => latestConsent(facts.consents, personId)?.state);
  const refused = people.filter((_, at) => words[at] === 'refused');
  if (refused.length > 0) return { state: 'refused', by: refused };
  if (words.every((word) => word === undefined)) return { state: 'proposed' };
  const waitingFor = people.filter((_, at) => words[at] !== 'given');
  if (waitingFor.length > 0) return { state: 'consentPending', waitingFor };
  const draft = facts.orders.find((order) => order.purpose === 'start');
  return draft === undefined
    ? { state: 'consented' }
    : { state: 'orderDrafted', orderId: draft.orderId };
}

import type { MembershipState } from '@nastavnik/core/access';
import {
  pairState,
  type ConsentFact,
  type ConsentState,
  type MentoringForm,
  type OrderFact,
  type PairFacts,
  type PairState,
  type PlainDate,
} from '@nastavnik/core/domain';
import type { LogId } from '@nastavnik/core/kernel';
import type { ReportStore } from '../tables/report-store.ts';
import type { ReportRow } from '../tables/report-tables.ts';
import { liveDocuments } from './live-documents.ts';

/** One pair as the district may know it: where it is, its number there, and where it stands. */
export interface PairFigure {
  readonly pairId: string;
  readonly logId: LogId;
  /** Number in the organisation, by the order in which its log announced pairs; from 1. */
  readonly number: number;
  readonly form?: MentoringForm;
  readonly isGroup: boolean;
  readonly state: PairState['state'];
  readonly since?: PlainDate;
  readonly endedOn?: PlainDate;
}

/** Numbers of all pairs of an organisation; a dropped pair keeps its number, so none moves up. */
function pairNumbers(state: MembershipState): ReadonlyMap<string, number> {
  const pairs = [...state.documents.values()]
    .filter(({ record }) => record.kind === 'pair')
    .toSorted((a, b) => a.createdAtSeq - b.createdAtSeq);
  return new Map(pairs.map(({ record }, index) => [record.documentId, index + 1]));
}

type Word = ReportRow<'words'>;

/** What was said by signature, in its order: a «no» before any «yes» is a refusal. */
function spokenConsents(words: readonly Word[]): ConsentFact[] {
  const said = new Map<string, ConsentState>();
  return words
    .filter(({ purpose }) => purpose === 'consent' || purpose === 'withdrawal')
    .toSorted((a, b) => a.atMs - b.atMs)
    .map(({ purpose, party, on }) => {
      const before = said.get(party);
      const hadGiven = before === 'given' || before === 'withdrawn';
      const state = purpose === 'consent' ? 'given' : hadGiven ? 'withdrawn' : 'refused';
      said.set(party, state);
      return { personId: party, state, on: on as PlainDate };
    });
}

/** An order counts as signed once it was written down when the head signed, or on paper. */
function orderFacts(orders: readonly ReportRow<'orders'>[], words: readonly Word[]): OrderFact[] {
  const lastSigned = (purpose: Word['purpose']): number =>
    Math.max(-1, ...words.filter((word) => word.purpose === purpose).map(({ atMs }) => atMs));
  return orders.map(({ item, purpose, isSignedOnPaper, from, recordedAtMs }) => ({
    orderId: item,
    purpose,
    isSigned:
      isSignedOnPaper === 1 ||
      recordedAtMs <= lastSigned(purpose === 'start' ? 'order' : 'endOrder'),
    from: from as PlainDate,
  }));
}

/** Facts of every pair, put together again from the rows of its document and of its signatures. */
function pairFactsIn(store: ReportStore): (pair: ReportRow<'pairs'>) => PairFacts {
  const byDocument = <Row extends { readonly documentId: string }>(rows: readonly Row[]) =>
    Map.groupBy(rows, ({ documentId }) => documentId);
  const parties = byDocument(store.rows('parties'));
  const consents = byDocument(store.rows('consents'));
  const orders = byDocument(store.rows('orders'));
  const endings = byDocument(store.rows('endings'));
  const words = Map.groupBy(store.rows('words'), ({ pairId }) => pairId);
  return ({ documentId, isGroup, startedOn }) => {
    const people = parties.get(documentId) ?? [];
    const spoken = words.get(documentId) ?? [];
    const onPaper = (consents.get(documentId) ?? []).map(({ party, state, on }) => ({
      personId: party,
      state,
      on: on as PlainDate,
    }));
    return {
      isGroup: isGroup === 1,
      mentorId: people.find(({ part }) => part === 'mentor')?.party ?? '',
      menteeIds: people.filter(({ part }) => part === 'mentee').map(({ party }) => party),
      ...(startedOn === undefined ? {} : { startedOn: startedOn as PlainDate }),
      consents: [...onPaper, ...spokenConsents(spoken)],
      orders: orderFacts(orders.get(documentId) ?? [], spoken),
      endings: (endings.get(documentId) ?? []).map(({ reason, on, orderId }) => ({
        reason,
        on: on as PlainDate,
        ...(orderId === undefined ? {} : { orderId }),
      })),
      leavings: [],
    };
  };
}

/** Every pair with the state that its consents, orders and endings give it on a day. */
export function pairFigures(
  store: ReportStore,
  logs: ReadonlyMap<LogId, MembershipState>,
  today: PlainDate,
): PairFigure[] {
  const logOf = liveDocuments(store, logs);
  const numbers = new Map([...logs].map(([logId, state]) => [logId, pairNumbers(state)]));
  const factsOf = pairFactsIn(store);
  const figures = store.rows('pairs').flatMap((pair): PairFigure[] => {
    const { documentId, form, isGroup } = pair;
    const logId = logOf.get(documentId);
    const number = logId === undefined ? undefined : numbers.get(logId)?.get(documentId);
    if (logId === undefined || number === undefined) return [];
    const standing = pairState(factsOf(pair), today);
    return [
      {
        pairId: documentId,
        logId,
        number,
        ...(form === undefined ? {} : { form }),
        isGroup: isGroup === 1,
        state: standing.state,
        ...(standing.state === 'active' ? { since: standing.since } : {}),
        ...(standing.state === 'ended' ? { endedOn: standing.on } : {}),
      },
    ];
  });
  return figures.toSorted((a, b) => compareText(a.logId, b.logId) || a.number - b.number);
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

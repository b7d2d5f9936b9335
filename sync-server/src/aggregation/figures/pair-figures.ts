import type { MembershipState } from '@nastavnik/core/access';
import {
  pairState,
  type MentoringForm,
  type PairState,
  type PlainDate,
} from '@nastavnik/core/domain';
import type { LogId } from '@nastavnik/core/kernel';
import type { ReportStore } from '../tables/report-store.ts';

/** One pair as the district may know it: where it is, its number there, and where it stands. */
export interface PairFigure {
  readonly pairId: string;
  readonly logId: LogId;
  /** Number in the organisation, by the order in which its log announced pairs; from 1. */
  readonly number: number;
  readonly form?: MentoringForm;
  readonly isGroup: boolean;
  readonly state: PairState['state'] | 'suspended';
  readonly since?: PlainDate;
  readonly endedOn?: PlainDate;
}

/** Numbers of all pairs of an organisation; a dropped pair keeps its number, so none moves up. */
export function pairNumbers(state: MembershipState): ReadonlyMap<string, number> {
  const pairs = [...state.documents.values()]
    .filter(({ record }) => record.kind === 'pair')
    .toSorted((a, b) => a.createdAtSeq - b.createdAtSeq);
  return new Map(pairs.map(({ record }, index) => [record.documentId, index + 1]));
}

function groupBy<Row>(rows: readonly Row[], key: (row: Row) => string): Map<string, Row[]> {
  return Map.groupBy(rows, key);
}

/** Every pair with the state that its consents, orders and endings give it on a day. */
export function pairFigures(
  store: ReportStore,
  logs: ReadonlyMap<LogId, MembershipState>,
  today: PlainDate,
): PairFigure[] {
  const logOf = new Map(store.rows('documents').map((row) => [row.documentId, row.logId as LogId]));
  const parties = groupBy(store.rows('parties'), ({ documentId }) => documentId);
  const consents = groupBy(store.rows('consents'), ({ pairId }) => pairId);
  const orders = groupBy(store.rows('orders'), ({ pairId }) => pairId);
  const endings = groupBy(store.rows('endings'), ({ documentId }) => documentId);
  const numbers = new Map([...logs].map(([logId, state]) => [logId, pairNumbers(state)]));
  const figures = store.rows('pairs').flatMap((pair): PairFigure[] => {
    const { documentId } = pair;
    const logId = logOf.get(documentId);
    const number = logId === undefined ? undefined : numbers.get(logId)?.get(documentId);
    if (logId === undefined || number === undefined) return [];
    const people = parties.get(documentId) ?? [];
    const state = pairState(
      {
        isGroup: pair.isGroup === 1,
        mentorId: people.find(({ part }) => part === 'mentor')?.party ?? '',
        menteeIds: people.filter(({ part }) => part === 'mentee').map(({ party }) => party),
        consents: (consents.get(documentId) ?? []).map((row) => ({
          personId: row.party,
          state: row.state,
          on: row.on as PlainDate,
        })),
        orders: (orders.get(documentId) ?? []).map((row) => ({
          orderId: row.item,
          purpose: row.purpose,
          isSigned: row.isSigned === 1,
          from: row.from as PlainDate,
        })),
        endings: (endings.get(documentId) ?? []).map((row) => ({
          reason: row.reason,
          on: row.on as PlainDate,
          ...(row.orderId === undefined ? {} : { orderId: row.orderId }),
        })),
        leavings: [],
      },
      today,
    );
    const isSuspended = state.state === 'active' && pair.isSuspended === 1;
    return [
      {
        pairId: documentId,
        logId,
        number,
        ...(pair.form === undefined ? {} : { form: pair.form }),
        isGroup: pair.isGroup === 1,
        state: isSuspended ? 'suspended' : state.state,
        ...(state.state === 'active' ? { since: state.since } : {}),
        ...(state.state === 'ended' ? { endedOn: state.on } : {}),
      },
    ];
  });
  return figures.toSorted((a, b) =>
    a.logId < b.logId ? -1 : a.logId > b.logId ? 1 : a.number - b.number,
  );
}

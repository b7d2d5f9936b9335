import {
  programmeState,
  type programmeStates,
  type PlainDate,
  type ProgrammeMark,
} from '@nastavnik/core/domain';
import type { LogId } from '@nastavnik/core/kernel';
import type { ReportStore } from '../tables/report-store.ts';
import type { ReportRow } from '../tables/report-tables.ts';
import type { PairFigure } from './pair-figures.ts';

/** One programme as the district may know it: its pair's number and where it stands. */
export interface ProgrammeFigure {
  readonly programmeId: string;
  readonly logId: LogId;
  /** Absent while the programme is tied to no pair that is known. */
  readonly pairNumber?: number;
  readonly state: (typeof programmeStates)[number];
  readonly start?: PlainDate;
  readonly end?: PlainDate;
  readonly activitiesPlanned: number;
  readonly activitiesDone: number;
}

type Mark = ReportRow<'programmeMarks'>;

/** Tables know that a programme ended and when; how well, and why, they do not. */
function markOf({ mark, on: day }: Mark): ProgrammeMark {
  const on = day as PlainDate;
  switch (mark) {
    case 'completed':
      return { kind: mark, on, result: 'achieved' };
    case 'terminated':
      return { kind: mark, on, reason: '' };
    case 'evaluationOpened':
    case 'evaluationClosed':
      return { kind: mark, on };
  }
}

/** Every programme with the state its content and signatures give it on a day. */
export function programmeFigures(
  store: ReportStore,
  logOf: ReadonlyMap<string, LogId>,
  pairs: readonly PairFigure[],
  today: PlainDate,
): ProgrammeFigure[] {
  const numberOf = new Map(pairs.map(({ pairId, number }) => [pairId, number]));
  const parties = Map.groupBy(store.rows('parties'), ({ documentId }) => documentId);
  const marks = Map.groupBy(store.rows('programmeMarks'), ({ documentId }) => documentId);
  const signatures = Map.groupBy(store.rows('signatures'), ({ programmeId }) => programmeId);
  return store.rows('programmes').flatMap((programme): ProgrammeFigure[] => {
    const { documentId, pairId, start, end } = programme;
    const logId = logOf.get(documentId);
    if (logId === undefined) return [];
    const people = parties.get(pairId ?? '') ?? [];
    const signed = (purpose: 'agree' | 'approve') =>
      (signatures.get(documentId) ?? [])
        .filter((row) => row.purpose === purpose)
        .map((row) => ({
          personId: row.party,
          contentDigest: row.contentDigest,
          on: row.on as PlainDate,
        }));
    const { state } = programmeState(
      {
        mentorId: people.find(({ part }) => part === 'mentor')?.party ?? '',
        menteeIds: people.filter(({ part }) => part === 'mentee').map(({ party }) => party),
        ...(start === undefined ? {} : { start }),
        ...(end === undefined ? {} : { end }),
        contentDigest: programme.contentDigest,
        isOffered: programme.isOffered === 1,
        agreements: signed('agree'),
        approvals: signed('approve'),
        marks: (marks.get(documentId) ?? []).map(markOf),
      },
      today,
    );
    const pairNumber = numberOf.get(pairId ?? '');
    return [
      {
        programmeId: documentId,
        logId,
        ...(pairNumber === undefined ? {} : { pairNumber }),
        state,
        ...(start === undefined ? {} : { start: start as PlainDate }),
        ...(end === undefined ? {} : { end: end as PlainDate }),
        activitiesPlanned: programme.activitiesPlanned,
        activitiesDone: programme.activitiesDone,
      },
    ];
  });
}

import {
  occurrencesOf,
  type Occurrence,
  type OccurrenceRecord,
  type PlainDate,
  type PlanCalendar,
} from '../../../domain/index.ts';
import { calendarDate } from '../../../kernel/index.ts';
import type { Roadmap, RoadmapRow } from './read.ts';

/** Today, and the zone in which instants become days. */
export interface Day {
  readonly today: PlainDate;
  readonly timeZone: string;
}

/**
 * Occurrences of a row with their status today, from its deadline and from what people recorded.
 * Empty for a heading, and for a plan without a beginning.
 *
 * @clause INV-16, INV-17, domain 4.4 (e)
 */
export function rowOccurrences(
  roadmap: Roadmap,
  row: RoadmapRow,
  { today, timeZone }: Day,
): readonly Occurrence[] {
  const { periodStart, periodEnd, yearKind } = roadmap;
  if (row.isHeading || periodStart === undefined) return [];
  const openingsOf = (kind: RoadmapRow['openings'][number]['kind']) =>
    row.openings.filter((opening) => opening.kind === kind);
  const periods = (kind: 'reportingPeriod' | 'separatePlan') =>
    openingsOf(kind).map(({ from, dueOn }) => ({
      start: from,
      ...(dueOn === undefined ? {} : { end: dueOn }),
    }));
  const calendar: PlanCalendar = {
    period: { start: periodStart, ...(periodEnd === undefined ? {} : { end: periodEnd }) },
    yearKind: yearKind ?? 'school',
    today,
    requests: openingsOf('request').map(({ id, from, dueOn }) => ({
      id,
      from,
      dueOn: dueOn ?? from,
    })),
    reportingPeriods: periods('reportingPeriod'),
    separatePlan: periods('separatePlan'),
  };
  return occurrencesOf(row.deadline, calendar, recordsOf(row, timeZone));
}

/** What people recorded about a row, by occurrence key. */
export function recordsOf(
  row: RoadmapRow,
  timeZone: string,
): ReadonlyMap<string, OccurrenceRecord> {
  const keys = new Set(
    [...row.evidence, ...row.decisions].map(({ occurrenceKey }) => occurrenceKey),
  );
  return new Map([...keys].map((key) => [key, recordOf(row, key, timeZone)]));
}

/** The latest decision counts, and it speaks of the evidence that was there when it was made. */
function recordOf(row: RoadmapRow, key: string, timeZone: string): OccurrenceRecord {
  const evidence = row.evidence.filter(({ occurrenceKey }) => occurrenceKey === key);
  const last = row.decisions.filter(({ occurrenceKey }) => occurrenceKey === key).at(-1);
  const seen =
    last?.decision === 'accepted'
      ? evidence.filter(({ createdAtMs }) => createdAtMs <= last.atMs).length
      : 0;
  const reviewedOn =
    last?.decision === 'accepted' ? (calendarDate(last.atMs, timeZone) as PlainDate) : undefined;
  return {
    attached: evidence.length,
    accepted: seen,
    ...(reviewedOn === undefined ? {} : { reviewedOn }),
  };
}

import type { OccurrenceStatus, PlainDate } from '../../domain/index.ts';
import type { Roadmap, RoadmapRow } from '../office/roadmap/read.ts';
import { recordsOf, rowOccurrences } from '../office/roadmap/row-occurrences.ts';

const untimed = [
  'continuous',
  'waitingForRequest',
  'waitingForDates',
  'notUnderstood',
] as const satisfies readonly OccurrenceStatus[];
type WindowKind = 'dated' | (typeof untimed)[number];

const kindOf = (status: OccurrenceStatus): WindowKind =>
  untimed.find((one) => one === status) ?? 'dated';

/** Windows of every row and what was recorded in them; the reader of the report knows today. */
export const reportRoadmap = (roadmap: Roadmap) => ({
  level: roadmap.level,
  state: roadmap.state,
  occurrences: roadmap.rows.flatMap((row) => reportRow(roadmap, row)),
});

/** Days do not enter the report, so the zone does not matter; a plan without an end is laid out
 * for its first year. */
function reportRow(roadmap: Roadmap, row: RoadmapRow) {
  if (roadmap.periodStart === undefined) return [];
  const day = { today: roadmap.periodStart as PlainDate, timeZone: 'UTC' };
  const records = recordsOf(row, day.timeZone);
  const untouched: RoadmapRow = { ...row, evidence: [], decisions: [] };
  return rowOccurrences(roadmap, untouched, day).map(({ key, status, start, end, needed }) => ({
    rowId: row.id,
    occurrence: key,
    kind: kindOf(status),
    start,
    end,
    needed,
    attached: records.get(key)?.attached ?? 0,
    accepted: records.get(key)?.accepted ?? 0,
  }));
}

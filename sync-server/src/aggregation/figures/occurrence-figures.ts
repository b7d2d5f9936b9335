import { occurrenceStatus, type OccurrenceStatus, type PlainDate } from '@nastavnik/core/domain';
import type { LogId } from '@nastavnik/core/kernel';
import type { ReportStore } from '../tables/report-store.ts';

/** One occurrence of a roadmap row: dates, status and evidence count, without its texts. */
export interface OccurrenceFigure {
  readonly roadmapId: string;
  readonly logId: LogId;
  readonly rowId: string;
  readonly occurrence: string;
  readonly status: OccurrenceStatus;
  readonly start?: PlainDate;
  readonly end?: PlainDate;
  readonly needed: number;
  readonly accepted: number;
}

/** Every occurrence of every roadmap with its status on a day. */
export function occurrenceFigures(
  store: ReportStore,
  logOf: ReadonlyMap<string, LogId>,
  today: PlainDate,
): OccurrenceFigure[] {
  return store.rows('occurrences').flatMap((row): OccurrenceFigure[] => {
    const logId = logOf.get(row.documentId);
    if (logId === undefined) return [];
    const { kind, needed, attached, accepted } = row;
    const window = {
      kind,
      needed,
      ...(row.start === undefined ? {} : { start: row.start as PlainDate }),
      ...(row.end === undefined ? {} : { end: row.end as PlainDate }),
    };
    return [
      {
        roadmapId: row.documentId,
        logId,
        rowId: row.rowId,
        occurrence: row.occurrence,
        status: occurrenceStatus(window, today, { attached, accepted }),
        ...(window.start === undefined ? {} : { start: window.start }),
        ...(window.end === undefined ? {} : { end: window.end }),
        needed,
        accepted,
      },
    ];
  });
}

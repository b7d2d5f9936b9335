import { addDays, addMonths, type PlainDate } from '../calendar/plain-date.ts';
import type { Deadline } from './deadline.ts';
import type { OccurrenceStatus } from './occurrence-status.ts';
import {
  occurrenceWindows,
  type OccurrenceWindow,
  type PlanCalendar,
} from './occurrence-window.ts';

/** What people did about one occurrence. */
export interface OccurrenceRecord {
  /** Pieces of evidence attached, whatever was decided about them. */
  readonly attached: number;
  /** Of them, accepted by the one who checks. */
  readonly accepted: number;
  /** Continuous rows: the last day on which somebody confirmed that all is up to date. */
  readonly reviewedOn?: PlainDate;
}

/** One time that a row asks for something, with its status today. */
export interface Occurrence extends Omit<OccurrenceWindow, 'kind'> {
  readonly status: OccurrenceStatus;
  /** Accepted pieces of evidence, for «n of 3». */
  readonly accepted: number;
  /** Continuous rows only: nobody has confirmed for longer than the review interval. */
  readonly isStale?: boolean;
}

/** «Скоро» begins this many days before the end. */
const soonDays = 14;

/**
 * Occurrences of a row with their status today. Total: never throws, whatever the deadline holds.
 * Done means accepted evidence for this occurrence, never for the row as a whole.
 *
 * @param records by occurrence key; an occurrence nobody touched has none
 * @clause domain 5.3, INV-16, INV-17
 */
export function occurrencesOf(
  deadline: Deadline,
  calendar: PlanCalendar,
  records: ReadonlyMap<string, OccurrenceRecord> = new Map(),
): readonly Occurrence[] {
  return occurrenceWindows(deadline, calendar).map(({ kind, ...window }) => {
    const record = records.get(window.key);
    const accepted = acceptedOf(record);
    const status = occurrenceStatus({ kind, ...window }, calendar.today, record);
    const isStale =
      kind === 'continuous' && isReviewOverdue(deadline, calendar, record?.reviewedOn);
    return { ...window, status, accepted, ...(kind === 'continuous' ? { isStale } : {}) };
  });
}

/** True when every dated occurrence is accepted and there is at least one. @clause INV-17 */
export function isRowDone(occurrences: readonly Occurrence[]): boolean {
  return occurrences.length > 0 && occurrences.every(({ status }) => status === 'accepted');
}

const acceptedOf = (record: OccurrenceRecord | undefined): number =>
  Math.min(record?.accepted ?? 0, record?.attached ?? 0);

/** The status of one window on a day, also where only the window and the counts were kept. */
export function occurrenceStatus(
  window: Omit<OccurrenceWindow, 'key'>,
  today: PlainDate,
  record: OccurrenceRecord | undefined,
): OccurrenceStatus {
  if (window.kind === 'continuous') return 'continuous';
  if (acceptedOf(record) >= window.needed) return 'accepted';
  if ((record?.attached ?? 0) >= window.needed) return 'evidenceAttached';
  if (window.kind !== 'dated') return window.kind;
  const { start, end } = window;
  if (end !== undefined && today > end) return 'overdue';
  if (start !== undefined && today < start) return 'notDue';
  return end !== undefined && today > addDays(end, -soonDays) ? 'dueSoon' : 'open';
}

const defaultReviewMonths = 3;

function isReviewOverdue(
  deadline: Deadline,
  { period, today }: PlanCalendar,
  reviewedOn: PlainDate | undefined,
): boolean {
  const months = /^P(\d{1,2})M$/.exec(deadline.reviewEvery ?? '')?.[1];
  const every = months === undefined ? defaultReviewMonths : Number(months);
  return today > addMonths(reviewedOn ?? period.start, every);
}

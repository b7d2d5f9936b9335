import {
  addDays,
  addMonths,
  compareDates,
  datePartsOf,
  isPlainDate,
  plainDateOf,
  type PlainDate,
} from '../calendar/plain-date.ts';
import { yearAround, type YearKind } from '../calendar/school-year.ts';
import type { Deadline } from './deadline.ts';
import type { OpenPeriod } from './frame.ts';
import { parseRecurrence, type Recurrence } from './recurrence.ts';

/** What a plan knows beside the deadline itself. Dates `YYYY-MM-DD`. */
export interface PlanCalendar {
  readonly period: OpenPeriod;
  /** Reading of «в течение года»: a setting of the plan (rule 6). */
  readonly yearKind: YearKind;
  readonly today: PlainDate;
  /** Requests that «по запросу» waits for. */
  readonly requests?: readonly {
    readonly id: string;
    readonly from: PlainDate;
    readonly dueOn: PlainDate;
  }[];
  /** Reporting periods that «в отчётный период» waits for. */
  readonly reportingPeriods?: readonly OpenPeriod[];
  /** Dates of the separate plan that the row points to. */
  readonly separatePlan?: readonly OpenPeriod[];
}

/** What a deadline asks for, before anybody did anything. */
export interface OccurrenceWindow {
  /**
   * Names the occurrence for ever: it depends neither on today nor on where a later version of the
   * plan begins or ends, so that evidence stays with its occurrence.
   */
  readonly key: string;
  readonly kind: 'dated' | 'continuous' | 'waitingForRequest' | 'waitingForDates' | 'notUnderstood';
  readonly start?: PlainDate;
  readonly end?: PlainDate;
  /** How many accepted pieces of evidence it takes; 1 except in counted rows. */
  readonly needed: number;
  readonly place?: string;
  /** Which activity of a compound cell it is. */
  readonly of?: string;
}

/** More than any plan holds; keeps a damaged deadline from filling a screen. */
const maxWindows = 200;

/**
 * All windows of a deadline, in order of time. Total: any deadline and calendar give at least one
 * window, and one that cannot be understood says so.
 *
 * @clause domain 5.3 rules 1–10, INV-17
 */
export function occurrenceWindows(
  deadline: Deadline,
  calendar: PlanCalendar,
): readonly OccurrenceWindow[] {
  const windows =
    deadline.form === 'composite'
      ? (deadline.parts ?? []).flatMap((part, index) =>
          labelled(simpleWindows(part, calendar), part).map((each) => ({
            ...each,
            key: `${index}:${each.key}`,
          })),
        )
      : labelled(simpleWindows(deadline, calendar), deadline);
  const byKey = new Map(windows.slice(0, maxWindows).map((each) => [each.key, each]));
  return byKey.size === 0 ? [notUnderstood] : [...byKey.values()];
}

const notUnderstood: OccurrenceWindow = { key: 'text', kind: 'notUnderstood', needed: 1 };
const waitingForDates: OccurrenceWindow = { key: 'dates', kind: 'waitingForDates', needed: 1 };

function labelled(
  windows: readonly OccurrenceWindow[],
  { place, of }: Deadline,
): readonly OccurrenceWindow[] {
  return windows.map((each) => ({
    ...each,
    ...(place === undefined ? {} : { place }),
    ...(of === undefined ? {} : { of }),
  }));
}

function simpleWindows(deadline: Deadline, calendar: PlanCalendar): readonly OccurrenceWindow[] {
  const { period } = calendar;
  switch (deadline.form) {
    case 'until':
      return untilWindow(deadline, period);
    case 'interval':
      return dated(deadline.start, deadline.end);
    case 'schoolYear':
      return deadline.start === undefined ? [notUnderstood] : schoolYear(deadline, deadline.start);
    case 'onDates':
      return onDates(deadline);
    case 'wholePlan':
      return fromOutside([period], notUnderstood).map((each) => ({ ...each, key: 'plan' }));
    case 'wholePlanYear':
      return steps(deadline, calendar, { everyMonths: 12 }, 1);
    case 'recurring':
      return recurring(deadline, calendar);
    case 'recurringWindow':
      return yearlyWindows(deadline, calendar);
    case 'countPerPeriod':
      return counted(deadline, calendar);
    case 'continuous':
      return [{ key: 'continuous', kind: 'continuous', start: period.start, needed: 1 }];
    case 'onRequest':
      return requested(calendar);
    case 'byReportingPeriod':
      return fromOutside(calendar.reportingPeriods);
    case 'bySeparatePlan':
      return fromOutside(calendar.separatePlan);
    case 'composite':
    case undefined:
      return [notUnderstood];
  }
}

const window = (start: PlainDate, end: PlainDate | undefined, needed = 1): OccurrenceWindow => ({
  key: end === undefined ? `${start}/` : `${start}/${end}`,
  kind: 'dated',
  start,
  ...(end === undefined ? {} : { end }),
  needed,
});

function dated(start: PlainDate | undefined, end: PlainDate | undefined): OccurrenceWindow[] {
  if (start === undefined || end === undefined || start > end) return [notUnderstood];
  return [window(start, end)];
}

function untilWindow({ end, inclusive }: Deadline, period: OpenPeriod): OccurrenceWindow[] {
  if (end === undefined) return [notUnderstood];
  const last = inclusive === false ? addDays(end, -1) : end;
  const start = period.start < last ? period.start : last;
  return [{ ...window(start, last), key: `/${last}` }];
}

function schoolYear(deadline: Deadline, start: PlainDate): OccurrenceWindow[] {
  return dated(start, deadline.end ?? yearAround(start, 'school').end);
}

function onDates(deadline: Deadline): OccurrenceWindow[] {
  const days = [...new Set((deadline.dates ?? []).map((date) => date.slice(0, 10)))]
    .filter(isPlainDate)
    .toSorted(compareDates);
  return days.length === 0 ? [waitingForDates] : days.map((day) => window(day, day));
}

function requested({ requests = [] }: PlanCalendar): OccurrenceWindow[] {
  if (requests.length === 0) {
    return [{ key: 'request', kind: 'waitingForRequest', needed: 1 }];
  }
  return requests.map(({ id, from, dueOn }) => ({
    ...window(from < dueOn ? from : dueOn, dueOn),
    key: `request:${id}`,
  }));
}

/** Periods that are known elsewhere; those that a merge turned upside down do not count. */
function fromOutside(
  periods: readonly OpenPeriod[] = [],
  otherwise = waitingForDates,
): OccurrenceWindow[] {
  const windows = periods
    .filter(({ start, end }) => end === undefined || start <= end)
    .map(({ start, end }) => window(start, end));
  return windows.length === 0 ? [otherwise] : windows;
}

function recurring(deadline: Deadline, calendar: PlanCalendar): OccurrenceWindow[] {
  const recurrence = parseRecurrence(deadline.rrule ?? 'FREQ=YEARLY');
  return recurrence === undefined ? [notUnderstood] : steps(deadline, calendar, recurrence, 1);
}

const periodMonths = { quarter: 3, year: 12, twoYears: 24, rolling12Months: 12 } as const;

function counted(deadline: Deadline, calendar: PlanCalendar): OccurrenceWindow[] {
  if (deadline.per === undefined) return [notUnderstood];
  const recurrence = { everyMonths: periodMonths[deadline.per] };
  return steps(deadline, calendar, recurrence, deadline.min ?? 1);
}

/** Last day until which windows are laid out: the plan's end, else the end of the current year. */
function horizonOf(deadline: Deadline, { period, today, yearKind }: PlanCalendar): PlainDate {
  const planEnd =
    period.end ?? yearAround(today > period.start ? today : period.start, yearKind).end;
  return deadline.to !== undefined && deadline.to < planEnd ? deadline.to : planEnd;
}

const startOf = (deadline: Deadline, { period }: PlanCalendar): PlainDate =>
  deadline.from !== undefined && deadline.from > period.start ? deadline.from : period.start;

/**
 * Windows that follow one another without a gap, cut at the plan's ends. Years and quarters begin
 * with the year of the plan's kind; a rolling year begins with the plan itself.
 */
function steps(
  deadline: Deadline,
  calendar: PlanCalendar,
  { everyMonths, count = maxWindows }: Recurrence,
  needed: number,
): OccurrenceWindow[] {
  const first = startOf(deadline, calendar);
  const last = horizonOf(deadline, calendar);
  if (first > last) return [notUnderstood];
  const isRolling = deadline.per === 'rolling12Months';
  const origin = isRolling
    ? first
    : yearAround(first, deadline.yearKind ?? calendar.yearKind).start;
  const windows: OccurrenceWindow[] = [];
  for (let step = 0; windows.length < Math.min(count, maxWindows); step += 1) {
    const start = addMonths(origin, step * everyMonths);
    const end = addDays(addMonths(origin, (step + 1) * everyMonths), -1);
    if (start > last || end <= start) break;
    if (end < first) continue;
    windows.push({
      ...window(start < first ? first : start, end > last ? last : end, needed),
      key: `${start}/${end}`,
    });
  }
  return windows.length === 0 ? [notUnderstood] : windows;
}

/** One window a year from `windowStart` to `windowEnd`, which may lie in the next year. */
function yearlyWindows(deadline: Deadline, calendar: PlanCalendar): OccurrenceWindow[] {
  const recurrence = parseRecurrence(deadline.rrule ?? 'FREQ=YEARLY');
  const { windowStart, windowEnd } = deadline;
  if (recurrence === undefined || windowStart === undefined || windowEnd === undefined) {
    return [notUnderstood];
  }
  const first = startOf(deadline, calendar);
  const last = horizonOf(deadline, calendar);
  if (first > last) return [notUnderstood];
  const everyYears = Math.max(1, Math.round(recurrence.everyMonths / 12));
  const windows: OccurrenceWindow[] = [];
  let { year } = datePartsOf(first);
  year -= 1;
  while (year <= datePartsOf(last).year && windows.length < (recurrence.count ?? maxWindows)) {
    const start = dayOfYear(year, windowStart);
    const end = dayOfYear(windowEnd < windowStart ? year + 1 : year, windowEnd);
    const isInside = end >= first && start <= last;
    if (isInside) windows.push(window(start, end));
    year += windows.length > 0 ? everyYears : 1;
  }
  return windows.length === 0 ? [notUnderstood] : windows;
}

function dayOfYear(year: number, monthDay: string): PlainDate {
  return plainDateOf({
    year,
    month: Number(monthDay.slice(0, 2)),
    day: Number(monthDay.slice(3, 5)),
  });
}

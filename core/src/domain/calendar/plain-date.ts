import { fail, ok, type Branded, type Refusal, type Result } from '../../kernel/index.ts';

/**
 * A calendar date `YYYY-MM-DD` that exists, without time or zone, from 1900 to 2999: nothing of a
 * school is older, and a mistyped year is refused at once. Only `parsePlainDate` makes it.
 */
export type PlainDate = Branded<string, 'PlainDate'>;

const datePattern = /^(\d{4})-(\d{2})-(\d{2})$/;

const isLeapYear = (year: number): boolean =>
  year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

/** Number of days of a month, 1 … 12. */
function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

export function isPlainDate(text: unknown): text is PlainDate {
  const match = typeof text === 'string' ? datePattern.exec(text) : null;
  if (match === null) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (year < 1900 || year > 2999) return false;
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** Refuses `date-invalid`. */
export function parsePlainDate(text: string): Result<PlainDate, Refusal> {
  return isPlainDate(text) ? ok(text) : fail({ code: 'date-invalid' });
}

/** Month 1 … 12, day 1 … 31. */
export interface DateParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

export function datePartsOf(date: PlainDate): DateParts {
  return {
    year: Number(date.slice(0, 4)),
    month: Number(date.slice(5, 7)),
    day: Number(date.slice(8, 10)),
  };
}

/** The date of these parts; a day past the end of the month is clamped, a year is kept within 1800 … 3099. */
export function plainDateOf({ year, month, day }: DateParts): PlainDate {
  const safeYear = Math.min(3099, Math.max(1800, year));
  const safeDay = Math.min(day, daysInMonth(safeYear, month));
  const pad = (value: number, width: number): string => String(value).padStart(width, '0');
  return `${pad(safeYear, 4)}-${pad(month, 2)}-${pad(safeDay, 2)}` as PlainDate;
}

/** Negative, zero or positive, for `sort`. Text order is date order in this form. */
export const compareDates = (a: PlainDate, b: PlainDate): number => (a < b ? -1 : a > b ? 1 : 0);

export const isDateWithin = (date: PlainDate, start: PlainDate, end: PlainDate): boolean =>
  start <= date && date <= end;

/** The same day `months` later, clamped to the end of a shorter month. */
export function addMonths(date: PlainDate, months: number): PlainDate {
  const { year, month, day } = datePartsOf(date);
  const index = year * 12 + (month - 1) + months;
  return plainDateOf({ year: Math.floor(index / 12), month: (((index % 12) + 12) % 12) + 1, day });
}

const msPerDay = 86_400_000;

/** `days` later, or earlier when negative; kept within years 1800 … 3099. */
export function addDays(date: PlainDate, days: number): PlainDate {
  const { year, month, day } = datePartsOf(date);
  const at = new Date(0);
  at.setUTCFullYear(year, month - 1, day);
  const moved = new Date(at.getTime() + days * msPerDay);
  return plainDateOf({
    year: moved.getUTCFullYear(),
    month: moved.getUTCMonth() + 1,
    day: moved.getUTCDate(),
  });
}

import { fail, ok, type Refusal, type Result } from '../../kernel/index.ts';
import { addMonths, isPlainDate } from '../calendar/plain-date.ts';

const shortestMonths = 3;
const longestMonths = 12;

/**
 * Accepts a personalised programme whose `end − start` is three calendar months to one year,
 * boundaries included. Months are counted by the calendar; a start on a day that the last month
 * lacks counts to the last day of that month.
 *
 * Refuses `date-invalid`, `programme-too-short`, `programme-too-long`.
 *
 * @clause INV-01, AC-000-4
 */
export function checkProgrammeDuration(start: string, end: string): Result<void, Refusal> {
  if (!isPlainDate(start) || !isPlainDate(end)) return fail({ code: 'date-invalid' });
  if (end < addMonths(start, shortestMonths)) return fail({ code: 'programme-too-short' });
  if (end > addMonths(start, longestMonths)) return fail({ code: 'programme-too-long' });
  return ok(undefined);
}

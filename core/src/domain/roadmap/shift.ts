import { addMonths, isPlainDate, type PlainDate } from '../calendar/plain-date.ts';
import type { Deadline } from './deadline.ts';

/**
 * The same deadline `years` later, for reusing a template in a new school year. The printed text
 * stays that of the source: the template keeps what was written.
 *
 * @clause domain 5.3 rule 9
 */
export function shiftDeadline(deadline: Deadline, years: number): Deadline {
  const move = (date: PlainDate | undefined): PlainDate | undefined =>
    date === undefined ? undefined : addMonths(date, years * 12);
  const { start, end, from, to, dates, parts, alt } = deadline;
  return {
    ...deadline,
    ...(start === undefined ? {} : { start: move(start) }),
    ...(end === undefined ? {} : { end: move(end) }),
    ...(from === undefined ? {} : { from: move(from) }),
    ...(to === undefined ? {} : { to: move(to) }),
    ...(dates === undefined ? {} : { dates: dates.map((date) => shiftMoment(date, years)) }),
    ...(parts === undefined ? {} : { parts: parts.map((part) => shiftDeadline(part, years)) }),
    ...(alt === undefined ? {} : { alt: shiftDeadline(alt, years) }),
  };
}

function shiftMoment(moment: string, years: number): string {
  const day = moment.slice(0, 10);
  return isPlainDate(day) ? addMonths(day, years * 12) + moment.slice(10) : moment;
}

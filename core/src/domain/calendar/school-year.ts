import { datePartsOf, plainDateOf, type PlainDate } from './plain-date.ts';

/** How a plan counts years: 1 January to 31 December, or 1 September to 31 August. */
export const yearKinds = ['calendar', 'school'] as const;
export type YearKind = (typeof yearKinds)[number];

/** Where a school year ends for reports: a setting of the district. @clause domain 4.1 District */
export const schoolYearEnds = ['05-31', '08-31'] as const;
export type SchoolYearEnd = (typeof schoolYearEnds)[number];

const firstSchoolMonth = 9;

/** Key of the school year of a date, `2026-2027`; the summer belongs to the year that ends. */
export function schoolYearOf(date: PlainDate): string {
  const { year, month } = datePartsOf(date);
  const first = month >= firstSchoolMonth ? year : year - 1;
  return `${first}-${first + 1}`;
}

/** First and last day of a stretch of time, both included. */
export interface Period {
  readonly start: PlainDate;
  readonly end: PlainDate;
}

/** The year that holds `date`, whole. */
export function yearAround(date: PlainDate, yearKind: YearKind): Period {
  const { year, month } = datePartsOf(date);
  if (yearKind === 'calendar') {
    return {
      start: plainDateOf({ year, month: 1, day: 1 }),
      end: plainDateOf({ year, month: 12, day: 31 }),
    };
  }
  const first = month >= firstSchoolMonth ? year : year - 1;
  return {
    start: plainDateOf({ year: first, month: 9, day: 1 }),
    end: plainDateOf({ year: first + 1, month: 8, day: 31 }),
  };
}

import type { LoadableTemplate } from '@nastavnik/core/documents';
import { addMonths, schoolYearOf, shiftDeadline, type PlainDate } from '@nastavnik/core/domain';
import { loadPlan } from '@nastavnik/core/plans';

/** How many years a plan is moved so that its first school year is the present one. */
function yearsToShift(start: PlainDate, today: PlainDate): number {
  const yearOf = (date: PlainDate): number => Number(schoolYearOf(date).slice(0, 4));
  return yearOf(today) - yearOf(start);
}

/**
 * The Abansky plan, its dates moved to the present school year. Every text stays as the source
 * prints it, the deadline's wording too: only what is computed from it moves.
 *
 * @clause domain 5.3 rule 9
 */
export function districtPlan(today: PlainDate): LoadableTemplate {
  const plan = loadPlan('ABN');
  const years = yearsToShift(plan.period.start, today);
  const { end } = plan.period;
  return {
    ...plan,
    period: {
      start: addMonths(plan.period.start, years * 12),
      ...(end === undefined ? {} : { end: addMonths(end, years * 12) }),
    },
    rows: plan.rows.map((row) => ({ ...row, deadline: shiftDeadline(row.deadline, years) })),
  };
}

/** Rows of the plan that name organisations as responsible: what a school's own plan holds. */
const organisationRows = new Set([
  'R-ABN-1.1',
  'R-ABN-1.2',
  'R-ABN-1.3',
  'R-ABN-2.3',
  'R-ABN-3.1',
  'R-ABN-3.2',
  'R-ABN-3.3',
  'R-ABN-3.4',
  'R-ABN-3.5',
]);

/** The plan of one organisation: its rows of the district's plan under a title of its own. */
export function organisationPlan(today: PlainDate, title: string): LoadableTemplate {
  const plan = districtPlan(today);
  return { ...plan, title, rows: plan.rows.filter(({ id }) => organisationRows.has(id)) };
}

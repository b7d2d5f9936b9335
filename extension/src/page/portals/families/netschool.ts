import { joinTables, readGrids } from '../../grid/read-grids.ts';
import { queryAll, type PageRoot } from '../../grid/page-roots.ts';
import { readContext } from '../../grid/read-context.ts';
import type { CellHabits, RefineCell } from '../../grid/read-cells.ts';
import { isShown, visibleText } from '../../grid/visible-text.ts';
import { pageAddress } from '../page-address.ts';
import type { PageTable, PortalAdapter } from '../portal-adapter.ts';

/** One host per region, so the path has to tell (sourced: paths of clients and of a saved page). */
const pathPattern = /^\/(asp|angular\/school|app\/school)\//i;

/** What the page was asked to show; pages change by POST, their address stays (sourced). */
const formNames = ['DATE', 'PCLID', 'PCLID_IUP', 'SGID', 'EASGID', 'TERMID', 'SJID'];
const formSelector = formNames.map((name) => `[name="${name}" i]`).join(', ');

/** Сетевой город: names and marks in two parts, the class and subject only in a form. */
export const netschool: PortalAdapter = {
  id: 'netschool',
  personal: true,
  // guessed: older versions show their pages in frames
  readsFrames: true,
  // sourced: the journal is loaded by a button after the form is filled
  loadsOnDemand: true,
  matches: ({ pathname }) => pathPattern.test(pathname),
  scope: ({ document, roots }, grids) => ({
    address: pageAddress(document.location),
    context: [
      ...queryAll(roots, 'h1.title').map(visibleText),
      ...queryAll(roots, formSelector).map(formChoice),
      ...readContext(roots, grids),
    ],
  }),
  grids: ({ roots }) => {
    const isInPart = (table: Element): boolean => table.closest(partSelector) !== null;
    return [...joinedParts(roots), ...readGrids(roots, habits, isInPart)];
  },
};

const partSelector = '.journal-student, .journal-marks';

function formChoice(field: Element): string {
  const value = 'value' in field && typeof field.value === 'string' ? field.value : '';
  return `${field.getAttribute('name')?.toUpperCase()}=${value.slice(0, 64)}`;
}

/** The halves of the teacher's journal, which stand in containers of their own (sourced). */
function joinedParts(roots: readonly PageRoot[]): readonly PageTable[] {
  const names = queryAll(roots, '.journal-student').flatMap(tableIn);
  const marks = queryAll(roots, '.journal-marks').flatMap(tableIn);
  if (names.length !== marks.length) return [];
  return names.flatMap((table, at) => {
    const other = marks[at];
    return (other && joinTables('journal', [table, other], habits)) ?? [];
  });
}

/** Whether the part is the table or holds it is guessed both ways. */
const tableIn = (part: Element): readonly Element[] => {
  const table = part.matches('table') ? part : part.querySelector('table');
  return table ? [table] : [];
};

const refine: RefineCell = (cell, { at, row }) => {
  // A date over several rows names each of them (sourced: a saved page of version 5.10).
  const isDate = at === 0 && cell.source.matches('td[rowspan], td.hidden-scr-sm');
  return isDate ? { ...cell, role: 'row-header' } : withAssignment(cell, row);
};

/** The number of a task stands in its link's handler and nowhere else (sourced; first: guessed). */
function withAssignment(cell: ReturnType<RefineCell>, row: Element): ReturnType<RefineCell> {
  const link = cell.source.querySelector('[onclick*="SubmAssign("]');
  const id = /SubmAssign\((\d+)/.exec(link?.getAttribute('onclick') ?? '')?.[1];
  if (id === undefined || row.closest('thead')) return cell;
  return { ...cell, role: 'row-header', id };
}

/**
 * The same dates are written twice, for wide and for narrow screens (sourced). Only the wide ones
 * count, shown or not: so a row has one name at every width.
 */
const habits: CellHabits = {
  refine,
  isPart: (element) =>
    !element.matches('[class*="visible-scr-"]') &&
    (element.matches('[class*="hidden-scr-"]') || isShown(element)),
};

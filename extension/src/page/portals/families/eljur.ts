import { buildGrid, partOf, type GridPart } from '../../grid/build-grid.ts';
import { queryAll, type PageRoot } from '../../grid/page-roots.ts';
import type { RefineCell } from '../../grid/read-cells.ts';
import { readContext } from '../../grid/read-context.ts';
import { readGrids } from '../../grid/read-grids.ts';
import { cellValue, headerText, visibleText } from '../../grid/visible-text.ts';
import { pageAddress } from '../page-address.ts';
import type { PageTable, PortalAdapter } from '../portal-adapter.ts';
import { columns as words } from './text/columns.ru.ts';

/** Sourced: hosts that public clients name; schools have subdomains of the first. */
const hostPattern = /(^|\.)(eljur\.ru|edu\.gounn\.ru|edu\.rk\.gov\.ru|eschool\.gov45\.ru)$/;
/** Sourced: paths are the same on every host. */
const pathPattern = /^\/journal-(app|student-grades-action)\//;

const daySelector = '.dnevnik-day';
const dayTitleSelector = '.dnevnik-day__title';
const namesSelector = '[data-grid-control="columns-body"]';
const valuesSelector = '[data-grid-control="scroll-body"]';

/** ЭлЖур: a marks grid of divisions whose cells carry their row's name, and a week's diary. */
export const eljur: PortalAdapter = {
  id: 'eljur',
  personal: true,
  matches: ({ hostname, pathname }) => hostPattern.test(hostname) || pathPattern.test(pathname),
  scope: ({ document, roots }, grids) => {
    const { path, pupil } = lastingPath(document.location.pathname, roots);
    return {
      address: pageAddress(document.location, { path }),
      context: [...pupil, ...readContext(roots, grids)],
    };
  },
  grids: ({ roots }) => [
    ...divGrids(roots),
    ...diary(roots),
    ...readGrids(roots, { refine: withoutReason }),
  ],
  // «b» is illness (sourced): a reason of absence is neither read nor hashed.
  textOf: (cell) => (hasReason(cell) ? '' : cellValue(cell)),
};

const hasReason = (cell: Element): boolean => cell.closest('[data-reason]') !== null;
const withoutReason: RefineCell = (cell) => (hasReason(cell.source) ? { ...cell, text: '' } : cell);

/**
 * The path without what changes its meaning by itself. `week.<n>` counts from today (sourced), so
 * the week is named by its first day; `u.<uid>` says whose pages they are and goes into the hashed
 * context, lest two pupils share a page.
 */
function lastingPath(
  pathname: string,
  roots: readonly PageRoot[],
): { readonly path: string; readonly pupil: readonly string[] } {
  const parts = pathname.split('/').filter((part) => part !== '');
  const pupil = parts.filter((part) => /^u\.\w+$/.test(part));
  const lasting = parts.filter((part) => !pupil.includes(part) && !/^week\.-?\d+$/.test(part));
  const title = queryAll(roots, dayTitleSelector)[0];
  const week = title ? [`week.${visibleText(title)}`] : [];
  return { path: `/${[...lasting, ...week].join('/')}`, pupil };
}

/** Names and marks as columns of divisions (sourced: the family's grid; the staff's: guessed). */
function divGrids(roots: readonly PageRoot[]): readonly PageTable[] {
  const all = queryAll(roots, namesSelector);
  const bodies = queryAll(roots, valuesSelector);
  if (all.length !== bodies.length) return [];
  return all.flatMap((names, at) => {
    const values = bodies[at];
    return (values && divGrid(names, values)) ?? [];
  });
}

function divGrid(names: Element, values: Element): PageTable | undefined {
  const rows = [...names.querySelectorAll('[xls="hcolumn"] .cell[name]')].filter(
    (cell) => !values.contains(cell),
  );
  const keys = rows.map(nameOf);
  const columns = columnsOf(values).filter(({ cells }) => cells.length > 0);
  return buildGrid(
    names.getAttribute('xls_list') ?? '',
    columns.map(({ head }) => head),
    rows.map((row, at) => ({
      names: [namePart(row)],
      values: columns.map(({ cells }) => cellOfRow(cells, keys, at)),
    })),
  );
}

const nameOf = (cell: Element): string => cell.getAttribute('name') ?? '';

/**
 * What the row is called is its id only where it looks like one. A name is none, for a namesake may
 * be the only one shown, and a number that only counts belongs to whoever comes next.
 */
function namePart(cell: Element): GridPart {
  const name = nameOf(cell);
  const part = partOf(cell, headerText(cell) || name);
  const isId = /\d/.test(name) && !/^\d{0,3}$/.test(name) && name !== part.text;
  return isId ? { ...part, id: name } : part;
}

/** The cell of a column that carries the row's name; of namesakes, only where all have their cell. */
function cellOfRow(
  cells: readonly Element[],
  keys: readonly string[],
  at: number,
): GridPart | undefined {
  const key = keys[at] ?? '';
  const equal = cells.filter((cell) => nameOf(cell) === key);
  if (equal.length !== keys.filter((each) => each === key).length) return undefined;
  const cell = equal[keys.slice(0, at).filter((each) => each === key).length];
  return cell && partOf(cell, cellValue(cell));
}

interface DivColumn {
  readonly head: GridPart;
  readonly cells: readonly Element[];
}

/** Cells of one parent are a column; its head is the cell without a row's name (guessed). */
function columnsOf(values: Element): readonly DivColumn[] {
  const parents = new Map<Element, Element[]>();
  for (const cell of values.querySelectorAll('.cell[name]')) {
    const parent = cell.parentElement ?? values;
    parents.set(parent, [...(parents.get(parent) ?? []), cell]);
  }
  return [...parents].map(([parent, cells]) => {
    const head = parent.querySelector('.cell:not([name])');
    return { head: head ? partOf(head, headerText(head)) : partOf(parent, nameOf(parent)), cells };
  });
}

/** A week's lessons, named by day and subject (sourced: classes of the family's diary). */
function diary(roots: readonly PageRoot[]): readonly PageTable[] {
  const days = queryAll(roots, daySelector);
  const rows = days.flatMap((day) => {
    const title = day.querySelector(dayTitleSelector);
    return [...day.querySelectorAll('.dnevnik-lesson')].flatMap((lesson) => {
      const subject = lesson.querySelector('.dnevnik-lesson__subject');
      const task = lesson.querySelector('.dnevnik-lesson__hometask, .dnevnik-lesson__task');
      if (!title || !subject) return [];
      return [
        { names: [partOf(title), partOf(subject)], values: [task ? partOf(task) : undefined] },
      ];
    });
  });
  const [first] = days;
  const grid = first && buildGrid('week', [partOf(first, words.task)], rows);
  return grid ? [grid] : [];
}

import { joinSides, layOutTable, type SideRow } from '@nastavnik/core/annotation';
import { pageLimits } from '../../messaging/page-channel.ts';
import type { PageTable } from '../portals/portal-adapter.ts';
import { queryAll, type PageRoot } from './page-roots.ts';
import { readRow, readRows, type CellHabits } from './read-cells.ts';
import { isShown, visibleText } from './visible-text.ts';

const gridSelector = 'table, [role="grid"], [role="treegrid"], [role="table"]';
const rowSelector = 'tr, [role="row"]';

/** Every grid of a page whose rows and columns have names, in document order; not those the adapter took. */
export function readGrids(
  roots: readonly PageRoot[],
  habits: CellHabits = {},
  isTaken: (grid: Element) => boolean = () => false,
): readonly PageTable[] {
  const elements = queryAll(roots, gridSelector).filter(
    (element) => isGrid(element) && !isTaken(element),
  );
  return elements.flatMap((element, at) => {
    const label = labelOf(element);
    const alone = layOutTable(label, readRows(rowsOf(element, habits), habits));
    if (alone) return [alone];
    // Marks without names beside names without marks are two halves of one journal.
    const before = elements[at - 1];
    const isBeside = before !== undefined && isNeighbour(before, element);
    return (isBeside && joinTables(label, [before, element], habits)) || [];
  });
}

/** The grid of two tables side by side, if their rows belong to each other. */
export function joinTables(
  label: string,
  [names, values]: readonly [names: Element, values: Element],
  habits: CellHabits = {},
): PageTable | undefined {
  const rows = joinSides(sideOf(names, habits), sideOf(values, habits));
  return rows && layOutTable(label, rows);
}

function sideOf(
  table: Element,
  habits: CellHabits,
): { head: SideRow<Element>['cells'][]; body: SideRow<Element>[] } {
  const head: SideRow<Element>['cells'][] = [];
  const body: SideRow<Element>[] = [];
  for (const row of rowsOf(table, habits)) {
    const cells = readRow(row, habits);
    if (body.length === 0 && isHeadRow(row, cells)) head.push(cells);
    else body.push(sideRow(row, cells));
  }
  return { head, body };
}

/** A row of header cells; a lone one over the names says only by its element that it is one. */
function isHeadRow(row: Element, cells: SideRow<Element>['cells']): boolean {
  if (row.closest('thead')) return true;
  return (
    cells.length > 0 &&
    cells.every(({ role, source }) => {
      const isNamed = source.hasAttribute('scope') || source.hasAttribute('role');
      return role === 'column-header' || (source.tagName === 'TH' && !isNamed);
    })
  );
}

/** Attributes by which portals call a row in both halves. */
const rowNames = ['data-id', 'data-row', 'data-row-id', 'data-student-id', 'name'];

/** A row of one half, with what it must share with the same row of the other. */
export function sideRow(element: Element, cells: SideRow<Element>['cells']): SideRow<Element> {
  const { top, height } = element.getBoundingClientRect();
  const id = rowNames.map((name) => element.getAttribute(name)).find((value) => value !== null);
  return {
    cells,
    ...(id === null || id === undefined ? {} : { id }),
    ...(height > 0 ? { top, height } : {}),
  };
}

/** Tables that only arrange other things on a page are not grids. */
function isGrid(element: Element): boolean {
  const role = element.getAttribute('role');
  if (role === 'presentation' || role === 'none') return false;
  return element.querySelector(gridSelector) === null && isShown(element);
}

/** Two elements that stand in the same box, at most one wrapper deep each. */
function isNeighbour(left: Element, right: Element): boolean {
  const boxes = (element: Element): (Element | null | undefined)[] => [
    element.parentElement,
    element.parentElement?.parentElement,
  ];
  const around = boxes(right);
  return boxes(left).some((box) => box?.tagName !== 'BODY' && box && around.includes(box));
}

const rowsOf = (grid: Element, { isPart = isShown }: CellHabits): readonly Element[] =>
  [...grid.querySelectorAll(rowSelector)].filter(isPart);

/** What keeps its name over a reload: a caption, a label, or an id that no framework numbered. */
function labelOf(grid: Element): string {
  const caption = grid.querySelector('caption');
  const id = /^[a-z][a-z_-]*$/i.test(grid.id) ? grid.id : '';
  const label = (caption && visibleText(caption)) || grid.getAttribute('aria-label') || id;
  return label.slice(0, pageLimits.textLength);
}

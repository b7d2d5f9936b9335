import {
  maxGridSide,
  placeByIndex,
  type NumberedCell,
  type TableCell,
} from '@nastavnik/core/annotation';
import { headerText, isShown, visibleText } from './visible-text.ts';

/** What an adapter knows about a cell beyond its markup: a better name, a role, a portal's id. */
export type RefineCell = (
  cell: TableCell<Element>,
  place: { readonly at: number; readonly row: Element },
) => TableCell<Element>;

export interface CellHabits {
  readonly refine?: RefineCell;
  /** True for what this page shows at the present width; `isShown` unless an adapter knows better. */
  readonly isPart?: (element: Element) => boolean;
}

const cellSelector =
  '[role="gridcell"], [role="cell"], [role="columnheader"], [role="rowheader"], td, th';

/** The cells of some rows, in the places that the page's own numbers give them. */
export function readRows(
  rows: readonly Element[],
  habits: CellHabits = {},
): readonly (readonly TableCell<Element>[])[] {
  const numbered = rows.slice(0, maxGridSide).map((row) => {
    const index = indexOf(row, 'aria-rowindex');
    const cells = readRow(row, habits);
    return index === undefined ? { cells } : { index, cells };
  });
  return placeByIndex(numbered);
}

/** The cells of one row in the order of the markup. */
export function readRow(row: Element, habits: CellHabits = {}): readonly NumberedCell<Element>[] {
  const { refine, isPart = isShown } = habits;
  const cells = [...row.querySelectorAll(cellSelector)].filter(isPart).slice(0, maxGridSide);
  // On the row itself the number is its first cell's, and the others follow.
  let next = indexOf(row, 'aria-colindex');
  return cells.map((cell, at) => {
    const read = readCell(cell, cells);
    const refined = refine ? refine(read, { at, row }) : read;
    const index = indexOf(cell, 'aria-colindex') ?? next;
    if (next !== undefined) next += read.colSpan;
    return index === undefined ? refined : { ...refined, index };
  });
}

function readCell(cell: Element, row: readonly Element[]): TableCell<Element> {
  const role = roleOf(cell, row);
  return {
    role,
    text: role === 'data' ? visibleText(cell) : headerText(cell),
    rowSpan: spanOf(cell, 'rowspan'),
    colSpan: spanOf(cell, 'colspan'),
    source: cell,
  };
}

function roleOf(cell: Element, row: readonly Element[]): TableCell<Element>['role'] {
  const role = cell.getAttribute('role');
  if (role === 'columnheader') return 'column-header';
  if (role === 'rowheader') return 'row-header';
  const scope = cell.getAttribute('scope');
  if (scope === 'col' || scope === 'colgroup' || cell.closest('thead')) return 'column-header';
  if (cell.tagName !== 'TH') return 'data';
  if (scope === 'row' || scope === 'rowgroup') return 'row-header';
  const isHeaderRow = row.every((other) => other.tagName === 'TH');
  return isHeaderRow && row.length > 1 ? 'column-header' : 'row-header';
}

/** 0 means «to the end», and a hostile page may write anything. */
function spanOf(cell: Element, name: 'rowspan' | 'colspan'): number {
  const written = cell.getAttribute(name) ?? cell.getAttribute(`aria-${name}`);
  if (written === null) return 1;
  const span = Number.parseInt(written, 10);
  if (span === 0) return maxGridSide;
  return span > 0 ? Math.min(span, maxGridSide) : 1;
}

function indexOf(element: Element, name: 'aria-rowindex' | 'aria-colindex'): number | undefined {
  const written = element.getAttribute(name) ?? '';
  return /^[1-9]\d{0,6}$/.test(written) ? Number(written) : undefined;
}

import { layOutTable, maxGridSide, type TableCell } from '@nastavnik/core/annotation';
import { pageLimits } from '../../messaging/page-channel.ts';
import type { PageTable } from '../portals/portal-adapter.ts';
import { headerText, isShown, visibleText } from './visible-text.ts';

const gridSelector = 'table, [role="grid"], [role="treegrid"], [role="table"]';
const cellSelector =
  '[role="gridcell"], [role="cell"], [role="columnheader"], [role="rowheader"], td, th';

/** Every grid of a page whose rows and columns have names, in document order. */
export function readGrids(document: Document): readonly PageTable[] {
  return [...document.querySelectorAll(gridSelector)]
    .filter((element) => isGrid(element))
    .flatMap((element) => layOutTable(labelOf(element), rowsOf(element)) ?? [])
    .slice(0, pageLimits.grids);
}

/** Tables that only arrange other things on a page are not grids. */
function isGrid(element: Element): boolean {
  const role = element.getAttribute('role');
  if (role === 'presentation' || role === 'none') return false;
  return element.querySelector(gridSelector) === null && isShown(element);
}

function rowsOf(grid: Element): readonly (readonly TableCell<Element>[])[] {
  return [...grid.querySelectorAll('tr, [role="row"]')]
    .filter(isShown)
    .slice(0, maxGridSide)
    .map((row) => {
      const cells = [...row.querySelectorAll(cellSelector)].filter(isShown).slice(0, maxGridSide);
      return cells.map((cell) => readCell(cell, cells));
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

/** What keeps its name over a reload: a caption, a label, or an id that no framework numbered. */
function labelOf(grid: Element): string {
  const caption = grid.querySelector('caption');
  const id = /^[a-z][a-z_-]*$/i.test(grid.id) ? grid.id : '';
  const label = (caption && visibleText(caption)) || grid.getAttribute('aria-label') || id;
  return label.slice(0, pageLimits.textLength);
}

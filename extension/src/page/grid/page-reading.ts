import type { CellPlace, GridHeader } from '@nastavnik/core/annotation';
import { pageLimits, type PageReport } from '../../messaging/page-channel.ts';
import type { PageTable, PortalAdapter } from '../portals/portal-adapter.ts';
import { pageRoots, type PageRoot } from './page-roots.ts';

type ReadPage = Extract<PageReport, { type: 'page' }>['page'];

/** A page as it stands now: what may be told about it, and its elements, which stay here. */
export interface PageReading {
  readonly page: ReadPage;
  /** The trees it was read from. */
  readonly roots: readonly PageRoot[];
  readonly tables: readonly PageTable[];
}

export function readPage(document: Document, adapter: PortalAdapter): PageReading {
  const roots = pageRoots(document, adapter.readsFrames ?? false);
  const source = { document, roots };
  const tables = adapter.grids(source).slice(0, pageLimits.grids);
  const { address, context } = adapter.scope(source, tables);
  return {
    roots,
    tables,
    page: {
      adapter: adapter.id,
      address,
      context: context.slice(0, pageLimits.context),
      grids: tables.map(({ grid: { label, rows, cols } }) => ({
        label,
        rows: rows.map(withinLimits),
        cols: cols.map(withinLimits),
      })),
    },
  };
}

/** A header that fits a message: the parts nearest the cells, an id only if it is whole. */
function withinLimits({ path, id }: GridHeader): { path: string[]; id?: string } {
  const parts = path.slice(-pageLimits.headerParts);
  const isWhole = id !== undefined && id.length > 0 && id.length <= pageLimits.idLength;
  return isWhole ? { path: parts, id } : { path: parts };
}

/**
 * True when a page shows the very grids it showed before: the same nodes saying the same. With
 * `ignoringEdits` a few other values do not make it another grid, nor do any with `ignoringValues`.
 */
export function showsSameGrids(
  before: PageReading,
  now: PageReading,
  ignoring: 'edits' | 'values',
): boolean {
  if (before.tables.length !== now.tables.length) return false;
  let edits = 0;
  const isSame = now.tables.every((table, at) => {
    const other = before.tables[at];
    if (!other || !hasSameNames(other, table)) return false;
    edits += countEdits(other, table);
    return true;
  });
  return isSame && (ignoring === 'values' ? true : edits <= mostEdits);
}

/** A person changes a mark or two between choosing a subject and loading it, not a whole class. */
const mostEdits = 3;

function hasSameNames(before: PageTable, now: PageTable): boolean {
  if (JSON.stringify(before.grid) !== JSON.stringify(now.grid)) return false;
  return now.grid.rows.every((_, row) => {
    const was = before.rowHeader(row).at(-1)?.source;
    return was !== undefined && was === now.rowHeader(row).at(-1)?.source;
  });
}

function countEdits(before: PageTable, now: PageTable): number {
  let edits = 0;
  for (const row of now.grid.rows.keys()) {
    for (const col of now.grid.cols.keys()) {
      const [was, is] = [before.cellAt(row, col), now.cellAt(row, col)];
      if (was?.source !== is?.source || was?.text !== is?.text) edits += 1;
    }
  }
  return edits;
}

/** The element of a cell; of a row, the cell that names it. */
export function elementAt(reading: PageReading, place: CellPlace): Element | undefined {
  const table = reading.tables[place.grid];
  if (place.col !== undefined) return table?.cellAt(place.row, place.col)?.source;
  return table?.rowHeader(place.row).at(-1)?.source;
}

/** The place of the innermost cell on an event's path; a row's header stands for its row. */
export function placeOf(reading: PageReading, path: readonly unknown[]): CellPlace | undefined {
  const targets = new Set(path);
  for (const [grid, table] of reading.tables.entries()) {
    for (const row of table.grid.rows.keys()) {
      for (const col of table.grid.cols.keys()) {
        if (targets.has(table.cellAt(row, col)?.source)) return { grid, row, col };
      }
      // A date over several rows names none of them alone.
      const names = table.rowHeader(row).filter(({ rowSpan }) => rowSpan === 1);
      if (names.some(({ source }) => targets.has(source))) return { grid, row };
    }
  }
  return undefined;
}

/** The headers of a cell for a person's ear and eye. */
export function describeCell(reading: PageReading, place: CellPlace): string {
  const grid = reading.tables[place.grid]?.grid;
  const col = place.col === undefined ? [] : (grid?.cols[place.col]?.path ?? []);
  return [...(grid?.rows[place.row]?.path ?? []), ...col].join(', ');
}

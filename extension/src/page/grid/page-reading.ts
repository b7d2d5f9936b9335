import type { CellPlace } from '@nastavnik/core/annotation';
import type { PageReport } from '../../messaging/page-channel.ts';
import type { PageTable, PortalAdapter } from '../portals/portal-adapter.ts';

type ReadPage = Extract<PageReport, { type: 'page' }>['page'];

/** A page as it stands now: what may be told about it, and its elements, which stay here. */
export interface PageReading {
  readonly page: ReadPage;
  readonly tables: readonly PageTable[];
}

export function readPage(document: Document, adapter: PortalAdapter): PageReading {
  const tables = adapter.grids(document);
  const { address, context } = adapter.scope(document, tables);
  return {
    tables,
    page: {
      adapter: adapter.id,
      address,
      context: [...context],
      grids: tables.map(({ grid: { label, rows, cols } }) => ({
        label,
        rows: rows.map((row) => ({ ...row, path: [...row.path] })),
        cols: cols.map((col) => ({ ...col, path: [...col.path] })),
      })),
    },
  };
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
      if (table.rowHeader(row).some(({ source }) => targets.has(source))) return { grid, row };
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

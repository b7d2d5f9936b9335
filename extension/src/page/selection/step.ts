import type { CellPlace } from '@nastavnik/core/annotation';
import type { PageReading } from '../grid/page-reading.ts';

const moves: Readonly<Record<string, readonly [rows: number, cols: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/**
 * The place an arrow key leads to: through the cells of a grid, left of the first one to the whole
 * row, below the last row to the next grid. `undefined` for other keys and pages without grids.
 */
export function step(
  { page }: PageReading,
  from: CellPlace | undefined,
  key: string,
): CellPlace | undefined {
  const move = moves[key];
  if (!move || page.grids.length === 0) return undefined;
  if (!from) return { grid: 0, row: 0, col: 0 };
  const grid = page.grids[from.grid];
  if (!grid) return { grid: 0, row: 0, col: 0 };
  const row = from.row + move[0];
  const col = Math.min((from.col ?? -1) + move[1], grid.cols.length - 1);
  if (row >= grid.rows.length && from.grid + 1 < page.grids.length) {
    return { grid: from.grid + 1, row: 0, col: 0 };
  }
  if (row < 0 && from.grid > 0) {
    return { grid: from.grid - 1, row: (page.grids[from.grid - 1]?.rows.length ?? 1) - 1, col: 0 };
  }
  const clamped = { grid: from.grid, row: Math.max(0, Math.min(row, grid.rows.length - 1)) };
  return col < 0 ? clamped : { ...clamped, col };
}

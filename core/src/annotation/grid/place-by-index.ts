import { maxGridSide, type TableCell } from './lay-out-table.ts';

/** A cell with the number of its column as the page counts it (`aria-colindex`, from 1). */
export interface NumberedCell<Source> extends TableCell<Source> {
  readonly index?: number;
}

/** A row, or the part of it in one pane, with its number (`aria-rowindex`, from 1). */
export interface NumberedRow<Source> {
  readonly index?: number;
  readonly cells: readonly NumberedCell<Source>[];
}

type Cells<Source> = readonly NumberedCell<Source>[];

/**
 * Puts the rows and cells of a grid where the page's own numbers say. A virtualised grid has in its
 * markup only what is near the screen, in an order of its own, often in several panes; counting
 * nodes there would name a cell by another column's header. Rows that contradict themselves, as
 * while nodes are being used again, are left out. Without numbers the order of the markup stands.
 */
export function placeByIndex<Source>(
  rows: readonly NumberedRow<Source>[],
): readonly (readonly TableCell<Source>[])[] {
  const isNumbered = rows.length > 0 && rows.every(({ index }) => index !== undefined);
  const all = rows.flatMap(({ cells }) => cells);
  if (all.some(({ index }) => index === undefined)) {
    return isNumbered ? mergePanes(rows, { mayLackPane: false }) : rows.map(({ cells }) => cells);
  }
  const merged = isNumbered
    ? mergePanes(rows, { mayLackPane: true })
    : rows.map(({ cells }) => cells);
  const ranks = rankIndexes(all);
  return merged
    .filter(hasNoOverlap)
    .map((row) => row.map((cell) => placed(cell, ranks)).toSorted((a, b) => a.col - b.col));
}

/** Joins the panes' parts of each row; without column numbers a row that lacks one is shifted. */
function mergePanes<Source>(
  rows: readonly NumberedRow<Source>[],
  { mayLackPane }: { readonly mayLackPane: boolean },
): readonly Cells<Source>[] {
  const parts = new Map<number, Cells<Source>[]>();
  for (const { index = 0, cells } of rows) {
    const others = parts.get(index);
    if (others) others.push(cells);
    else parts.set(index, [cells]);
  }
  const panes = Math.max(...[...parts.values()].map((pieces) => pieces.length));
  const shown = [...parts].toSorted(([a], [b]) => a - b);
  // A row that is not in the markup takes no part of a cell that spans over it.
  const present = (from: number, span: number): number =>
    shown.filter(([index]) => index >= from && index < from + span).length;
  return shown
    .filter(([, pieces]) => mayLackPane || pieces.length === panes)
    .map(([index, pieces]) =>
      pieces.flat().map((cell) => {
        return cell.rowSpan === 1 ? cell : { ...cell, rowSpan: present(index, cell.rowSpan) };
      }),
    );
}

const covered = ({ index = 0, colSpan }: NumberedCell<unknown>): number[] =>
  Array.from({ length: Math.min(colSpan, maxGridSide) }, (_, offset) => index + offset);

const hasNoOverlap = (row: Cells<unknown>): boolean => {
  const all = row.flatMap(covered);
  return new Set(all).size === all.length;
};

/** The columns that are there, in order, each with its place from 0; a span alone makes none. */
function rankIndexes(cells: Cells<unknown>): ReadonlyMap<number, number> {
  const present = new Set(cells.flatMap(({ index = 0, colSpan }) => (colSpan === 1 ? index : [])));
  for (const cell of cells) {
    if (!covered(cell).some((index) => present.has(index))) present.add(cell.index ?? 0);
  }
  return new Map([...present].toSorted((a, b) => a - b).map((index, rank) => [index, rank]));
}

function placed<Source>(
  { index = 0, ...cell }: NumberedCell<Source>,
  ranks: ReadonlyMap<number, number>,
): TableCell<Source> & { readonly col: number } {
  const over = covered({ ...cell, index }).flatMap((each) => ranks.get(each) ?? []);
  return { ...cell, col: over[0] ?? 0, colSpan: Math.max(1, over.length) };
}

import { normaliseText } from '../normalisation.ts';
import type { AbstractGrid, GridHeader } from './abstract-grid.ts';

/** A cell of a table as its markup has it; `source` is whatever the caller draws on. */
export interface TableCell<Source> {
  readonly text: string;
  readonly role: 'column-header' | 'row-header' | 'data';
  /** How many rows and columns it covers, from 1. */
  readonly rowSpan: number;
  readonly colSpan: number;
  /** Its column from 0 where the markup says it; else it stands after the cell before it. */
  readonly col?: number;
  readonly id?: string;
  readonly source: Source;
}

export interface LaidOutTable<Source> {
  readonly grid: AbstractGrid;
  /** The cell at a row and column of `grid`, if the table has one there. */
  cellAt(row: number, col: number): TableCell<Source> | undefined;
  /** The cells that name a row of `grid`. */
  rowHeader(row: number): readonly TableCell<Source>[];
}

type Cell<Source> = TableCell<Source> | undefined;
type Matrix<Source> = readonly (readonly Cell<Source>[])[];

/** Spans of a hostile page are cut to this, so that a table cannot cost more than a large one. */
export const maxGridSide = 400;

/** Numbers of a list («1», «12.») name a place, not a person: sorting moves them to another row. */
const isListNumber = (text: string): boolean => /^\d{0,3}[.)]?$/.test(text);
const hasWord = (text: string): boolean => /\p{L}{2}/u.test(text);
const isDate = (text: string): boolean => /\d[./-]\d/.test(text);

/**
 * Reads a table the way a person does: header rows on top, naming columns on the left, spans
 * spread out. `undefined` when rows or columns have no names: then nothing can be found again.
 */
export function layOutTable<Source>(
  label: string,
  rows: readonly (readonly TableCell<Source>[])[],
): LaidOutTable<Source> | undefined {
  const matrix = spreadSpans(rows);
  const width = Math.max(0, ...matrix.map((row) => row.length));
  const top = headerRowCount(matrix);
  const body = matrix.slice(top);
  const naming = namingColumns(body, width);
  if (top === 0 || body.length === 0 || naming.length === 0) return undefined;

  const firstValue = Math.max(...naming) + 1;
  const cols = indexes(firstValue, width);
  const rowCells = body.map((row) => naming.flatMap((col) => row[col] ?? []));
  if (cols.length === 0) return undefined;
  return {
    grid: {
      label,
      rows: rowCells.map((cells) => headerOf(cells.filter((cell) => !isListNumber(shown(cell))))),
      cols: cols.map((col) => headerOf(columnPath(matrix.slice(0, top), col))),
    },
    cellAt: (row, col) => body[row]?.[firstValue + col],
    rowHeader: (row) => rowCells[row] ?? [],
  };
}

const shown = (cell: TableCell<unknown>): string => normaliseText(cell.text);

const indexes = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, offset) => from + offset);

function spreadSpans<Source>(rows: readonly (readonly TableCell<Source>[])[]): Matrix<Source> {
  const height = Math.min(rows.length, maxGridSide);
  const matrix: Cell<Source>[][] = Array.from({ length: height }, () => []);
  rows.slice(0, height).forEach((cells, rowIndex) => {
    let col = 0;
    for (const cell of cells) {
      if (cell.col !== undefined) col = cell.col;
      else while (matrix[rowIndex]?.[col] !== undefined) col += 1;
      if (col >= maxGridSide) break;
      for (const row of indexes(rowIndex, Math.min(rowIndex + cell.rowSpan, height))) {
        for (const at of indexes(col, Math.min(col + cell.colSpan, maxGridSide))) {
          const line = matrix[row];
          if (line && line[at] === undefined) line[at] = cell;
        }
      }
      col += cell.colSpan;
    }
  });
  return matrix;
}

/** Leading rows made of column headers; without any, the first row when most of it has text. */
function headerRowCount(matrix: Matrix<unknown>): number {
  const isHeader = (row: readonly Cell<unknown>[]): boolean =>
    row.some((cell) => cell?.role === 'column-header') &&
    row.every((cell) => cell === undefined || cell.role !== 'data' || shown(cell) === '');
  const firstBody = matrix.findIndex((row) => !isHeader(row));
  if (firstBody !== 0) return Math.max(0, firstBody);
  const first = matrix[0] ?? [];
  const named = first.filter((cell) => cell !== undefined && shown(cell) !== '');
  return named.length * 2 > first.length ? 1 : 0;
}

/** The columns that name the rows: row headers by markup, else the first of words or dates. */
function namingColumns(body: Matrix<unknown>, width: number): readonly number[] {
  const columnTexts = (col: number): string[] =>
    body.flatMap((row) => (row[col] === undefined ? [] : [shown(row[col])]));
  const marked = indexes(0, Math.min(width, 4)).filter((col) =>
    body.some((row) => row[col]?.role === 'row-header'),
  );
  const useful = marked.filter((col) => columnTexts(col).some((text) => !isListNumber(text)));
  if (useful.length > 0) return useful;
  const first = indexes(0, Math.min(width, 3)).find((col) => {
    const texts = columnTexts(col);
    const naming = texts.filter((text) => hasWord(text) || isDate(text)).length;
    return naming * 5 > texts.length * 3 && new Set(texts).size * 2 > texts.length;
  });
  return first === undefined ? [] : [first];
}

/** The header cells over a column, each once, outermost first. */
function columnPath<Source>(top: Matrix<Source>, col: number): readonly TableCell<Source>[] {
  return [...new Set(top.flatMap((row) => row[col] ?? []))];
}

function headerOf(cells: readonly TableCell<unknown>[]): GridHeader {
  const path = cells.map((cell) => cell.text.trim()).filter((text) => text !== '');
  const id = cells.findLast((cell) => cell.id !== undefined)?.id;
  return id === undefined ? { path } : { path, id };
}

import { expect, test } from 'vitest';
import { layOutTable, type LaidOutTable } from './lay-out-table.ts';
import { placeByIndex, type NumberedCell, type NumberedRow } from './place-by-index.ts';

type Role = NumberedCell<string>['role'];
const cell = (
  text: string,
  index?: number,
  role: Role = 'data',
  span = 1,
): NumberedCell<string> => ({
  text,
  role,
  rowSpan: 1,
  colSpan: span,
  source: text,
  ...(index === undefined ? {} : { index }),
});
const head = (text: string, index?: number, span = 1): NumberedCell<string> =>
  cell(text, index, 'column-header', span);
const name = (text: string, index?: number): NumberedCell<string> =>
  cell(text, index, 'row-header');
const row = (index: number, ...cells: readonly NumberedCell<string>[]): NumberedRow<string> => ({
  index,
  cells,
});
const layOut = (...rows: readonly NumberedRow<string>[]): LaidOutTable<string> | undefined =>
  layOutTable('', placeByIndex(rows));
const pathsOf = (table: LaidOutTable<string> | undefined): readonly string[] =>
  table?.grid.rows.map(({ path }) => path.join(' ')) ?? [];

test('[A.4] a virtualised window keeps its cells under their own columns, in the page’s order', () => {
  const table = layOut(
    row(41, name('Грушин Г.', 1), cell('4', 18), cell('5', 17)),
    row(1, head('Ученик', 1), head('3.11', 17), head('6.11', 18), head('10.11', 19)),
    row(40, name('Вишнёва В.', 1), cell('3', 19)),
  );
  expect(pathsOf(table)).toEqual(['Вишнёва В.', 'Грушин Г.']);
  expect(table?.grid.cols.map(({ path }) => path[0])).toEqual(['3.11', '6.11', '10.11']);
  expect([0, 1, 2].map((col) => table?.cellAt(0, col)?.text)).toEqual([undefined, undefined, '3']);
  expect([0, 1, 2].map((col) => table?.cellAt(1, col)?.text)).toEqual(['5', '4', undefined]);
});

test('[A.4] a row in two panes is one row; without column numbers a half of it is left out', () => {
  const table = layOut(
    row(1, head('Ученик')),
    row(2, name('Дубов Д.')),
    row(1, head('3.11'), head('6.11')),
    row(2, cell('5'), cell('4')),
    row(3, cell('3'), cell('2')),
  );
  expect(pathsOf(table)).toEqual(['Дубов Д.']);
  expect([0, 1].map((col) => table?.cellAt(0, col)?.text)).toEqual(['5', '4']);
});

test('[A.4] a row whose cells claim one place is being used again and is left out', () => {
  const table = layOut(
    row(1, head('Ученик', 1), head('3.11', 2)),
    row(2, name('Дубов Д.', 1), cell('5', 2)),
    row(2, name('Ёлкина Е.', 1), cell('3', 2)),
    row(3, name('Грушин Г.', 1), cell('4', 2)),
  );
  expect(pathsOf(table)).toEqual(['Грушин Г.']);
});

test('[A.4] a cell that spans over rows and columns outside the window covers only those inside', () => {
  const table = layOut(
    row(1, head('Ученик', 1), head('ноябрь', 10, 9)),
    row(2, head('', 1), head('3', 12), head('6', 14)),
    row(7, name('Дубов Д.', 1), cell('5', 12), cell('4', 14)),
    { index: 9, cells: [name('Ёлкина Е.', 1), { ...cell('н', 12), rowSpan: 2 }, cell('', 14)] },
    row(40, name('Грушин Г.', 1), cell('2', 14)),
  );
  expect(table?.grid.cols.map(({ path }) => path.join(' '))).toEqual(['ноябрь 3', 'ноябрь 6']);
  expect(table?.cellAt(1, 0)?.text).toBe('н');
  expect(table?.cellAt(2, 0)).toBeUndefined();
});

test('[A.4] without numbers, or with some, the order of the markup stands', () => {
  const rows = [
    { cells: [head('Ученик', 1), head('3.11')] },
    { cells: [name('Дубов Д.'), cell('5')] },
  ];
  expect(placeByIndex(rows)).toEqual(rows.map(({ cells }) => cells));
  expect(placeByIndex([])).toEqual([]);
});

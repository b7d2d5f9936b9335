import { expect, test } from 'vitest';
import { joinSides, type GridSide, type SideRow } from './join-sides.ts';
import { layOutTable, type TableCell } from './lay-out-table.ts';

const cell = (text: string, colSpan = 1, rowSpan = 1): TableCell<string> => ({
  text,
  role: 'data',
  rowSpan,
  colSpan,
  source: text,
});
const row = (text: string, more: Partial<SideRow<string>> = {}): SideRow<string> => ({
  cells: [cell(text)],
  ...more,
});
const side = (head: readonly string[], body: readonly SideRow<string>[]): GridSide<string> => ({
  head: head.map((text) => [cell(text)]),
  body,
});

test('[A.4] halves with headers of different height are one grid under three rows of headers', () => {
  const names = {
    head: [[cell('№'), cell('Ученик')]],
    body: [{ cells: [cell('1'), cell('Дубов Д.')] }],
  };
  const marks = {
    head: [[cell('ноябрь', 2)], [cell('', 2)], [cell('3'), cell('6')]],
    body: [{ cells: [cell('5'), cell('4')] }],
  };
  const table = layOutTable('', joinSides(names, marks) ?? []);
  expect(table?.grid).toEqual({
    label: '',
    rows: [{ path: ['Дубов Д.'] }],
    cols: [{ path: ['ноябрь', '3'] }, { path: ['ноябрь', '6'] }],
  });
  expect(table?.cellAt(0, 1)?.text).toBe('4');
});

test('[A.4] a half without a header of its own stands beside the header of the other', () => {
  const table = layOutTable(
    '',
    joinSides(side([], [row('Дубов Д.')]), side(['3.11'], [row('5')])) ?? [],
  );
  expect(table?.grid.cols).toEqual([{ path: ['3.11'] }]);
  expect(table?.cellAt(0, 0)?.text).toBe('5');
});

test('[A.4] halves that contradict each other are not joined', () => {
  const join = (left: readonly SideRow<string>[], right: readonly SideRow<string>[]): boolean =>
    joinSides(side(['Ученик'], left), side(['3.11'], right)) !== undefined;
  const [dubov, elkina] = [row('Дубов Д.'), row('Ёлкина Е.')];
  expect(join([dubov, elkina], [row('5'), row('4')])).toBe(true);
  expect(join([dubov, elkina], [row('5')])).toBe(false);
  expect(join([], [])).toBe(false);
  // one half is sorted already, the other is not yet
  const [first, second] = [{ id: '31' }, { id: '32' }];
  expect(
    join([row('Дубов Д.', first), row('Ёлкина Е.', second)], [row('5', first), row('4', second)]),
  ).toBe(true);
  expect(
    join([row('Дубов Д.', first), row('Ёлкина Е.', second)], [row('5', second), row('4', first)]),
  ).toBe(false);
  // one half has scrolled by a row
  const at = (top: number): Partial<SideRow<string>> => ({ top, height: 20 });
  expect(join([row('Дубов Д.', at(100))], [row('5', at(104))])).toBe(true);
  expect(join([row('Дубов Д.', at(100))], [row('5', at(120))])).toBe(false);
});

import { expect, test } from 'vitest';
import { mentionsMonth, followsCalendar } from './calendar.ts';
import { layOutTable, maxGridSide, type TableCell } from './lay-out-table.ts';

type Role = TableCell<string>['role'];
const cell = (text: string, role: Role = 'data', colSpan = 1, rowSpan = 1): TableCell<string> => ({
  text,
  role,
  rowSpan,
  colSpan,
  source: text,
});
const head = (text: string, colSpan = 1, rowSpan = 1): TableCell<string> =>
  cell(text, 'column-header', colSpan, rowSpan);

test('[A.4] months over days become the path of a column, and rows are named by words', () => {
  const table = layOutTable('journal', [
    [
      head('№', 1, 2),
      head('Ученик', 1, 2),
      head('Октябрь', 1),
      head('Ноябрь', 2),
      head('Ср.', 1, 2),
    ],
    [head('30'), head('3'), head('6')],
    [cell('1'), cell('Абрикосов А.'), cell('4'), cell('5'), cell(''), cell('4,5')],
    [cell('2'), cell('Берёзкин Б.'), cell(''), cell('н'), cell('3'), cell('3')],
  ]);
  expect(table?.grid).toEqual({
    label: 'journal',
    rows: [{ path: ['Абрикосов А.'] }, { path: ['Берёзкин Б.'] }],
    cols: [
      { path: ['Октябрь', '30'] },
      { path: ['Ноябрь', '3'] },
      { path: ['Ноябрь', '6'] },
      { path: ['Ср.'] },
    ],
  });
  expect(table?.cellAt(1, 1)?.text).toBe('н');
  expect(table?.cellAt(5, 5)).toBeUndefined();
});

test('[A.4] a number in a list is not part of a name: it belongs to whoever comes next', () => {
  const table = layOutTable('', [
    [head(''), head(''), head('1.11')],
    [cell('1.', 'row-header'), cell('Грушин Г.', 'row-header'), cell('5')],
  ]);
  expect(table?.grid.rows).toEqual([{ path: ['Грушин Г.'] }]);
});

test('[A.4] a table without named rows or columns has no addresses', () => {
  expect(
    layOutTable('', [
      [head('a'), head('b')],
      [cell('1'), cell('2')],
    ]),
  ).toBeUndefined();
  expect(layOutTable('', [])).toBeUndefined();
  expect(layOutTable('', [[head('Только заголовок')]])).toBeUndefined();
});

test('[A.4] the portal’s id of a lesson is taken from the innermost header', () => {
  const table = layOutTable('', [
    [head('Ученик', 1, 2), { ...head('Ноябрь'), id: 'month' }],
    [{ ...head('3'), id: 'lesson-17' }],
    [cell('Дубов Д.'), cell('5')],
  ]);
  expect(table?.grid.cols).toEqual([{ path: ['Ноябрь', '3'], id: 'lesson-17' }]);
});

test('[A.4] absurd spans of a hostile page cost no more than a large table', () => {
  const table = layOutTable('', [
    [head('Ученик'), head('3.11', 1_000_000, 1)],
    [cell('Дубов Д.', 'data', 1, 1_000_000), cell('5')],
  ]);
  expect(table?.grid.cols).toHaveLength(maxGridSide - 1);
});

test('[A.4] only headers in the order of time may be counted', () => {
  expect(
    [['Ноябрь', '15'], ['15.11'], ['пн 15.11'], ['2026-11-15'], ['15 ноября'], ['3 пн']].map(
      followsCalendar,
    ),
  ).toEqual(Array(6).fill(true));
  expect([['Абрикосов А.'], ['Пн'], ['Ср. балл'], [], ['12 Иванов']].map(followsCalendar)).toEqual(
    Array(5).fill(false),
  );
  expect(['Ноябрь 2026', '3–9 мая', 'March'].map(mentionsMonth)).toEqual([true, true, true]);
  expect(['Физика', 'Маршрутизация и сети', '7А'].map(mentionsMonth)).toEqual([
    false,
    false,
    false,
  ]);
});

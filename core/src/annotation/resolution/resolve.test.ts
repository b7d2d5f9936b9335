import { expect, test } from 'vitest';
import type { AbstractPage } from '../grid/abstract-grid.ts';
import { indexPage } from '../grid/index-page.ts';
import { gridAddressSchema, type GridAddress } from '../grid-address.ts';
import { annotationKey } from '../keyed-hash.ts';
import { pageScopeSchema } from '../place/page-scope.ts';
import { describePlace } from './describe-place.ts';
import { resolve, type Resolution } from './resolve.ts';

const key = annotationKey(new Uint8Array(32).fill(1));

const page = (
  rows: readonly string[],
  cols: readonly string[],
  rest: Partial<AbstractPage> = {},
): AbstractPage => ({
  adapter: 'generic-grid',
  address: 'https://journal.example/7a',
  context: ['Физика'],
  grids: [
    {
      label: 'Журнал',
      rows: rows.map((text) => ({ path: [text] })),
      cols: cols.map((text) => ({ path: [text] })),
    },
  ],
  ...rest,
});

const noted = page(['Абрикосов А.', 'Берёзкин Б.', 'Вишнёва В.'], ['3.11', '6.11', '10.11']);

function mark(from: AbstractPage, row: number, col?: number): GridAddress {
  const place = col === undefined ? { grid: 0, row } : { grid: 0, row, col };
  const address = describePlace(from, indexPage(from, key), place, { value: '4', atMs: 5, key });
  if (!address) throw new Error('the cell has a name');
  return address;
}

function find(now: AbstractPage, address: GridAddress, value = '4', from = noted): Resolution {
  const { scope } = indexPage(from, key);
  return resolve(indexPage(now, key), { scope, address }, key, () => value);
}

test('[A.4] what is stored holds no word of the page and passes its own schema', () => {
  const address = mark(noted, 1, 1);
  expect(gridAddressSchema.parse(address)).toEqual(address);
  expect(gridAddressSchema.parse(mark(noted, 1))).toMatchObject({ kind: 'row' });
  expect(pageScopeSchema.parse(indexPage(noted, key).scope)).toBeDefined();
  expect(JSON.stringify([address, indexPage(noted, key).scope])).not.toMatch(
    /\p{Script=Cyrillic}/u,
  );
  expect(address).toMatchObject({ col: { label: '6.11', ord: 0, of: 1 }, state: { atMs: 5 } });
});

test('[A.4] a column named by words is stored without its name', () => {
  const withNames = page(['3.11'], ['Абрикосов А.']);
  const address = mark(withNames, 0, 0);
  expect(address.kind === 'cell' && 'label' in address.col).toBe(false);
});

test('[A.4] the value is a check and never a locator', () => {
  const address = mark(noted, 1, 1);
  expect(find(noted, address)).toEqual({ state: 'same', cell: { grid: 0, row: 1, col: 1 } });
  expect(find(noted, address, '5')).toEqual({
    state: 'changed',
    cell: { grid: 0, row: 1, col: 1 },
  });
});

test('[A.4] a row or column that is not loaded is out of view, not lost', () => {
  const address = mark(noted, 0, 0);
  expect(find(page(['Абрикосов А.'], ['6.11', '10.11']), address).state).toBe('out-of-view');
  expect(find(page(['Берёзкин Б.'], ['3.11', '6.11']), address).state).toBe('out-of-view');
});

test('[A.4] another subject at the same address is another page', () => {
  const address = mark(noted, 0, 0);
  expect(find({ ...noted, context: ['Химия'] }, address).state).toBe('other-page');
  expect(find({ ...noted, address: 'https://journal.example/7b' }, address).state).toBe(
    'other-page',
  );
  expect(find({ ...noted, adapter: 'another' }, address).state).toBe('other-page');
});

test('[A.4] a page without the grid has lost the note', () => {
  expect(find({ ...noted, grids: [] }, mark(noted, 0, 0)).state).toBe('orphan');
});

test('[A.4] a second lesson on the day makes the note ambiguous, and shows between what', () => {
  const now = page(['Абрикосов А.', 'Берёзкин Б.'], ['3.11', '3.11', '6.11']);
  expect(find(now, mark(noted, 0, 0))).toEqual({
    state: 'ambiguous',
    candidates: [
      { grid: 0, row: 0, col: 0 },
      { grid: 0, row: 0, col: 1 },
    ],
  });
});

test('[A.4] two lessons of one day are told apart by their order', () => {
  const doubled = page(['Абрикосов А.'], ['1.11', '3.11', '6.11', '6.11', '10.11']);
  const slid = page(['Абрикосов А.'], ['3.11', '6.11', '6.11', '10.11', '13.11']);
  expect(find(slid, mark(doubled, 0, 3), '4', doubled)).toEqual({
    state: 'same',
    cell: { grid: 0, row: 0, col: 2 },
  });
});

test('[A.4] a day that the window has come to end beside is not certain: one of its lessons may be cut off', () => {
  const whole = page(['Абрикосов А.'], ['3.11', '6.11', '10.11']);
  const cut = page(['Абрикосов А.'], ['6.11', '10.11', '13.11']);
  expect(find(cut, mark(whole, 0, 1), '4', whole)).toEqual({
    state: 'ambiguous',
    candidates: [{ grid: 0, row: 0, col: 0 }],
  });
});

test('[A.4] two pupils of one name are never told apart by their order', () => {
  const twins = page(['Грушин Г.', 'Грушин Г.'], ['3.11', '6.11']);
  expect(find(twins, mark(twins, 0, 0), '4', twins)).toMatchObject({
    state: 'ambiguous',
    candidates: [{ row: 0 }, { row: 1 }],
  });
});

test('[A.4] a second grid of the same name makes the note ambiguous', () => {
  const grids = [...noted.grids, ...noted.grids];
  expect(find({ ...noted, grids }, mark(noted, 0, 0)).state).toBe('ambiguous');
});

test('[A.4] another key finds nothing', () => {
  const other = indexPage(noted, annotationKey(new Uint8Array(32).fill(2)));
  const { scope } = indexPage(noted, key);
  const address = mark(noted, 0, 0);
  expect(resolve(other, { scope, address }, key, () => '4').state).toBe('other-page');
  expect(() => annotationKey(new Uint8Array(31))).toThrow('internal');
});

test('[A.4] a place without a header gets no address', () => {
  const blank = page(['', 'Дубов Д.'], ['', '3.11']);
  const index = indexPage(blank, key);
  const at = (row: number, col: number): unknown =>
    describePlace(blank, index, { grid: 0, row, col }, { value: '', atMs: 0, key });
  expect([at(0, 1), at(1, 0), at(9, 9)]).toEqual([undefined, undefined, undefined]);
});

test('[A.4] stray marks of typesetting do not change a name', () => {
  const retyped = page(['  абрикосов\u00a0А. \u25bc', '2. Берёзкин Б.'], ['3.11', '6.11', '10.11']);
  expect(find(retyped, mark(noted, 0, 0)).state).toBe('same');
  expect(find(retyped, mark(noted, 1, 0)).state).toBe('same');
});

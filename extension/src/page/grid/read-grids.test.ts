// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { genericGrid } from '../portals/generic-grid.ts';
import { adapterFor } from '../portals/registry.ts';
import { elementAt, placeOf, readPage } from './page-reading.ts';
import { readGrids } from './read-grids.ts';

function show(html: string): void {
  document.body.innerHTML = html;
}

test('[A.4] an HTML table with months over days is read with its spans', () => {
  show(`<table id="journal"><thead>
    <tr><th rowspan="2">№</th><th rowspan="2">Ученик</th><th colspan="2">ноябрь</th></tr>
    <tr><th>3</th><th>6</th></tr></thead>
    <tbody><tr><td>1</td><td>Дубов Д.</td><td>5</td><td></td></tr></tbody></table>`);
  expect(readGrids([document]).map(({ grid }) => grid)).toEqual([
    {
      label: 'journal',
      rows: [{ path: ['Дубов Д.'] }],
      cols: [{ path: ['ноябрь', '3'] }, { path: ['ноябрь', '6'] }],
    },
  ]);
});

test('[A.4] an ARIA grid of divisions is a grid', () => {
  show(`<div role="grid" aria-label="Оценки">
    <div role="row"><span role="columnheader">Ученик</span><span role="columnheader">3.11</span></div>
    <div role="row"><span role="rowheader">Ёлкина Е.</span><span role="gridcell">4</span></div></div>`);
  const [table] = readGrids([document]);
  expect(table?.grid).toEqual({
    label: 'Оценки',
    rows: [{ path: ['Ёлкина Е.'] }],
    cols: [{ path: ['3.11'] }],
  });
  expect(table?.cellAt(0, 0)?.source.textContent).toBe('4');
});

test('[A.4] a header that is a picture is named by its label', () => {
  show(`<table><tr><th>Ученик</th><th><i aria-label="Контрольная"></i></th></tr>
    <tr><th scope="row">Дубов Д.</th><td>5</td></tr></table>`);
  expect(readGrids([document])[0]?.grid.cols).toEqual([{ path: ['Контрольная'] }]);
});

test('[A.4] tables that only lay out a page, and ids a framework numbered, are not used', () => {
  show(`<table><tr><td><table id="ext-gen1042"><tr><th>Ученик</th><th>3.11</th></tr>
    <tr><td>Дубов Д.</td><td>5</td></tr></table></td></tr></table>
    <table role="presentation"><tr><th>Имя</th><th>Имя</th></tr><tr><td>Вход</td><td>1</td></tr></table>`);
  expect(readGrids([document]).map(({ grid }) => grid.label)).toEqual(['']);
});

test('[A.4] a place and its element lead to each other; a name leads to its row', () => {
  show(`<table><tr><th>Ученик</th><th>3.11</th></tr>
    <tr><td>Дубов Д.</td><td><b>5</b></td></tr></table><p>вне</p>`);
  const reading = readPage(document, adapterFor(new URL('https://any.example/')));
  const path = (selector: string): unknown[] => {
    const found: unknown[] = [];
    for (let at = document.querySelector(selector); at; at = at.parentElement) found.push(at);
    return found;
  };
  expect(placeOf(reading, path('b'))).toEqual({ grid: 0, row: 0, col: 0 });
  expect(placeOf(reading, path('td'))).toEqual({ grid: 0, row: 0 });
  expect(placeOf(reading, path('p'))).toBeUndefined();
  expect(elementAt(reading, { grid: 0, row: 0 })?.textContent).toBe('Дубов Д.');
  expect(elementAt(reading, { grid: 7, row: 0 })).toBeUndefined();
});

const table = `<table><tr><th>Ученик</th><th>3</th></tr><tr><td>Дубов Д.</td><td>5</td></tr></table>`;
const contextOf = (html: string): readonly string[] => {
  show(html);
  return genericGrid.scope({ document, roots: [document] }, readGrids([document])).context;
};

test('[A.4] headings, chosen tabs and selects say which subject and period it is', () => {
  expect(
    contextOf(`<h1>7 «А» (30)</h1><select><option>Физика</option><option selected>Химия</option></select>
      <button role="tab" aria-selected="true">II четверть</button>
      <button role="tab" aria-selected="false">I четверть</button>${table}`),
  ).toEqual(['7 «А»', 'II четверть', 'Химия']);
});

test('[A.4] bare days take their month from the page, and a clock in the corner is no month', () => {
  const around =
    '<p>Ноябрь 2026</p><p>22 ноября, 14:05</p><p>Новости ноября для всех классов школы</p>';
  expect(contextOf(around + table)).toEqual(['Ноябрь 2026']);
  expect(contextOf(around + table.replace('>3<', '>3.11<'))).toEqual([]);
});

const half = (head: string, rows: readonly string[]): string =>
  `<div><table><thead><tr>${head}</tr></thead><tbody>${rows.map((row) => `<tr>${row}</tr>`).join('')}</tbody></table></div>`;

test('[A.4] names and marks in two tables side by side are one grid', () => {
  const names = half('<th>Ученик</th>', ['<td>Дубов Д.</td>', '<td>Ёлкина Е.</td>']);
  const marks = (rows: readonly string[]): string => half('<th>3.11</th><th>6.11</th>', rows);
  show(`<main>${names}${marks(['<td>5</td><td></td>', '<td></td><td>4</td>'])}</main>`);
  const [joined, ...others] = readGrids([document]);
  expect(others).toEqual([]);
  expect(joined?.grid.rows).toEqual([{ path: ['Дубов Д.'] }, { path: ['Ёлкина Е.'] }]);
  expect(joined?.cellAt(1, 1)?.text).toBe('4');
  show(`<main>${names}${marks(['<td>5</td><td></td>'])}</main>`);
  expect(readGrids([document])).toEqual([]);
});

test('[A.4] a virtualised ARIA grid is read by its own numbers, whatever is in the markup', () => {
  const row = (index: number, cells: string): string =>
    `<div role="row" aria-rowindex="${index}">${cells}</div>`;
  const cell = (role: string, index: number, text: string): string =>
    `<span role="${role}" aria-colindex="${index}">${text}</span>`;
  const head =
    cell('columnheader', 1, 'Ученик') +
    [8, 9].map((index) => cell('columnheader', index, `${index}.11`)).join('');
  show(`<div role="grid" aria-rowcount="31">${row(1, head)}
    ${row(17, cell('rowheader', 1, 'Ёлкина Е.') + cell('gridcell', 9, '4'))}
    <div role="row" aria-rowindex="16" aria-colindex="8"><span role="gridcell">5</span><span role="gridcell">3</span></div>
    ${row(16, cell('rowheader', 1, 'Дубов Д.'))}</div>`);
  const [table] = readGrids([document]);
  expect(table?.grid.rows.map(({ path }) => path[0])).toEqual(['Дубов Д.', 'Ёлкина Е.']);
  expect([table?.cellAt(0, 0)?.text, table?.cellAt(0, 1)?.text]).toEqual(['5', '3']);
  expect([table?.cellAt(1, 0)?.text, table?.cellAt(1, 1)?.text]).toEqual([undefined, '4']);
});

test('[X4] marks that turn a line round are not taken from a header', () => {
  show(`<table><tr><th>Ученик</th><th>3.11</th></tr>
    <tr><th scope="row">Дубов \u202e\u2066Д.\u2069\u202c</th><td>5</td></tr></table>`);
  const [reading] = readPage(document, adapterFor(new URL('https://any.example/'))).page.grids;
  expect(reading?.rows).toEqual([{ path: ['Дубов Д.'] }]);
});

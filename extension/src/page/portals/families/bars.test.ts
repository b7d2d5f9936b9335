// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { namesOf, showPage, valuesOf } from './testing/show-page.ts';

const url = 'https://edu.region.example/personal-area/?sid=secret#marks';

const cells = (texts: readonly string[]): string =>
  texts.map((text) => `<td>${text}</td>`).join('');
const head = (...rows: readonly string[]): string =>
  `<div class="x-grid3-header">${rows.map((row) => `<table><thead><tr class="x-grid3-hd-row">${row}</tr></thead></table>`).join('')}</div>`;
const body = (rows: readonly (readonly string[])[]): string =>
  `<div class="x-grid3-body">${rows
    .map(
      (row) =>
        `<div class="x-grid3-row"><table><tbody><tr>${cells(row)}</tr><tr><td>…</td></tr></tbody></table></div>`,
    )
    .join('')}</div>`;

const groups = '<td colspan="2">15.09 08:30</td><td>16.09 08:30</td>';
const kinds = cells(['Работа на уроке', 'Диктант', 'Работа на уроке']);

test('[C.2] БАРС: dates over kinds of work are the path of a column, each row a table of its own', () => {
  const reading = showPage(
    url,
    `<h1>7А, Русский язык</h1><div class="x-grid3" id="ext-gen104">
    ${head(`<td></td>${groups}`, `<td>Ученик</td>${kinds}`)}
    ${body([
      ['Дубов Дмитрий', '5', '', '4'],
      ['Ёлкина Елена', '', '3', ''],
    ])}</div>`,
  );
  const [grid, ...others] = reading.page.grids;
  expect(others).toEqual([]);
  expect(namesOf(grid?.cols)).toEqual([
    '15.09 08:30 | Работа на уроке',
    '15.09 08:30 | Диктант',
    '16.09 08:30 | Работа на уроке',
  ]);
  expect(namesOf(grid?.rows)).toEqual(['Дубов Дмитрий', 'Ёлкина Елена']);
  expect(valuesOf(reading)).toEqual([
    ['5', '', '4'],
    ['', '3', ''],
  ]);
  expect(reading.page.address).toBe('https://edu.region.example/personal-area/#marks');
  expect(reading.page.context).toEqual(['7А, Русский язык']);
});

test('[A.4] БАРС: a locked half joins the other only when their rows are equally many', () => {
  const panel = (marks: readonly (readonly string[])[]): string => `<div class="x-grid3">
    <div class="x-grid3-locked">${head('<td>Ученик</td>')}${body([['Дубов Дмитрий'], ['Ёлкина Елена']])}</div>
    <div class="x-grid3-viewport">${head(groups, kinds)}${body(marks)}</div></div>`;
  const whole = showPage(
    url,
    panel([
      ['5', '', '4'],
      ['', '3', ''],
    ]),
  );
  expect(namesOf(whole.page.grids[0]?.cols)[1]).toBe('15.09 08:30 | Диктант');
  expect(valuesOf(whole)[1]).toEqual(['', '3', '']);
  expect(showPage(url, panel([['5', '', '4']])).page.grids).toEqual([]);
});

test('[C.3] БАРС: the route in the fragment is part of the address', () => {
  const at = (hash: string): string =>
    showPage(`https://edu.region.example/personal-area/${hash}`, '').page.address;
  expect(at('#marks')).not.toBe(at('#homework'));
});

// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { idsOf, namesOf, readAgain, showPage, valuesOf } from './testing/show-page.ts';

const url = 'https://sgo.region.example/asp/Journal/JournalBySubject.asp?AT=5512880173';

const twin = (name: string): string =>
  `<tr class="visible-scr-row-sm" style="display:none"><td>${name}</td></tr>`;
const nameRows = (names: readonly string[]): string =>
  names.map((name, i) => `${twin(name)}<tr><td>${i + 1}.</td><td>${name}</td></tr>`).join('');
const markRows = (rows: readonly (readonly string[])[]): string =>
  rows
    .map((marks) => `${twin('')}<tr>${marks.map((mark) => `<td>${mark}</td>`).join('')}</tr>`)
    .join('');

const journal = (names: readonly string[], marks: readonly (readonly string[])[]): string => `
  <h1 class="title">Классный журнал</h1>
  <form class="filters-panel"><input type="hidden" name="AT" value="5512880173">
    <select name="PCLID_IUP"><option value="0">7А</option><option value="1">7Б</option></select>
    <input type="hidden" name="SGID" value="44"><input type="hidden" name="TERMID" value="2"></form>
  <div id="journal-container">
    <div class="journal-student"><table><tr><th>Ученик</th></tr></table></div>
    <div class="journal-student"><table><tbody><tr><th>№</th><th>Ученик</th></tr>${nameRows(names)}</tbody></table></div>
    <div class="journal-marks"><table><tr><th>нет</th></tr></table></div>
    <div class="journal-marks"><table><tbody><tr class="links"><th><a href="#">03.11</a></th><th><a href="#">06.11</a></th></tr>
    ${markRows(marks)}</tbody></table></div></div>`;

const pupils = ['Абрикосов А.', 'Берёзкин Б.'];
const marks = [
  ['5', ''],
  ['', '4'],
];

test('[A.4] Сетевой город: names and marks of two parts are one grid, hidden twins are not', () => {
  const reading = showPage(url, journal(pupils, marks));
  const [grid, ...others] = reading.page.grids;
  expect(others).toEqual([]);
  expect(namesOf(grid?.rows)).toEqual(pupils);
  expect(namesOf(grid?.cols)).toEqual(['03.11', '06.11']);
  expect(valuesOf(reading)).toEqual(marks);
});

test('[A.4] Сетевой город: parts of different length lend no names to marks', () => {
  expect(showPage(url, journal([...pupils, 'Вишнёва В.'], marks)).page.grids).toEqual([]);
});

test('[C.3] Сетевой город: what the form asked for is the scope, its token is not', () => {
  const { page } = showPage(url, journal(pupils, marks));
  expect(page.address).toBe('https://sgo.region.example/asp/Journal/JournalBySubject.asp');
  expect(page.context).toEqual([
    'Классный журнал',
    'PCLID_IUP=0',
    'SGID=44',
    'TERMID=2',
    'Классный журнал',
    '7А',
  ]);
  const select = document.querySelector('select');
  if (select) select.value = '1';
  expect(readAgain().page.context).not.toEqual(page.context);
});

const task = (id: number, title: string): string =>
  `<td>Физика</td><td>О</td><td><a onclick="SubmAssign(${id},736,3)">${title}</a></td><td>5</td>`;

test('[C.2] Сетевой город: a date over several rows names each of them, a task has its number', () => {
  const reading = showPage(
    url,
    `<table class="table table-bordered table-thin table-xs print-block">
    <tr><th>Дата</th><th>Предмет</th><th>Тип</th><th>Тема</th><th>Оценка</th></tr>
    <tr class="visible-scr-row-sm"><td colspan="5">Вт, 3 ноября</td></tr>
    <tr><td rowspan="2" class="hidden-scr-sm" style="display:none">Вт, 3 ноября</td>${task(17993, 'Опыт')}</tr>
    <tr>${task(17994, 'Опыт')}</tr></table>`,
  );
  const [grid] = reading.page.grids;
  expect(namesOf(grid?.rows)).toEqual(['Вт, 3 ноября | Опыт', 'Вт, 3 ноября | Опыт']);
  expect(idsOf(grid?.rows)).toEqual(['17993', '17994']);
  expect(valuesOf(reading)).toEqual([['5'], ['5']]);
});

// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { idsOf, namesOf, showPage, valuesOf } from './testing/show-page.ts';

const host = 'https://schools.dnevnik.ru';
const query = 'view=subject&school=1000&group=77&subject=501&period=901&year=2026';
const url = `${host}/journals/journalclassical.aspx?ticket=secret&${query}`;

const row = (number: string, student: string, name: string, marks: readonly string[]): string =>
  `<tr><td>${number}</td><td><a href="/student.aspx?school=1000&student=${student}">${name}</a></td>
  ${marks.map((mark) => `<td><span><b>н</b><b>${mark}</b></span></td>`).join('')}</tr>`;

const journal = `<div class="header_journal"><div class="m10"><h2>Физика</h2><h3>2026/2027</h3></div></div>
  <ul class="period_list"><li class="journal-link-period" data-period-id="900"><a>1</a></li>
  <li class="journal-link-period" data-period-id="901"><a class="active">2</a></li></ul>
  <table><thead><tr><th>№</th><th>Ученик</th>
  <th id="day_1_11_5">5</th><th id="day_1_11_5">5</th><th id="day_1_12_10">10</th></tr></thead>
  <tbody>${row('1', '31', 'Грушин Г.', ['5/4', '', '3'])}${row('2', '32', 'Грушин Г.', ['', '4', ''])}</tbody></table>`;

test('[C.2] Дневник.ру: days are dates, pupils are known by the number behind their names', () => {
  const reading = showPage(url, journal);
  const [grid] = reading.page.grids;
  expect(namesOf(grid?.cols)).toEqual(['05.11', '05.11', '10.12']);
  // two lessons of one day share the id of the day: it must not stand for a lesson
  expect(idsOf(grid?.cols)).toEqual([undefined, undefined, undefined]);
  expect(namesOf(grid?.rows)).toEqual(['Грушин Г.', 'Грушин Г.']);
  expect(idsOf(grid?.rows)).toEqual(['31', '32']);
  expect(valuesOf(reading)[0]).toEqual(['н5/4', 'н', 'н3']);
});

test('[C.3] Дневник.ру: of the query only what names the journal stays, in one order', () => {
  const { page } = showPage(url, journal);
  const kept = 'school=1000&group=77&subject=501&period=901&year=2026&view=subject';
  expect(page.address).toBe(`${host}/journals/journalclassical.aspx?${kept}`);
  expect(page.context).toEqual(['Физика', '2026/2027', '901', 'Физика']);
});

test('[C.3] Дневник.ру: whose page it is stays out of the address and still tells two pupils apart', () => {
  const pageOf = (student: string) =>
    showPage(`${host}/marks.aspx?school=1&student=${student}`, '');
  const [one, other] = [pageOf('31').page, pageOf('32').page];
  expect(one.address).toBe(`${host}/marks.aspx?school=1`);
  expect(one.address).toBe(other.address);
  expect(one.context).not.toEqual(other.context);
});

// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { idsOf, namesOf, readAgain, showPage, valuesOf } from './testing/show-page.ts';

const url = 'https://school.mos.ru/teacher/study-process/journal/grade/4100?logon_source=sudir';

const lesson = (id: string, day: string): string =>
  `<th><div data-test-component="scheduleLessonCell-${id}-HOMEWORK">${day}</div></th>`;
const mark = (text: string): string =>
  `<td><div data-test-component="journal-markCell">${text && `<span>${text}</span>`}</div></td>`;

const journal = `<main>
  <div data-test-component="undefined-subheaderTitle-titleContainer"><h6>7А Физика</h6></div>
  <button role="tab" aria-selected="true">1 триместр</button>
  <table><thead>
    <tr><th rowspan="3">Физика</th><th colspan="2">сентябрь</th><th>октябрь</th><th rowspan="3">Ср.</th></tr>
    <tr><th></th><th></th><th></th></tr>
    <tr>${lesson('8001', '15')}${lesson('8002', '15')}${lesson('8003', '1')}</tr></thead>
    <tbody>
    <tr><td><span title="Абрикосов Артём Ильич">Абрикосов А.</span></td>${mark('5')}${mark('')}${mark('4')}<td>4.5</td></tr>
    <tr><td><span title="Абрикосов Антон Ильич">Абрикосов А.</span></td>${mark('')}${mark('3')}${mark('')}<td>3</td></tr>
    </tbody></table></main>`;

test('[C.2] МЭШ: months over dates, lessons by their own ids, pupils by their whole names', () => {
  const reading = showPage(url, journal);
  const [grid] = reading.page.grids;
  expect(namesOf(grid?.cols)).toEqual(['сентябрь | 15', 'сентябрь | 15', 'октябрь | 1', 'Ср.']);
  expect(idsOf(grid?.cols)).toEqual(['8001', '8002', '8003', undefined]);
  expect(namesOf(grid?.rows)).toEqual(['Абрикосов Артём Ильич', 'Абрикосов Антон Ильич']);
  expect(valuesOf(reading)).toEqual([
    ['5', '', '4', '4.5'],
    ['', '3', '', '3'],
  ]);
});

test('[C.2] МЭШ: a lesson whose status changes stays the same lesson', () => {
  const before = showPage(url, journal).page.grids;
  document.body.innerHTML = journal.replaceAll('-HOMEWORK', '-WARNING');
  expect(readAgain().page.grids).toEqual(before);
});

test('[C.3] МЭШ: class, subject and period come from the page, the way one came is dropped', () => {
  const { page } = showPage(url, journal);
  expect(page.address).toBe('https://school.mos.ru/teacher/study-process/journal/grade/4100');
  expect(page.context).toEqual(['7А Физика', '1 триместр']);
});

// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { idsOf, namesOf, readAgain, showPage, valuesOf } from './testing/show-page.ts';
import { adapterFor } from '../registry.ts';

const host = 'https://shkola7.eljur.ru';

const column = (date: string, cells: Readonly<Record<string, string>>): string =>
  `<div xls="column"><div class="cell header">${date}</div>${Object.entries(cells)
    .map(
      ([name, mark]) =>
        `<div class="cell" name="${name}"><div class="cell-data">${mark}</div></div>`,
    )
    .join('')}</div>`;
const grid = (rows: readonly string[], columns: string): string => `
  <h1>7А, Физика</h1>
  <div id="g0_journal" data-grid-control="columns-body" xls_list="grp0"><div xls="hcolumn">
    ${rows.map((name) => `<div class="cell" name="${name}">${name}</div>`).join('')}</div></div>
  <div id="g0_scroller" class="grid-scroll" data-grid-control="scroll-body">${columns}</div>`;

const journal = grid(
  ['Дубов Д.', 'Ёлкина Е.'],
  // the second column has its cells in another order: names join them, not places
  column('15.09', { 'Дубов Д.': '5/4', 'Ёлкина Е.': '3' }) +
    column('16.09', { 'Ёлкина Е.': '4', 'Дубов Д.': '' }),
);

test('[C.2] ЭлЖур: cells belong to the row whose name they carry', () => {
  const reading = showPage(`${host}/journal-app/view.journal`, journal);
  const [read] = reading.page.grids;
  expect(read?.label).toBe('grp0');
  expect(namesOf(read?.rows)).toEqual(['Дубов Д.', 'Ёлкина Е.']);
  expect(idsOf(read?.rows)).toEqual([undefined, undefined]);
  expect(namesOf(read?.cols)).toEqual(['15.09', '16.09']);
  expect(valuesOf(reading)).toEqual([
    ['5/4', ''],
    ['3', '4'],
  ]);
});

test('[A.4] ЭлЖур: what a row is called is its id only where it looks like one', () => {
  const numbered = journal.replaceAll('name="Дубов Д."', 'name="pupil-40817"');
  const reading = showPage(`${host}/journal-app/view.journal`, numbered);
  expect(idsOf(reading.page.grids[0]?.rows)).toEqual(['pupil-40817', undefined]);
  expect(valuesOf(reading)[0]).toEqual(['5/4', '']);
});

test('[A.4] ЭлЖур: a name that only counts is no id, and a cell nobody can own is not given away', () => {
  const cells = `<div xls="column"><div class="cell">15.09</div><div class="cell" name="1">5</div></div>`;
  const counted = grid([], cells).replace(
    '<div xls="hcolumn">',
    '<div xls="hcolumn"><div class="cell" name="1">Дубов Д.</div><div class="cell" name="1">Дубов Д.</div>',
  );
  const reading = showPage(`${host}/journal-app/view.journal`, counted);
  expect(idsOf(reading.page.grids[0]?.rows)).toEqual([undefined, undefined]);
  expect(valuesOf(reading)).toEqual([['—'], ['—']]);
});

const day = (title: string, subjects: readonly string[]): string =>
  `<div class="dnevnik-day"><div class="dnevnik-day__header"><div class="dnevnik-day__title">${title}</div></div>
  <div class="dnevnik-day__lessons">${subjects
    .map(
      (subject) => `<div class="dnevnik-lesson"><div class="dnevnik-lesson__number">1.</div>
      <div class="dnevnik-lesson__subject"><span class="js-rt_licey-dnevnik-subject">${subject}</span></div>
      <div class="dnevnik-lesson__hometask"><div class="dnevnik-lesson__task">§ 7</div></div></div>`,
    )
    .join('')}</div></div>`;
const week = day('Понедельник, 15.09', ['Физика', 'Химия']) + day('Вторник, 16.09', ['Физика']);

test('[C.2] ЭлЖур: lessons of a week are named by day and subject', () => {
  const reading = showPage(`${host}/journal-app/week.0`, week);
  expect(namesOf(reading.page.grids[0]?.rows)).toEqual([
    'Понедельник, 15.09 | Физика',
    'Понедельник, 15.09 | Химия',
    'Вторник, 16.09 | Физика',
  ]);
  expect(valuesOf(reading)).toEqual([['§ 7'], ['§ 7'], ['§ 7']]);
});

test('[C.3] ЭлЖур: a week is named by its date, however far from today it is', () => {
  const address = (path: string, body = week): string => showPage(host + path, body).page.address;
  expect(address('/journal-app/week.0')).toBe(address('/journal-app/week.-3'));
  expect(address('/journal-app/week.0')).not.toBe(
    address('/journal-app/week.0', day('Понедельник, 22.09', ['Физика'])),
  );
});

test('[C.3] ЭлЖур: whose diary it is stays out of the address and still tells two pupils apart', () => {
  const one = showPage(`${host}/journal-app/u.17/week.0`, week).page;
  const other = showPage(`${host}/journal-app/u.18/week.0`, week).page;
  expect(one.address).not.toContain('17');
  expect(one.address).toBe(other.address);
  expect(one.context).not.toEqual(other.context);
});

test('[D.1] ЭлЖур: why a pupil was absent is neither read nor hashed', () => {
  showPage(
    `${host}/journal-app/view.miss_report/u.17/sp.2`,
    '<table><tr><th>Ученик</th><th>15.09</th></tr><tr xls="row"><td>Дубов Д.</td><td data-reason="b">б</td></tr></table>',
  );
  const adapter = adapterFor(new URL(document.location.href));
  const [cell] = document.querySelectorAll('[data-reason]');
  expect(cell && adapter.textOf?.(cell)).toBe('');
  expect(valuesOf(readAgain())).toEqual([['']]);
});

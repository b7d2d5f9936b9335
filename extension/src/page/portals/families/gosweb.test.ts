// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { adapterFor } from '../registry.ts';
import { idsOf, namesOf, showPage, valuesOf } from './testing/show-page.ts';

const url = 'https://shkola7-r61.gosweb.gosuslugi.ru/nastavnichestvo/?utm=1';

const item = (caption: string, file: string): string =>
  `<div class="object-item"><div class="document-object-item"><div class="document-caption">${caption}</div>
  <a class="document-download" href="/netcat_files/32/57/${file}?visit=1">Скачать</a></div></div>`;
const documents = `<h2 class="name tpl-text-header2">Наставничество</h2>
  <div class="tpl-component-gw-file"><div class="tpl-block-list-objects">
  ${item('Приказ', 'prikaz-1.pdf')}${item('Приказ', 'prikaz-2.pdf')}
  <div class="object-item"><a class="item-name" href="/netcat_files/32/57/plan.docx">План</a></div>
  <div class="object-item"><a class="item-name" href="/novosti/">Новости</a></div></div></div>`;

test('[C.2] Госвеб: documents are rows named by their captions and known by their files', () => {
  const reading = showPage(url, documents);
  const [grid, ...others] = reading.page.grids;
  expect(others).toEqual([]);
  expect(namesOf(grid?.rows)).toEqual(['Приказ', 'Приказ', 'План']);
  const folder = '/netcat_files/32/57';
  const files = ['prikaz-1.pdf', 'prikaz-2.pdf', 'plan.docx'].map((name) => `${folder}/${name}`);
  expect(idsOf(grid?.rows)).toEqual(files);
  expect(valuesOf(reading)).toEqual(files.map((file) => [file]));
  expect(reading.page.address).toBe('https://shkola7-r61.gosweb.gosuslugi.ru/nastavnichestvo/');
});

test('[C.2] Госвеб: a document’s cell says where its file lies', () => {
  showPage(url, documents);
  const adapter = adapterFor(new URL(url));
  const link = document.querySelector('a.document-download');
  expect(link && adapter.textOf?.(link)).toBe('/netcat_files/32/57/prikaz-1.pdf');
  expect(adapter.textOf?.(document.body)).toBeUndefined();
});

test('[C.2] Госвеб: staff are rows of a grid of their own', () => {
  const reading = showPage(
    url,
    `<div class="tpl-component-gw-staff"><div class="object-item"><a class="item-name" href="/s/1/">Жасминова Ж.</a><p>Учитель</p></div></div>`,
  );
  expect(namesOf(reading.page.grids[0]?.rows)).toEqual(['Жасминова Ж.']);
  expect(valuesOf(reading)).toEqual([['Жасминова Ж.Учитель']]);
});

// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest';
import { genericGrid } from '../portals/generic-grid.ts';
import type { PortalAdapter } from '../portals/portal-adapter.ts';
import { placeOf, readPage } from './page-reading.ts';
import { pageRoots } from './page-roots.ts';

const table = (name: string): string =>
  `<table><tr><th>Ученик</th><th>3.11</th></tr><tr><td>${name}</td><td>5</td></tr></table>`;
const namesOf = (adapter: PortalAdapter): readonly string[] =>
  readPage(document, adapter).page.grids.map(({ rows }) => rows[0]?.path.join(' ') ?? '');

function addFrame(html: string): HTMLIFrameElement {
  const frame = document.createElement('iframe');
  frame.srcdoc = html;
  document.body.append(frame);
  return frame;
}

afterEach(() => document.body.replaceChildren());

test('[A.4] grids in open shadow roots are read, also in roots within roots', () => {
  document.body.innerHTML = `${table('Абрикосов А.')}<div></div>`;
  const outer = document.querySelector('div')?.attachShadow({ mode: 'open' });
  if (outer) outer.innerHTML = `<section></section>${table('Берёзкин Б.')}`;
  const inner = outer?.querySelector('section')?.attachShadow({ mode: 'open' });
  if (inner) inner.innerHTML = table('Вишнёва В.');
  expect(namesOf(genericGrid)).toEqual(['Абрикосов А.', 'Берёзкин Б.', 'Вишнёва В.']);

  const reading = readPage(document, genericGrid);
  const cell = inner?.querySelectorAll('td')[1];
  expect(placeOf(reading, [cell])).toEqual({ grid: 2, row: 0, col: 0 });
});

test('[A.4] closed shadow roots stay closed', () => {
  document.body.innerHTML = '<div></div>';
  const closed = document.querySelector('div')?.attachShadow({ mode: 'closed' });
  if (closed) closed.innerHTML = table('Дубов Д.');
  expect(namesOf(genericGrid)).toEqual([]);
});

test('[A.4] frames are read only where the adapter says so, and belong to the one page', () => {
  document.body.innerHTML = table('Абрикосов А.');
  addFrame(table('Берёзкин Б.'));
  expect(namesOf(genericGrid)).toEqual(['Абрикосов А.']);
  const framed: PortalAdapter = { ...genericGrid, readsFrames: true };
  expect(namesOf(framed)).toEqual(['Абрикосов А.', 'Берёзкин Б.']);
});

test('[A.4] a frame that the browser does not show us is passed by', () => {
  const frame = addFrame(table('Абрикосов А.'));
  Object.defineProperty(frame, 'contentDocument', { value: null });
  expect(pageRoots(document, true)).toEqual([document]);
});

test('[X1] forms that are named like what we ask change nothing', () => {
  const names = ['querySelectorAll', 'body', 'nodeType', 'shadowRoot', 'tagName'];
  const fields = names.map((name) => `<input name="${name}">`).join('');
  document.body.innerHTML =
    names.map((name) => `<form name="${name}">${fields}</form>`).join('') + table('Дубов Д.');
  expect(pageRoots(document, true)).toEqual([document]);
  expect(namesOf({ ...genericGrid, readsFrames: true })).toEqual(['Дубов Д.']);
});

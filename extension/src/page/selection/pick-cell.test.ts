// @vitest-environment happy-dom
import type { CellPlace } from '@nastavnik/core/annotation';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readPage } from '../grid/page-reading.ts';
import { createShadowLayer } from '../highlights/shadow-layer.ts';
import { genericGrid } from '../portals/generic-grid.ts';
import { pickCell } from './pick-cell.ts';
import { rememberCell } from './remember-cell.ts';

let own: AbortController;
let layer: HTMLElement;
let opened: number;

beforeEach(() => {
  document.body.innerHTML = `<input><table><tr><th>Ученик</th><th>3.11</th><th>6.11</th></tr>
    <tr><td class="name">Дубов Д.</td><td class="a">5</td><td class="b">4</td></tr></table>`;
  own = new AbortController();
  layer = createShadowLayer(document, own.signal);
  opened = 0;
  document.querySelector('.a')?.addEventListener('click', () => (opened += 1));
  document.querySelector('.a')?.addEventListener('mousedown', () => (opened += 1));
});

afterEach(() => own.abort());

function pick(isGenuine = true): Promise<CellPlace | undefined> {
  const read = (): ReturnType<typeof readPage> => readPage(document, genericGrid);
  return pickCell({
    document,
    layer,
    prompt: 'Выберите клетку',
    signal: own.signal,
    read,
    refresh: read,
    isGenuine: () => isGenuine,
  });
}

const send = (selector: string, name: string): boolean | undefined =>
  document
    .querySelector(selector)
    ?.dispatchEvent(new MouseEvent(name, { bubbles: true, cancelable: true, composed: true }));
const press = (key: string): boolean =>
  document.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));

test('[A.4] one click chooses a cell and does not reach the portal', async () => {
  const picked = pick();
  send('.a', 'mousedown');
  expect(send('.a', 'click')).toBe(false);
  expect(await picked).toEqual({ grid: 0, row: 0, col: 0 });
  expect(opened).toBe(0);
  send('.a', 'click');
  expect(opened).toBe(1);
});

test('[A.4] a click on a name chooses the row, a click beside the grid chooses nothing', async () => {
  const picked = pick();
  send('input', 'click');
  send('.name', 'click');
  expect(await picked).toEqual({ grid: 0, row: 0 });
});

test('[E.2] Escape gives up and puts the focus back', async () => {
  const input = document.querySelector('input');
  input?.focus();
  const picked = pick();
  expect(layer.querySelector('.prompt')?.textContent).toContain('Выберите клетку');
  press('Escape');
  expect(await picked).toBeUndefined();
  expect(document.activeElement).toBe(input);
  expect(layer.childElementCount).toBe(0);
});

test('[E.2] arrows move through the grid, names are said aloud, Enter chooses', async () => {
  const picked = pick();
  press('ArrowDown');
  press('ArrowRight');
  press('ArrowRight');
  expect(layer.querySelector('[role="status"]')?.textContent).toBe('Дубов Д., 6.11');
  press('Enter');
  expect(await picked).toEqual({ grid: 0, row: 0, col: 1 });
});

test('[E.2] left of the first cell stands the whole row', async () => {
  const picked = pick();
  press('ArrowDown');
  press('ArrowLeft');
  press('Enter');
  expect(await picked).toEqual({ grid: 0, row: 0 });
});

test('[E.2] a click that the page made up chooses nothing', async () => {
  const picked = pick(false);
  send('.a', 'click');
  expect(opened).toBe(1);
  own.abort();
  expect(await picked).toBeUndefined();
});

test('[E.2] the cell of a context menu is remembered, genuine ones only', () => {
  const remembered = rememberCell(document, own.signal, () => true);
  const forged = rememberCell(document, own.signal, () => false);
  send('.b', 'contextmenu');
  expect(remembered.path()[0]).toBe(document.querySelector('.b'));
  expect(forged.path()).toEqual([]);
});

// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { genericGrid } from '../portals/generic-grid.ts';
import { watchPage, type PageWatch } from './watch-page.ts';

const rows = ['Абрикосов А.', 'Берёзкин Б.'];
const render = (names: readonly string[], mark = '5'): void => {
  const body = names.map((name) => `<tr><td>${name}</td><td>${mark}</td></tr>`).join('');
  document.body.innerHTML = `<table><tr><th>Ученик</th><th>3.11</th></tr>${body}</table>`;
};

let heard: string[] = [];
let own: AbortController;

function watch(adapter = genericGrid): PageWatch {
  return watchPage({
    document,
    adapter,
    signal: own.signal,
    onHeaders: (_reading, revision) => heard.push(`headers ${revision}`),
    onCells: (_reading, revision) => heard.push(`cells ${revision}`),
    onSettled: (revision) => heard.push(`settled ${revision}`),
  });
}

/** Lets the observer's callback run, then time pass. */
async function pass(ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(0);
  await vi.advanceTimersByTimeAsync(ms);
}

beforeEach(() => {
  vi.useFakeTimers();
  heard = [];
  own = new AbortController();
  render(rows);
});

afterEach(() => {
  own.abort();
  vi.useRealTimers();
});

test('[A.4] fresh nodes under the same headers keep the revision', async () => {
  watch();
  render(rows, '4');
  await pass(150);
  expect(heard).toEqual(['headers 1', 'cells 1']);
});

test('[A.4] other headers are a new revision, read once for a burst of changes', async () => {
  watch();
  render(rows.toReversed());
  await pass(50);
  render([...rows, 'Вишнёва В.']);
  await pass(150);
  expect(heard).toEqual(['headers 1', 'headers 2']);
});

test('[A.4] a page that never rests is read all the same', async () => {
  watch();
  for (const n of Array(10).keys()) {
    render(rows, String(n));
    await pass(100);
  }
  expect(heard.length).toBeGreaterThan(1);
});

test('[A.4] nothing counts as gone before three seconds without other headers', async () => {
  watch();
  await pass(2900);
  render(rows.toReversed());
  await pass(2900);
  expect(heard).toEqual(['headers 1', 'headers 2']);
  await pass(400);
  expect(heard).toEqual(['headers 1', 'headers 2', 'settled 2']);
});

test('[A.4] asked at once, it answers for this very moment', async () => {
  const page = watch();
  render(rows.toReversed());
  expect(page.refresh().page.grids[0]?.rows[0]?.path).toEqual(['Берёзкин Б.']);
  expect(page.revision).toBe(2);
});

test('[E.2] after the signal nothing is watched', async () => {
  watch();
  own.abort();
  render(rows.toReversed());
  await pass(5000);
  expect(heard).toEqual(['headers 1']);
  expect(vi.getTimerCount()).toBe(0);
});

describe('while the page has chosen another subject', () => {
  const marksOf = (...marks: readonly string[]): string =>
    marks.map((mark, i) => `<tr><td>${rows[i % 2]} ${i}</td><td>${mark}</td></tr>`).join('');
  const before = marksOf('5', '4', '3', '5', '4');
  const chooser =
    '<select><option value="a">Физика</option><option value="b">Химия</option></select>';

  function showSubject(body: string): void {
    document.body.innerHTML = `${chooser}<table><thead><tr><th>Ученик</th><th>3.11</th></tr></thead><tbody>${body}</tbody></table>`;
  }
  function choose(value: string): void {
    const select = document.querySelector('select');
    if (!select) return;
    select.value = value;
    select.dispatchEvent(new Event('change', { bubbles: true }));
  }
  const fill = (marks: readonly string[]): void => {
    const cells = document.querySelectorAll('td:last-child');
    for (const [i, mark] of marks.entries()) {
      const cell = cells[i];
      if (cell) cell.textContent = mark;
    }
  };
  const grids = (page: PageWatch): number => page.reading.page.grids.length;

  test('[A.4] its old grid is nobody’s, however long it stays, until it is drawn anew', async () => {
    showSubject(before);
    const page = watch();
    choose('b');
    await pass(150);
    expect(grids(page)).toBe(0);
    await pass(10_000);
    expect(heard).toEqual(['headers 1', 'headers 2']);
    showSubject(before);
    choose('b');
    await pass(150);
    expect(grids(page)).toBe(1);
    expect(page.reading.page.context).toEqual(['Химия']);
  });

  test('[A.4] a mark changed meanwhile is not a new grid; other values in the old cells are', async () => {
    showSubject(before);
    const page = watch();
    choose('b');
    fill(['2']);
    await pass(150);
    expect(grids(page)).toBe(0);
    fill(['2', '2', '2', '2']);
    await pass(150);
    expect(grids(page)).toBe(1);
  });

  test('[A.4] where a button loads the choice, only new nodes are a new grid', async () => {
    showSubject(before);
    const page = watch({ ...genericGrid, loadsOnDemand: true });
    choose('b');
    fill(['2', '2', '2', '2', '2']);
    await pass(150);
    expect(grids(page)).toBe(0);
  });

  test('[A.4] going back to the first choice makes the grid its own again', async () => {
    showSubject(before);
    const page = watch();
    choose('b');
    await pass(150);
    choose('a');
    await pass(150);
    expect(grids(page)).toBe(1);
    expect(page.reading.page.context).toEqual(['Физика']);
  });
});

test('[A.4] changes inside shadow roots and frames are seen, also in those that come later', async () => {
  const page = watch({ ...genericGrid, readsFrames: true });
  document.body.innerHTML = '<div></div><iframe srcdoc="<p></p>"></iframe>';
  const root = document.querySelector('div')?.attachShadow({ mode: 'open' });
  const inner = document.querySelector('iframe')?.contentDocument;
  await pass(150);
  expect(page.reading.page.grids).toEqual([]);
  const table =
    '<table><tr><th>Ученик</th><th>3.11</th></tr><tr><td>Дубов Д.</td><td>5</td></tr></table>';
  if (root) root.innerHTML = table;
  await pass(150);
  expect(page.reading.page.grids).toHaveLength(1);
  if (inner) inner.body.innerHTML = table;
  await pass(150);
  expect(page.reading.page.grids).toHaveLength(2);
});

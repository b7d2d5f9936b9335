// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { genericGrid } from '../portals/generic-grid.ts';
import { watchPage, type PageWatch } from './watch-page.ts';

const rows = ['Абрикосов А.', 'Берёзкин Б.'];
const render = (names: readonly string[], mark = '5'): void => {
  const body = names.map((name) => `<tr><td>${name}</td><td>${mark}</td></tr>`).join('');
  document.body.innerHTML = `<table><tr><th>Ученик</th><th>3.11</th></tr>${body}</table>`;
};

let heard: string[] = [];
let own: AbortController;

function watch(): PageWatch {
  return watchPage({
    document,
    adapter: genericGrid,
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

import { adapterFor, watchPage } from '@nastavnik/extension/page';

/** What the content script costs the page it stands in. */
export const costReader = {
  /** Milliseconds of the page's thread until a page just loaded is read and followed. */
  load(): number {
    return withWatch(() => undefined).loadMs;
  },

  /** Milliseconds to read the page after one cell has changed. */
  change(): number {
    return withWatch((refresh) => {
      const cells = [...document.querySelectorAll('[data-truth]')];
      const cell = cells[Math.floor(cells.length / 2)];
      cell?.setAttribute('title', String(performance.now()));
      const sinceMs = performance.now();
      refresh();
      return performance.now() - sinceMs;
    }).result;
  },
};

function withWatch<Result>(use: (refresh: () => void) => Result): {
  readonly loadMs: number;
  readonly result: Result;
} {
  const stop = new AbortController();
  const ignore = (): void => undefined;
  const sinceMs = performance.now();
  const watch = watchPage({
    document,
    adapter: adapterFor(new URL(location.href)),
    signal: stop.signal,
    onHeaders: ignore,
    onCells: ignore,
    onSettled: ignore,
  });
  const loadMs = performance.now() - sinceMs;
  const result = use(() => watch.refresh());
  stop.abort();
  return { loadMs, result };
}

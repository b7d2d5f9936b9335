import type { PortalAdapter } from '../portals/portal-adapter.ts';
import { readPage, type PageReading } from './page-reading.ts';

/** A burst of changes is read once it pauses this long, or has gone on for `longestBurstMs`. */
const pauseMs = 120;
const longestBurstMs = 600;
/** Headers that have not changed this long on a loaded page are all there is. */
const quietMs = 3000;

export interface PageWatchOptions {
  readonly document: Document;
  readonly adapter: PortalAdapter;
  readonly signal: AbortSignal;
  /** Headers differ from before: places of earlier revisions mean nothing now. */
  onHeaders(reading: PageReading, revision: number): void;
  /** The same headers stand on other nodes, or values may have changed. */
  onCells(reading: PageReading, revision: number): void;
  onSettled(revision: number): void;
}

export interface PageWatch {
  readonly reading: PageReading;
  readonly revision: number;
  /** Reads the page at once, so that a place taken from it is a place of this revision. */
  refresh(): PageReading;
}

/** Reads a page and follows its changes until the signal; reports once at the start. */
export function watchPage(options: PageWatchOptions): PageWatch {
  const { document, adapter, signal } = options;
  let current = readPage(document, adapter);
  let signature = JSON.stringify(current.page);
  let revision = 1;
  let burstSinceMs: number | undefined;
  let pause: ReturnType<typeof setTimeout> | undefined;
  let quiet: ReturnType<typeof setTimeout> | undefined;

  const settle = (): void => {
    clearTimeout(quiet);
    quiet = setTimeout(() => {
      const before = revision;
      const isUnread = burstSinceMs !== undefined;
      if (isUnread) read();
      if (revision !== before) return;
      if (document.readyState === 'complete') options.onSettled(revision);
      else settle();
    }, quietMs);
  };

  const read = (): void => {
    clearTimeout(pause);
    burstSinceMs = undefined;
    observer.takeRecords();
    const next = readPage(document, adapter);
    const nextSignature = JSON.stringify(next.page);
    current = next;
    if (nextSignature === signature) return options.onCells(current, revision);
    signature = nextSignature;
    revision += 1;
    options.onHeaders(current, revision);
    settle();
  };

  const schedule = (): void => {
    const nowMs = performance.now();
    burstSinceMs ??= nowMs;
    clearTimeout(pause);
    pause = setTimeout(read, Math.min(pauseMs, burstSinceMs + longestBurstMs - nowMs));
  };

  const observer = new MutationObserver(schedule);
  observer.observe(document.body, {
    childList: true,
    subtree: true,
    characterData: true,
    attributes: true,
    attributeFilter: ['aria-selected', 'hidden', 'style', 'class', 'aria-label', 'title'],
  });
  // Choosing in a select changes no node, and neither does a route of a single-page portal.
  for (const name of ['change', 'input']) document.addEventListener(name, schedule, { signal });
  navigationOf(document)?.addEventListener('currententrychange', schedule, { signal });
  signal.addEventListener('abort', () => {
    observer.disconnect();
    clearTimeout(pause);
    clearTimeout(quiet);
  });

  options.onHeaders(current, revision);
  settle();
  return {
    get reading() {
      return current;
    },
    get revision() {
      return revision;
    },
    refresh: () => {
      read();
      return current;
    },
  };
}

/** The Navigation API, where the browser has it; it sees `pushState` without patching it. */
function navigationOf(document: Document): EventTarget | undefined {
  const view: unknown = document.defaultView;
  if (typeof view !== 'object' || view === null || !('navigation' in view)) return undefined;
  return view.navigation instanceof EventTarget ? view.navigation : undefined;
}

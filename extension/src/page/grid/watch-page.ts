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
export const watchPage = (options: PageWatchOptions): PageWatch => new ObservedPage(options);

const watchedAttributes = ['aria-selected', 'hidden', 'style', 'class', 'aria-label', 'title'];

class ObservedPage implements PageWatch {
  reading: PageReading;
  revision = 1;
  readonly #options: PageWatchOptions;
  readonly #observer = new MutationObserver(() => this.#schedule());
  #signature: string;
  #burstSinceMs: number | undefined;
  #pause: ReturnType<typeof setTimeout> | undefined;
  #quiet: ReturnType<typeof setTimeout> | undefined;

  constructor(options: PageWatchOptions) {
    this.#options = options;
    this.reading = readPage(options.document, options.adapter);
    this.#signature = JSON.stringify(this.reading.page);
    this.#listen();
    options.onHeaders(this.reading, this.revision);
    this.#settle();
  }

  refresh(): PageReading {
    clearTimeout(this.#pause);
    this.#burstSinceMs = undefined;
    this.#observer.takeRecords();
    this.reading = readPage(this.#options.document, this.#options.adapter);
    const signature = JSON.stringify(this.reading.page);
    if (signature === this.#signature) {
      this.#options.onCells(this.reading, this.revision);
    } else {
      this.#signature = signature;
      this.revision += 1;
      this.#options.onHeaders(this.reading, this.revision);
      this.#settle();
    }
    return this.reading;
  }

  #listen(): void {
    const { document, signal } = this.#options;
    this.#observer.observe(document.body, {
      childList: true,
      subtree: true,
      characterData: true,
      attributeFilter: watchedAttributes,
    });
    const schedule = (): void => this.#schedule();
    // Choosing in a select changes no node, and neither does a route of a single-page portal.
    for (const name of ['change', 'input']) document.addEventListener(name, schedule, { signal });
    navigationOf(document)?.addEventListener('currententrychange', schedule, { signal });
    signal.addEventListener('abort', () => {
      this.#observer.disconnect();
      clearTimeout(this.#pause);
      clearTimeout(this.#quiet);
    });
  }

  #schedule(): void {
    const nowMs = performance.now();
    this.#burstSinceMs ??= nowMs;
    clearTimeout(this.#pause);
    const leftMs = this.#burstSinceMs + longestBurstMs - nowMs;
    this.#pause = setTimeout(() => this.refresh(), Math.min(pauseMs, leftMs));
  }

  #settle(): void {
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(() => {
      const before = this.revision;
      if (this.#burstSinceMs !== undefined) this.refresh();
      if (this.revision !== before) return;
      if (this.#options.document.readyState !== 'complete') this.#settle();
      else this.#options.onSettled(this.revision);
    }, quietMs);
  }
}

/** The Navigation API, where the browser has it; it sees `pushState` without patching it. */
function navigationOf(document: Document): EventTarget | undefined {
  const view: unknown = document.defaultView;
  if (typeof view !== 'object' || view === null || !('navigation' in view)) return undefined;
  return view.navigation instanceof EventTarget ? view.navigation : undefined;
}

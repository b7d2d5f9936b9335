import type { PortalAdapter } from '../portals/portal-adapter.ts';
import { readPage, showsSameGrids, type PageReading } from './page-reading.ts';
import { contentsOf, type PageRoot } from './page-roots.ts';

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

const watchedAttributes = [
  'aria-selected',
  'hidden',
  'style',
  'class',
  'aria-label',
  'title',
  'href',
  'aria-rowindex',
  'aria-colindex',
  'data-test-component',
];

class ObservedPage implements PageWatch {
  reading: PageReading;
  revision = 1;
  readonly #options: PageWatchOptions;
  readonly #observer = new MutationObserver(() => this.#schedule());
  readonly #followed = new WeakSet<PageRoot>();
  #signature: string;
  /** The last reading whose scope and grids belonged to each other. */
  #whole: PageReading;
  #burstSinceMs: number | undefined;
  #pause: ReturnType<typeof setTimeout> | undefined;
  #quiet: ReturnType<typeof setTimeout> | undefined;

  constructor(options: PageWatchOptions) {
    this.#options = options;
    this.reading = readPage(options.document, options.adapter);
    this.#whole = this.reading;
    this.#signature = JSON.stringify(this.reading.page);
    this.#listen();
    this.#follow(this.reading);
    options.onHeaders(this.reading, this.revision);
    this.#settle();
  }

  refresh(): PageReading {
    clearTimeout(this.#pause);
    this.#burstSinceMs = undefined;
    this.#observer.takeRecords();
    this.reading = this.#read();
    this.#follow(this.reading);
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

  /**
   * The page as it stands. Where a person has chosen another subject and the page still shows the
   * grid of the one before, it has no grids: the new notes must not stand on the old cells.
   */
  #read(): PageReading {
    const { document, adapter } = this.#options;
    const reading = readPage(document, adapter);
    const ignoring = adapter.loadsOnDemand === true ? 'values' : 'edits';
    if (isOtherScope(this.#whole, reading) && showsSameGrids(this.#whole, reading, ignoring)) {
      return { ...reading, tables: [], page: { ...reading.page, grids: [] } };
    }
    this.#whole = reading;
    return reading;
  }

  #listen(): void {
    const { document, signal } = this.#options;
    const schedule = (): void => this.#schedule();
    navigationOf(document)?.addEventListener('currententrychange', schedule, { signal });
    document.defaultView?.addEventListener('hashchange', schedule, { signal });
    signal.addEventListener('abort', () => {
      this.#observer.disconnect();
      clearTimeout(this.#pause);
      clearTimeout(this.#quiet);
    });
  }

  /** Watches every tree of the page that is not watched yet: roots and frames come and go. */
  #follow({ roots }: PageReading): void {
    const { signal } = this.#options;
    const schedule = (): void => this.#schedule();
    for (const root of roots) {
      if (this.#followed.has(root)) continue;
      this.#followed.add(root);
      this.#observer.observe(contentsOf(root), {
        childList: true,
        subtree: true,
        characterData: true,
        attributeFilter: watchedAttributes,
      });
      // Choosing in a select changes no node, and a frame that has loaded is heard only on the way
      // down.
      for (const name of ['change', 'input', 'load']) {
        root.addEventListener(name, schedule, { capture: true, signal });
      }
    }
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
      const isWhole = this.reading === this.#whole;
      if (this.#options.document.readyState !== 'complete' || !isWhole) this.#settle();
      else this.#options.onSettled(this.revision);
    }, quietMs);
  }
}

/** A page without grids has nothing that could be taken for another scope's. */
const isOtherScope = (before: PageReading, now: PageReading): boolean =>
  now.tables.length > 0 &&
  (before.page.address !== now.page.address ||
    JSON.stringify(before.page.context) !== JSON.stringify(now.page.context));

/** The Navigation API, where the browser has it; it sees `pushState` without patching it. */
function navigationOf(document: Document): EventTarget | undefined {
  const view: unknown = document.defaultView;
  if (typeof view !== 'object' || view === null || !('navigation' in view)) return undefined;
  return view.navigation instanceof EventTarget ? view.navigation : undefined;
}

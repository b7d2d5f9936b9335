import type { CellPlace } from '@nastavnik/core/annotation';
import {
  parsePageOrder,
  type PageMark,
  type PageOrder,
  type PageReport,
} from '../messaging/page-channel.ts';
import { elementAt, placeOf, type PageReading } from './grid/page-reading.ts';
import { cellValue } from './grid/visible-text.ts';
import { watchPage, type PageWatch } from './grid/watch-page.ts';
import { createMarkOverlay, type MarkOverlay } from './highlights/mark-overlay.ts';
import { createShadowLayer } from './highlights/shadow-layer.ts';
import type { PortalAdapter } from './portals/portal-adapter.ts';
import { serveProse, type ProseService } from './prose/serve-prose.ts';
import { pickCell } from './selection/pick-cell.ts';
import type { RememberedCell } from './selection/remember-cell.ts';

export interface ServePageOptions {
  readonly document: Document;
  readonly adapter: PortalAdapter;
  readonly remembered: RememberedCell;
  /** Ends the service and takes everything off the page. */
  readonly signal: AbortSignal;
  readonly isGenuine: (event: Event) => boolean;
  readonly send: (report: PageReport) => void;
}

/** The page's side of one panel's port. Give it every message; it obeys the well-formed ones. */
export function servePage(options: ServePageOptions): (message: unknown) => void {
  const service = new PageService(options);
  return (message) => {
    const order = parsePageOrder(message);
    if (order) service.obey(order);
  };
}

class PageService {
  readonly #options: ServePageOptions;
  readonly #layer: HTMLElement;
  readonly #overlay: MarkOverlay;
  readonly #watch: PageWatch;
  readonly #prose: ProseService;
  #watched: readonly CellPlace[] = [];
  #sentValues = '';
  #marks: readonly PageMark[] = [];
  #picking = new AbortController();

  constructor(options: ServePageOptions) {
    const { document, adapter, signal, isGenuine, send } = options;
    this.#options = options;
    this.#layer = createShadowLayer(document, signal);
    this.#overlay = createMarkOverlay({
      document,
      layer: this.#layer,
      signal,
      onActivate: (markId) => send({ type: 'activated', markId }),
      isGenuine,
    });
    this.#watch = watchPage({
      document,
      adapter,
      signal,
      onHeaders: (reading, revision) => {
        this.#forget();
        send({ type: 'page', revision, personal: adapter.personal, page: reading.page });
      },
      onCells: (reading, revision) => {
        this.#sendValues(reading, revision);
        this.#draw(reading);
      },
      onSettled: (revision) => send({ type: 'settled', revision }),
    });
    this.#prose = serveProse({ document, personal: adapter.personal, signal, isGenuine, send });
    signal.addEventListener('abort', () => this.#picking.abort());
  }

  obey(order: PageOrder): void {
    switch (order.type) {
      case 'watch':
        if (order.revision !== this.#watch.revision) return;
        this.#watched = order.places;
        this.#sentValues = '';
        return this.#sendValues(this.#watch.reading, order.revision);
      case 'draw':
        if (order.revision !== this.#watch.revision) return;
        this.#marks = order.marks;
        return this.#draw(this.#watch.reading);
      case 'pick':
        return this.#pick(order.asked, order.prompt);
      case 'stop-picking':
        return this.#picking.abort();
      case 'recall':
        return this.#answer(
          order.asked,
          placeOf(this.#watch.refresh(), this.#options.remembered.path()),
        );
      case 'focus':
        if (!this.#prose.focus(order.markId)) this.#overlay.focus(order.markId);
        return;
      case 'read-prose':
      case 'draw-prose':
      case 'mark-passage':
        return this.#prose.obey(order);
    }
  }

  /** The places of an earlier revision could be other cells now: no mark is better than a wrong one. */
  #forget(): void {
    this.#watched = [];
    this.#sentValues = '';
    this.#marks = [];
    this.#overlay.draw([]);
  }

  #sendValues(reading: PageReading, revision: number): void {
    const values = this.#watched.map((place) => ({ place, value: this.#valueAt(reading, place) }));
    const text = JSON.stringify(values);
    if (text === this.#sentValues) return;
    this.#sentValues = text;
    this.#options.send({ type: 'values', revision, values });
  }

  #draw(reading: PageReading): void {
    const drawn = this.#marks.flatMap(({ place, ...mark }) => {
      const element = elementAt(reading, place);
      return element ? [{ ...mark, element }] : [];
    });
    this.#overlay.draw(drawn);
  }

  #pick(asked: number, prompt: string): void {
    this.#picking.abort();
    const picking = new AbortController();
    this.#picking = picking;
    const { document, isGenuine } = this.#options;
    void pickCell({
      document,
      layer: this.#layer,
      prompt,
      signal: picking.signal,
      read: () => this.#watch.reading,
      refresh: () => this.#watch.refresh(),
      isGenuine,
    }).then((place) => this.#answer(asked, place));
  }

  #answer(asked: number, place: CellPlace | undefined): void {
    const { revision, reading } = this.#watch;
    const picked = place && { place, value: this.#valueAt(reading, place) };
    this.#options.send({ type: 'picked', asked, revision, ...(picked ? { picked } : {}) });
  }

  #valueAt(reading: PageReading, place: CellPlace): string {
    const element = place.col === undefined ? undefined : elementAt(reading, place);
    if (!element) return '';
    return this.#options.adapter.textOf?.(element) ?? cellValue(element);
  }
}

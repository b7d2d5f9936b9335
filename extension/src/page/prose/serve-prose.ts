import type { ProseOrder, ProseReport, PassageMark } from '../../messaging/prose-channel.ts';
import { proseChannelLimits as limits } from '../../messaging/prose-channel.ts';
import {
  createPassageHighlights,
  type PassageHighlights,
} from '../highlights/passage-highlights.ts';
import { domPlaceOf } from './dom-place.ts';
import { readProse, type ProseReading } from './read-prose.ts';
import { runInSlices } from './run-in-slices.ts';
import { rangeOf, textOf } from './text-ranges.ts';

/** Text is read again once the page has been still so long, or has changed for `longestBurstMs`. */
const pauseMs = 400;
const longestBurstMs = 3000;

export interface ServeProseOptions {
  readonly document: Document;
  /** False on pages that show nobody's personal data: only there a passage's path is told. */
  readonly personal: boolean;
  /** Ends the service and takes everything off the page. */
  readonly signal: AbortSignal;
  readonly isGenuine: (event: Event) => boolean;
  readonly send: (report: ProseReport | { type: 'activated'; markId: string }) => void;
}

/** The page's side of what the panel asks about running text. */
export interface ProseService {
  obey(order: ProseOrder): void;
  /** False for a mark that is none of its own. */
  focus(markId: string): boolean;
}

export const serveProse = (options: ServeProseOptions): ProseService => new TextService(options);

class TextService implements ProseService {
  readonly #options: ServeProseOptions;
  readonly #highlights: PassageHighlights;
  #observer: MutationObserver | undefined;
  #reading: ProseReading | undefined;
  #number = 0;
  #running: Promise<void> = Promise.resolve();
  #pause: ReturnType<typeof setTimeout> | undefined;
  #burstSinceMs: number | undefined;
  #marks: readonly PassageMark[] = [];

  constructor(options: ServeProseOptions) {
    const { document, signal, isGenuine, send } = options;
    this.#options = options;
    this.#highlights = createPassageHighlights({
      document,
      signal,
      isGenuine,
      onActivate: (markId) => send({ type: 'activated', markId }),
    });
    signal.addEventListener('abort', () => {
      this.#observer?.disconnect();
      clearTimeout(this.#pause);
    });
  }

  obey(order: ProseOrder): void {
    switch (order.type) {
      case 'read-prose':
        return this.#follow();
      case 'draw-prose':
        if (order.reading !== this.#number) return;
        this.#marks = order.marks;
        return this.#draw();
      case 'mark-passage':
        return this.#report(order.asked);
    }
  }

  focus(markId: string): boolean {
    return this.#highlights.focus(markId);
  }

  #follow(): void {
    const { document } = this.#options;
    if (this.#observer === undefined) {
      this.#observer = new MutationObserver(() => this.#schedule());
      this.#observer.observe(document.body, {
        childList: true,
        subtree: true,
        characterData: true,
        attributeFilter: ['hidden', 'open', 'style', 'class'],
      });
    }
    this.#read();
  }

  #schedule(): void {
    const nowMs = performance.now();
    this.#burstSinceMs ??= nowMs;
    clearTimeout(this.#pause);
    const leftMs = Math.max(0, this.#burstSinceMs + longestBurstMs - nowMs);
    this.#pause = setTimeout(() => this.#read(), Math.min(pauseMs, leftMs));
  }

  /** One reading after the other; what changes meanwhile is seen by the next. */
  #read(): void {
    clearTimeout(this.#pause);
    this.#burstSinceMs = undefined;
    const { document, signal } = this.#options;
    this.#running = this.#running.then(async () => {
      const reading = await runInSlices(readProse(document), signal);
      if (reading) this.#take(reading);
    });
    this.#running.catch(() => undefined);
  }

  #take(reading: ProseReading): void {
    const before = this.#reading;
    this.#reading = reading;
    const isSame =
      before?.text === reading.text &&
      before.hiddenFrom === reading.hiddenFrom &&
      JSON.stringify(before.containers) === JSON.stringify(reading.containers);
    // The same text on fresh nodes needs new ranges and nothing else.
    if (isSame) return this.#draw();
    this.#number += 1;
    this.#marks = [];
    this.#highlights.draw([]);
    this.#tell(reading);
  }

  #tell({ text, hiddenFrom, isCut, containers }: ProseReading): void {
    const { send } = this.#options;
    const reading = this.#number;
    for (let at = 0; at < text.length; at += limits.part) {
      send({ type: 'prose-part', reading, text: text.slice(at, at + limits.part) });
    }
    const told = containers.map(({ at, path }) => ({ at, path: [...path] }));
    send({ type: 'prose', reading, hiddenFrom, isCut, containers: told });
  }

  #draw(): void {
    const reading = this.#reading;
    const { document } = this.#options;
    if (!reading) return;
    const drawn = this.#marks.flatMap((mark) => {
      const range = rangeOf(reading, mark, document);
      return range ? [{ id: mark.id, state: mark.state, range }] : [];
    });
    this.#highlights.draw(drawn);
  }

  /** Reads first: the selection is of the page as it is now. */
  #report(asked: number): void {
    this.#follow();
    this.#running = this.#running.then(() => {
      const { document, personal, send } = this.#options;
      const selection = document.getSelection();
      const range = selection?.rangeCount === 1 ? selection.getRangeAt(0) : undefined;
      const place = range && this.#reading && textOf(this.#reading, range);
      const dom = place && !personal ? domPlaceOf(range) : undefined;
      const marked = place && { ...place, ...(dom ? { dom } : {}) };
      const reading = this.#number;
      send({ type: 'passage', asked, reading, ...(marked ? { marked } : {}) });
    });
    this.#running.catch(() => undefined);
  }
}

import { signal, type ReadonlySignal } from '@preact/signals';
import {
  describePlace,
  indexPage,
  type AbstractPage,
  type AnnotationKey,
  type CellPlace,
  type PageIndex,
} from '@nastavnik/core/annotation';
import type { Clock } from '@nastavnik/core/kernel';
import {
  pageLimits,
  parsePageReport,
  type PageMark,
  type PageOrder,
  type PageReport,
} from '../../messaging/page-channel.ts';
import { findNotes, marksOf, notesOfGrids, placeKey, placesToWatch } from './find-notes.ts';
import type { KnownPage, NoteMark } from './find-notes.ts';
import type { FoundNote, PageNote, PageState, PickedCell } from './page-note.ts';
import type { PagePort } from './page-port.ts';
import { ProseFinder, type Redact } from './prose-finder.ts';

export interface PageSessionOptions {
  readonly port: PagePort;
  /** The author's keys, the one for new notes first: they stay on this side of the port. */
  readonly keys: readonly [AnnotationKey, ...AnnotationKey[]];
  readonly clock: Clock;
  readonly notes: readonly PageNote[];
  /** Closes the session. */
  readonly signal: AbortSignal;
  /** Name of a mark for a screen reader, in the person's language; `headers` are the page's. */
  readonly describeMark: (headers: string, state: PageMark['state'], count: number) => string;
}

/** What a screen may do with the page in front. */
export interface PageSession {
  readonly state: ReadonlySignal<PageState>;
  /** The notes whose mark the person pressed on the page, last press; empty before any. */
  readonly activated: ReadonlySignal<readonly string[]>;
  setNotes(notes: readonly PageNote[]): void;
  /** Lets the person choose a cell. `undefined`: given up, page gone, or the cell has no name. */
  pickCell(prompt: string, giveUp?: AbortSignal): Promise<PickedCell | undefined>;
  /** The cell whose context menu was opened last. */
  recallCell(): Promise<PickedCell | undefined>;
  /**
   * The passage selected on the page, widened to whole words; its words are kept only where the
   * page shows nobody's personal data, and as `redact` leaves them. `undefined`: nothing usable is
   * selected.
   */
  markPassage(redact: Redact): Promise<PickedCell | undefined>;
  /** Scrolls the page to a note's mark, if it has one. */
  focusNote(noteId: string): void;
}

interface Reading extends KnownPage {
  /** Under the key for new notes. */
  readonly index: PageIndex;
  readonly page: AbstractPage;
  readonly revision: number;
  readonly personal: boolean;
}

type Answer = Extract<PageReport, { type: 'picked' }>['picked'];

export const createPageSession = (options: PageSessionOptions): PageSession =>
  new PortSession(options);

/** Follows one page: keeps the key and the notes here, and only places and labels over there. */
class PortSession implements PageSession {
  readonly state = signal<PageState>({
    status: 'reading',
    personal: true,
    rowHeaders: [],
    notes: [],
  });
  readonly activated = signal<readonly string[]>([]);
  readonly #options: PageSessionOptions;
  #notes: readonly PageNote[];
  #reading: Reading | undefined;
  readonly #prose: ProseFinder;
  #marks: readonly NoteMark[] = [];
  #cells: readonly FoundNote[] = [];
  #asked = 0;
  #waiting: ((answer: Answer) => void) | undefined;

  constructor(options: PageSessionOptions) {
    this.#options = options;
    this.#notes = options.notes;
    const { port, keys, clock, signal: closed } = options;
    this.#prose = new ProseFinder({
      keys,
      clock,
      signal: closed,
      post: (order) => {
        if (this.#isOpen()) port.post(order);
      },
      onFound: () => this.#tell(),
    });
    this.#prose.setNotes(options.notes);
    port.onMessage((message) => {
      const report = parsePageReport(message);
      if (report) this.#hear(report);
    });
    port.onDisconnect(() => this.#end());
    options.signal.addEventListener('abort', () => {
      this.#end();
      port.disconnect();
    });
  }

  setNotes(notes: readonly PageNote[]): void {
    this.#notes = notes;
    this.#prose.setNotes(notes);
    this.#watch();
  }

  async pickCell(prompt: string, giveUp?: AbortSignal): Promise<PickedCell | undefined> {
    if (giveUp?.aborted) return undefined;
    const { port, signal: closed } = this.#options;
    const stop = (): void => {
      if (this.#isOpen()) port.post({ type: 'stop-picking' });
    };
    giveUp?.addEventListener('abort', stop, { signal: closed });
    const picked = await this.#ask((asked) => ({ type: 'pick', asked, prompt }));
    giveUp?.removeEventListener('abort', stop);
    return picked;
  }

  recallCell(): Promise<PickedCell | undefined> {
    return this.#ask((asked) => ({ type: 'recall', asked }));
  }

  markPassage(redact: Redact): Promise<PickedCell | undefined> {
    return this.#prose.markPassage(redact);
  }

  focusNote(noteId: string): void {
    const passage = this.#prose.markIdOf(noteId);
    if (passage !== undefined && this.#isOpen()) {
      return this.#options.port.post({ type: 'focus', markId: passage });
    }
    const mark = this.#marks.find(({ noteIds }) => noteIds.includes(noteId));
    if (mark && this.#isOpen()) this.#options.port.post({ type: 'focus', markId: mark.id });
  }

  #isOpen(): boolean {
    return this.state.peek().status !== 'ended';
  }

  #hear(report: PageReport): void {
    if (report.type === 'page') {
      const { page, revision, personal } = report;
      const [own, ...others] = this.#options.keys;
      const index = indexPage(page, own);
      const rest = others.map((key) => ({ key, index: indexPage(page, key) }));
      const indexes = [{ key: own, index }, ...rest];
      const values = new Map<string, string>();
      this.#reading = { page, revision, personal, index, indexes, values, settled: false };
      this.#prose.setGround({ page, personal });
      return this.#watch();
    }
    if (report.type === 'activated') {
      const noteId = this.#prose.noteIdOf(report.markId);
      const mark = this.#marks.find(({ id }) => id === report.markId);
      if (noteId !== undefined) this.activated.value = [noteId];
      else if (mark) this.activated.value = [...mark.noteIds];
      return;
    }
    if (report.type === 'prose-part' || report.type === 'prose' || report.type === 'passage') {
      return this.#prose.hear(report);
    }
    const isCurrent = report.revision === this.#reading?.revision;
    if (report.type === 'picked') {
      if (report.asked === this.#asked) this.#answer(isCurrent ? report.picked : undefined);
    } else if (this.#reading && isCurrent) {
      this.#reading = { ...this.#reading, ...newlyKnown(report) };
      this.#show();
    }
  }

  #watch(): void {
    if (!this.#reading || !this.#isOpen()) return;
    const { indexes, revision } = this.#reading;
    const places = placesToWatch(notesOfGrids(this.#notes), indexes);
    const watched = places.slice(0, pageLimits.marks);
    this.#options.port.post({ type: 'watch', revision, places: watched });
    this.#show();
  }

  #show(): void {
    if (!this.#reading || !this.#isOpen()) return;
    const { page, revision } = this.#reading;
    const notes = findNotes(notesOfGrids(this.#notes), this.#reading);
    this.#marks = marksOf(notes, (place, state, count) => {
      const label = this.#options.describeMark(headersOf(page, place), state, count);
      return label.slice(0, pageLimits.textLength);
    }).slice(0, pageLimits.marks);
    this.#cells = notes;
    this.#tell();
    const marks = this.#marks.map(({ noteIds: _noteIds, ...mark }) => mark);
    this.#options.port.post({ type: 'draw', revision, marks });
  }

  /** Tells the screen what is known of every note, wherever it stands. */
  #tell(): void {
    if (!this.#reading || !this.#isOpen()) return;
    const { page, index, personal } = this.#reading;
    const rowHeaders = page.grids.flatMap(({ rows }) => rows.map(({ path }) => path.join(' ')));
    const notes = [...this.#cells, ...this.#prose.found()];
    this.state.value = { status: 'open', scope: index.scope, personal, rowHeaders, notes };
  }

  async #ask(order: (asked: number) => PageOrder): Promise<PickedCell | undefined> {
    this.#answer(undefined);
    if (!this.#isOpen()) return undefined;
    this.#asked += 1;
    const picked = await new Promise<Answer>((resolve) => {
      this.#waiting = resolve;
      this.#options.port.post(order(this.#asked));
    });
    if (!picked || !this.#reading) return undefined;
    const { page, index } = this.#reading;
    const { place, value } = picked;
    const { clock } = this.#options;
    const [key] = this.#options.keys;
    const address = describePlace(page, index, place, { value, atMs: clock.nowMs(), key });
    return address && { scope: index.scope, address, label: headersOf(page, place), value };
  }

  #answer(picked: Answer): void {
    this.#waiting?.(picked);
    this.#waiting = undefined;
  }

  #end(): void {
    this.state.value = { ...this.state.peek(), status: 'ended' };
    this.#answer(undefined);
  }
}

function newlyKnown(
  report: Extract<PageReport, { type: 'settled' | 'values' }>,
): Partial<KnownPage> {
  if (report.type === 'settled') return { settled: true };
  return { values: new Map(report.values.map(({ place, value }) => [placeKey(place), value])) };
}

function headersOf(page: AbstractPage, { grid, row, col }: CellPlace): string {
  const { rows = [], cols = [] } = page.grids[grid] ?? {};
  const column = col === undefined ? [] : (cols[col]?.path ?? []);
  return [...(rows[row]?.path ?? []), ...column].join(', ');
}

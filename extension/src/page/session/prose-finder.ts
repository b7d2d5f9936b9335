import {
  describePassage,
  indexProse,
  proseScope,
  resolvePassage,
  type AnnotationKey,
  type PageScope,
  type ProseAddress,
  type ProseIndex,
} from '@nastavnik/core/annotation';
import type { Clock } from '@nastavnik/core/kernel';
import {
  proseChannelLimits as limits,
  type PassageMark,
  type ProseOrder,
  type ProseReport,
} from '../../messaging/prose-channel.ts';
import { runInSlices } from '../prose/run-in-slices.ts';
import type { FoundPassage, PageNote, PickedCell } from './page-note.ts';

/** Text that has not changed so long on a loaded page is all there is. */
const quietMs = 3000;
/** Marks of passages are told from marks of cells by this. */
const markPrefix = 'passage:';

type Found = FoundPassage['resolution'];
type Marked = Extract<ProseReport, { type: 'passage' }>['marked'];
/** Takes names out of a text before it is stored. */
export type Redact = (text: string) => { readonly text: string; readonly replaced: number };

/** The page of which the text is: what names it, and whether it shows people. */
export interface ProseGround {
  readonly page: {
    readonly adapter: string;
    readonly address: string;
    readonly context: readonly string[];
  };
  readonly personal: boolean;
}

export interface ProseFinderOptions {
  /** The author's keys, the one for new notes first. */
  readonly keys: readonly [AnnotationKey, ...AnnotationKey[]];
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly post: (order: ProseOrder) => void;
  /** Called whenever what is known of a note has changed. */
  readonly onFound: () => void;
}

interface PlacedNote {
  readonly id: string;
  readonly address: ProseAddress;
  readonly key: AnnotationKey;
}

interface Reading {
  readonly number: number;
  readonly index: ProseIndex;
  isQuiet: boolean;
}

/**
 * The panel's side of notes on running text. Holds the page's text and searches it here, where the
 * page's own thread is not: the page reads itself and is told ranges, nothing else.
 */
export class ProseFinder {
  readonly #options: ProseFinderOptions;
  #ground: ProseGround | undefined;
  #notes: readonly PageNote[] = [];
  #parts: { reading: number; texts: string[] } = { reading: -1, texts: [] };
  #reading: Reading | undefined;
  #found = new Map<string, Found>();
  #search = new AbortController();
  #quiet: ReturnType<typeof setTimeout> | undefined;
  #hasAsked = false;
  #asked = 0;
  #waiting: ((answer: { marked: Marked; reading: number }) => void) | undefined;

  constructor(options: ProseFinderOptions) {
    this.#options = options;
    options.signal.addEventListener('abort', () => {
      this.#search.abort();
      clearTimeout(this.#quiet);
      this.#answer(undefined, -1);
    });
  }

  /** Another page, or the same one under other headings. */
  setGround(ground: ProseGround): void {
    const isOther = ground.page.address !== this.#ground?.page.address;
    const isKnown = this.#ground && isSameGround(ground, this.#ground);
    this.#ground = ground;
    if (isKnown) return;
    // Text of the page before must not stand for this one.
    if (isOther) this.#reading = undefined;
    this.#begin();
    if (isOther && this.#hasAsked) this.#options.post({ type: 'read-prose' });
  }

  setNotes(notes: readonly PageNote[]): void {
    this.#notes = notes.filter(({ address }) => address.kind === 'prose');
    this.#begin();
  }

  hear(report: ProseReport): void {
    switch (report.type) {
      case 'prose-part':
        return this.#gather(report.reading, report.text);
      case 'prose':
        return this.#take(report);
      case 'passage':
        if (report.asked === this.#asked) this.#answer(report.marked, report.reading);
    }
  }

  found(): readonly FoundPassage[] {
    return this.#notes.map(({ id }) => {
      const found = this.#found.get(id) ?? { state: 'searching' };
      const resolution = found.state === 'orphan' && !this.#reading?.isQuiet ? waiting : found;
      return { id, resolution };
    });
  }

  markIdOf(noteId: string): string | undefined {
    const found = this.#found.get(noteId);
    const isDrawn = found !== undefined && ('range' in found || 'candidates' in found);
    return isDrawn ? `${markPrefix}${noteId}:0` : undefined;
  }

  /** The note of a mark; `undefined` for a mark of a cell. */
  noteIdOf(markId: string): string | undefined {
    if (!markId.startsWith(markPrefix)) return undefined;
    return markId.slice(markPrefix.length, markId.lastIndexOf(':'));
  }

  /** The passage that is selected on the page, ready to be stored. */
  async markPassage(redact: Redact): Promise<PickedCell | undefined> {
    this.#answer(undefined, -1);
    if (this.#options.signal.aborted) return undefined;
    this.#hasAsked = true;
    this.#asked += 1;
    const { marked, reading } = await new Promise<{ marked: Marked; reading: number }>(
      (resolve) => {
        this.#waiting = resolve;
        this.#options.post({ type: 'mark-passage', asked: this.#asked });
      },
    );
    const ground = this.#ground;
    const now = this.#reading;
    if (!marked || !ground || now?.number !== reading) return undefined;
    const { keys, clock, signal } = this.#options;
    const open = ground.personal ? {} : { open: { redact, dom: marked.dom } };
    const mark = { key: keys[0], atMs: clock.nowMs(), ...open };
    const address = await runInSlices(describePassage(now.index, marked, mark), signal);
    if (!address) return undefined;
    const label = now.index.page.text.slice(marked.start, marked.end).replace(/\s+/g, ' ').trim();
    const scope = proseScope(ground.page, ground.personal, keys[0]);
    return { scope, address, label: label.slice(0, limits.textLength), value: '' };
  }

  #gather(reading: number, text: string): void {
    if (reading !== this.#parts.reading) this.#parts = { reading, texts: [] };
    const most = (limits.text * 2) / limits.part;
    if (this.#parts.texts.length <= most) this.#parts.texts.push(text);
  }

  #take({ reading, hiddenFrom, isCut, containers }: Extract<ProseReport, { type: 'prose' }>): void {
    const text = this.#parts.reading === reading ? this.#parts.texts.join('') : '';
    this.#parts = { reading: -1, texts: [] };
    const index = indexProse({ text, hiddenFrom, isCut, containers });
    this.#reading = { number: reading, index, isQuiet: false };
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(() => {
      if (this.#reading) this.#reading.isQuiet = true;
      this.#options.onFound();
    }, quietMs);
    this.#begin();
  }

  /** Searches anew; asks for the page's text only when a note may stand in it. */
  #begin(): void {
    this.#search.abort();
    this.#search = new AbortController();
    const here = this.#notesHere();
    const ids = new Set(here.map(({ id }) => id));
    this.#found = new Map(
      this.#notes.map(({ id }): [string, Found] => [id, ids.has(id) ? waiting : elsewhere]),
    );
    if (here.length > 0 && this.#reading) {
      void this.#find(here, this.#reading, this.#search.signal);
    } else if (here.length > 0 && !this.#hasAsked) {
      this.#hasAsked = true;
      this.#options.post({ type: 'read-prose' });
    }
    this.#options.onFound();
  }

  #notesHere(): readonly PlacedNote[] {
    const ground = this.#ground;
    if (!ground) return [];
    const scopes = this.#options.keys.map((key) => ({
      key,
      scope: proseScope(ground.page, ground.personal, key),
    }));
    return this.#notes.flatMap(({ id, scope, address }) => {
      const fit = scopes.find((each) => isSameScope(each.scope, scope));
      return fit && address.kind === 'prose' ? [{ id, address, key: fit.key }] : [];
    });
  }

  /** From the top of the page down; what was found is drawn as the search goes on. */
  async #find(notes: readonly PlacedNote[], reading: Reading, signal: AbortSignal): Promise<void> {
    let toldMs = performance.now();
    for (const { id, address, key } of notes.toSorted((a, b) => a.address.at - b.address.at)) {
      const found = await runInSlices(resolvePassage(reading.index, address, key), signal);
      if (!found) return;
      this.#found.set(id, found);
      if (performance.now() - toldMs > 250) {
        this.#draw(reading.number);
        toldMs = performance.now();
      }
    }
    this.#draw(reading.number);
  }

  #draw(reading: number): void {
    const marks = [...this.#found].flatMap(([id, found]): PassageMark[] =>
      rangesOf(found).map(({ start, end, state }, at) => ({
        id: `${markPrefix}${id}:${at}`,
        start,
        end,
        state,
      })),
    );
    this.#options.post({ type: 'draw-prose', reading, marks: marks.slice(0, limits.marks) });
    this.#options.onFound();
  }

  #answer(marked: Marked, reading: number): void {
    this.#waiting?.({ marked, reading });
    this.#waiting = undefined;
  }
}

const waiting = { state: 'searching' } as const;
const elsewhere = { state: 'other-page' } as const;

const isSameGround = (a: ProseGround, b: ProseGround): boolean =>
  a.personal === b.personal &&
  a.page.adapter === b.page.adapter &&
  a.page.address === b.page.address &&
  a.page.context.join('\n') === b.page.context.join('\n');

const isSameScope = (a: PageScope, b: PageScope): boolean =>
  a.adapter === b.adapter && a.page === b.page && a.context === b.context;

function rangesOf(found: Found): readonly Omit<PassageMark, 'id'>[] {
  switch (found.state) {
    case 'same':
    case 'changed':
      return 'range' in found ? [{ ...found.range, state: found.state }] : [];
    case 'ambiguous':
      return found.candidates.map((range) => ({ ...range, state: 'ambiguous' }));
    default:
      return [];
  }
}

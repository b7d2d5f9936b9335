import type { PassageMark } from '../../messaging/prose-channel.ts';
import { highlightNames } from './passage-style.ts';

/** A passage with the piece of the page it stands in. */
export interface DrawnPassage extends Pick<PassageMark, 'id' | 'state'> {
  readonly range: Range;
}

export interface PassageHighlights {
  /** Highlights these passages and no others. */
  draw(passages: readonly DrawnPassage[]): void;
  /** Scrolls to a passage and makes it stand out until Escape; false where it is not drawn. */
  focus(markId: string): boolean;
}

export interface PassageHighlightsOptions {
  readonly document: Document;
  readonly signal: AbortSignal;
  /** False for events that the page made up itself. */
  readonly isGenuine: (event: Event) => boolean;
  readonly onActivate: (markId: string) => void;
}

/** Below the page's own highlights, whose priority is 0 unless it says otherwise. */
const priority = -1;
const kinds = ['same', 'changed', 'ambiguous', 'focused'] as const;
type Kind = (typeof kinds)[number];

/** Paints passages through the registry of highlights; the page's nodes are never touched. */
export const createPassageHighlights = (options: PassageHighlightsOptions): PassageHighlights =>
  new RegisteredHighlights(options);

class RegisteredHighlights implements PassageHighlights {
  readonly #options: PassageHighlightsOptions;
  #passages: readonly DrawnPassage[] = [];
  #focusedId: string | undefined;
  #focusedBefore: HTMLElement | undefined;

  constructor(options: PassageHighlightsOptions) {
    const { document, signal } = options;
    this.#options = options;
    document.addEventListener('click', (event) => this.#click(event), { signal });
    document.addEventListener('keydown', (event) => this.#key(event), { signal, capture: true });
    signal.addEventListener('abort', () => {
      for (const kind of kinds) registry()?.delete(highlightNames[kind]);
    });
  }

  draw(passages: readonly DrawnPassage[]): void {
    this.#passages = passages;
    this.#paint();
  }

  focus(markId: string): boolean {
    const passage = this.#passages.find(({ id }) => id === markId);
    if (!passage) return false;
    const { document } = this.#options;
    const { activeElement } = document;
    if (activeElement instanceof HTMLElement && activeElement !== document.body) {
      this.#focusedBefore = activeElement;
    }
    this.#focusedId = markId;
    passage.range.startContainer.parentElement?.scrollIntoView({ block: 'center' });
    this.#paint();
    return true;
  }

  #paint(): void {
    const all = registry();
    if (!all) return;
    for (const kind of kinds) {
      const ranges = this.#rangesOf(kind);
      if (ranges.length === 0) {
        all.delete(highlightNames[kind]);
        continue;
      }
      const highlight = new Highlight(...ranges);
      // What the person asked to see is drawn over the others.
      highlight.priority = kind === 'focused' ? priority + 1 : priority;
      all.set(highlightNames[kind], highlight);
    }
  }

  #rangesOf(kind: Kind): readonly Range[] {
    const isOf = ({ id, state }: DrawnPassage): boolean =>
      kind === 'focused' ? id === this.#focusedId : state === kind;
    return this.#passages.filter(isOf).map(({ range }) => range);
  }

  /** The click stays the page's: a link under a note still leads where it leads. */
  #click(event: MouseEvent): void {
    if (!this.#options.isGenuine(event)) return;
    const { clientX: x, clientY: y } = event;
    const hit = this.#passages.find(({ range }) => isAt(range, x, y));
    if (hit) this.#options.onActivate(hit.id);
  }

  #key(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || this.#focusedId === undefined) return;
    if (!this.#options.isGenuine(event)) return;
    this.#focusedId = undefined;
    if (this.#focusedBefore?.isConnected) this.#focusedBefore.focus({ preventScroll: true });
    this.#focusedBefore = undefined;
    this.#paint();
  }
}

/** The registry knows without laying the page out; elsewhere the boxes of the text are asked. */
function isAt(range: Range, x: number, y: number): boolean {
  const all: PointedRegistry | undefined = registry();
  if (all?.highlightsFromPoint) {
    return all.highlightsFromPoint(x, y).some(({ ranges }) => ranges.includes(range));
  }
  return Array.from(range.getClientRects()).some(
    ({ left, right, top, bottom }) => x >= left && x <= right && y >= top && y <= bottom,
  );
}

/** Not in every browser we run in, nor in the types of the platform yet. */
interface PointedRegistry extends HighlightRegistry {
  highlightsFromPoint?(
    x: number,
    y: number,
  ): readonly { readonly ranges: readonly AbstractRange[] }[];
}

const registry = (): HighlightRegistry | undefined =>
  typeof CSS !== 'undefined' && 'highlights' in CSS ? CSS.highlights : undefined;

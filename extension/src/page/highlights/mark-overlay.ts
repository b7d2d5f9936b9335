import type { PageMark } from '../../messaging/page-channel.ts';
import { boundsOf, isOutsideFrame } from './frame-bounds.ts';
import { parentOf } from './parent-of.ts';
import { placeOver } from './shadow-layer.ts';
import { rove } from './rove.ts';
import { watchSight, type Sight } from './watch-sight.ts';

/** A mark with the element it stands on. */
export interface DrawnMark extends Omit<PageMark, 'place'> {
  readonly element: Element;
}

export interface MarkOverlay {
  /** Draws these marks and no others. */
  draw(marks: readonly DrawnMark[]): void;
  /** Scrolls to a mark and makes it stand out until the next one. */
  focus(markId: string): void;
}

export interface MarkOverlayOptions {
  readonly document: Document;
  readonly layer: HTMLElement;
  readonly signal: AbortSignal;
  readonly onActivate: (markId: string) => void;
  /** False for events that the page made up itself. */
  readonly isGenuine: (event: Event) => boolean;
}

interface DrawingOptions extends MarkOverlayOptions {
  readonly sight: Sight;
}

interface Drawing {
  readonly mark: DrawnMark;
  readonly outline: HTMLElement;
  readonly button: HTMLButtonElement;
}

/** Outlines and corner buttons over the noted cells; the page's own nodes are never touched. */
export const createMarkOverlay = (options: MarkOverlayOptions): MarkOverlay =>
  new CellOverlay(options);

class CellOverlay implements MarkOverlay {
  readonly #options: MarkOverlayOptions;
  readonly #view: Window;
  readonly #marks: HTMLElement;
  readonly #sight: Sight;
  readonly #followed = new WeakSet<Window>();
  #drawings: readonly Drawing[] = [];
  #focusedId: string | undefined;
  #frame: number | undefined;

  constructor(options: MarkOverlayOptions) {
    const { document, layer, signal } = options;
    this.#options = options;
    this.#view = document.defaultView ?? globalThis.window;
    this.#marks = document.createElement('div');
    layer.append(this.#marks);
    this.#sight = watchSight(signal);
    this.#follow();
    rove(this.#marks, document, signal);
  }

  draw(wanted: readonly DrawnMark[]): void {
    for (const { element } of wanted) {
      this.#followScrolls(element.ownerDocument.defaultView ?? this.#view);
    }
    this.#drawings = redraw(this.#drawings, wanted, { ...this.#options, sight: this.#sight });
    const nodes = this.#drawings.flatMap(({ outline, button }) => [outline, button]);
    const isSame = nodes.every((node, at) => this.#marks.children[at] === node);
    // Putting a focused button in again would take its focus away.
    if (!isSame || nodes.length !== this.#marks.childElementCount) {
      this.#marks.replaceChildren(...nodes);
    }
    this.#place();
    this.#standOut();
  }

  focus(markId: string): void {
    this.#focusedId = markId;
    const drawing = this.#drawings.find(({ mark }) => mark.id === markId);
    drawing?.mark.element.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    this.#standOut();
    this.#schedule();
  }

  #follow(): void {
    const { document, signal } = this.#options;
    const view = this.#view;
    const schedule = (): void => this.#schedule();
    this.#followScrolls(view);
    view.addEventListener('resize', schedule, { passive: true, signal });
    // A picture that loads or a banner that opens above moves every cell without a scroll.
    const resized = new ResizeObserver(schedule);
    resized.observe(document.body);
    signal.addEventListener('abort', () => {
      resized.disconnect();
      if (this.#frame !== undefined) view.cancelAnimationFrame(this.#frame);
    });
  }

  /** Frames scroll by themselves, unheard outside. */
  #followScrolls(view: Window): void {
    if (this.#followed.has(view)) return;
    this.#followed.add(view);
    const { signal } = this.#options;
    const schedule = (): void => this.#schedule();
    view.addEventListener('scroll', schedule, { capture: true, passive: true, signal });
  }

  #schedule(): void {
    this.#frame ??= this.#view.requestAnimationFrame(() => this.#place());
  }

  #place(): void {
    this.#frame = undefined;
    for (const drawing of this.#drawings) placeDrawing(drawing);
  }

  #standOut(): void {
    for (const { mark, outline } of this.#drawings) {
      outline.toggleAttribute('data-focused', mark.id === this.#focusedId);
    }
  }
}

/** Keeps the nodes of marks that stay as they are, so that focus is not lost to a re-render. */
function redraw(
  before: readonly Drawing[],
  wanted: readonly DrawnMark[],
  options: DrawingOptions,
): readonly Drawing[] {
  return wanted.map((mark) => {
    const kept = before.find((drawing) => drawing.mark.id === mark.id);
    const drawing = kept ? { ...kept, mark } : createDrawing(mark, options);
    drawing.outline.dataset.state = mark.state;
    drawing.button.setAttribute('aria-label', mark.label);
    const sign = drawing.button.firstElementChild;
    if (sign) sign.textContent = signOf(mark);
    return drawing;
  });
}

function createDrawing(
  mark: DrawnMark,
  { document, onActivate, isGenuine, sight }: DrawingOptions,
): Drawing {
  const outline = document.createElement('div');
  outline.className = 'outline';
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'mark';
  button.tabIndex = -1;
  button.append(document.createElement('span'));
  button.addEventListener('click', (event) => {
    if (isGenuine(event) && sight.sees(button)) onActivate(mark.id);
  });
  sight.watch(button);
  return { mark, outline, button };
}

const signOf = ({ state, count }: DrawnMark): string => {
  const number = count > 1 ? String(count) : '';
  if (state === 'ambiguous') return `?${number}`;
  return state === 'changed' ? `!${number}` : number || '•';
};

function placeDrawing({ mark, outline, button }: Drawing): void {
  const own = mark.element.getBoundingClientRect();
  const isGone = !mark.element.isConnected || (own.width === 0 && own.height === 0);
  const isHidden =
    isGone || isOutsideFrame(mark.element) || isClipped(mark.element, { x: own.right, y: own.top });
  outline.hidden = isHidden;
  button.hidden = isHidden;
  if (isHidden) return;
  const box = boundsOf(mark.element);
  placeOver(outline, box);
  button.style.setProperty('left', `${box.right}px`);
  button.style.setProperty('top', `${Math.max(box.top, 12)}px`);
}

const boxOf = (element: Element): DOMRect => Element.prototype.getBoundingClientRect.call(element);

/** True when a scrolling ancestor has moved the corner out of its box. */
function isClipped(element: Element, corner: { readonly x: number; readonly y: number }): boolean {
  for (let above = parentOf(element); above; above = parentOf(above)) {
    const isScrolled =
      above.scrollWidth > above.clientWidth || above.scrollHeight > above.clientHeight;
    const isRoot = above === above.ownerDocument.documentElement || above.tagName === 'BODY';
    if (!isScrolled || isRoot || getComputedStyle(above).overflow === 'visible') continue;
    const box = boxOf(above);
    const isInside =
      corner.x > box.left &&
      corner.x <= box.right + 1 &&
      corner.y >= box.top - 1 &&
      corner.y < box.bottom;
    if (!isInside) return true;
  }
  return false;
}

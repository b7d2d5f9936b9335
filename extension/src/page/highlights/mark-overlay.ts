import type { PageMark } from '../../messaging/page-channel.ts';
import { placeOver } from './shadow-layer.ts';
import { rove } from './rove.ts';

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

interface Drawing {
  readonly mark: DrawnMark;
  readonly outline: HTMLElement;
  readonly button: HTMLButtonElement;
}

/** Outlines and corner buttons over the noted cells; the page's own nodes are never touched. */
export function createMarkOverlay(options: MarkOverlayOptions): MarkOverlay {
  const { document, layer, signal } = options;
  const view = document.defaultView ?? globalThis.window;
  const marks = document.createElement('div');
  layer.append(marks);
  let drawings: readonly Drawing[] = [];
  let focusedId: string | undefined;
  let frame: number | undefined;

  const place = (): void => {
    frame = undefined;
    for (const drawing of drawings) placeDrawing(drawing);
  };
  const schedule = (): void => {
    frame ??= view.requestAnimationFrame(place);
  };
  view.addEventListener('scroll', schedule, { capture: true, passive: true, signal });
  view.addEventListener('resize', schedule, { passive: true, signal });
  // A picture that loads or a banner that opens above moves every cell without a scroll.
  const resized = new ResizeObserver(schedule);
  resized.observe(document.body);
  signal.addEventListener('abort', () => {
    resized.disconnect();
    if (frame !== undefined) view.cancelAnimationFrame(frame);
  });
  rove(marks, document, signal);

  const standOut = (): void => {
    for (const { mark, outline } of drawings) {
      outline.toggleAttribute('data-focused', mark.id === focusedId);
    }
  };

  return {
    draw: (wanted) => {
      drawings = redraw(drawings, wanted, options);
      marks.replaceChildren(...drawings.flatMap(({ outline, button }) => [outline, button]));
      place();
      standOut();
    },
    focus: (markId) => {
      focusedId = markId;
      const drawing = drawings.find(({ mark }) => mark.id === markId);
      drawing?.mark.element.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      standOut();
      schedule();
    },
  };
}

/** Keeps the nodes of marks that stay as they are, so that focus is not lost to a re-render. */
function redraw(
  before: readonly Drawing[],
  wanted: readonly DrawnMark[],
  options: MarkOverlayOptions,
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
  { document, onActivate, isGenuine }: MarkOverlayOptions,
): Drawing {
  const outline = document.createElement('div');
  outline.className = 'outline';
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'mark';
  button.tabIndex = -1;
  button.append(document.createElement('span'));
  button.addEventListener('click', (event) => {
    if (isGenuine(event)) onActivate(mark.id);
  });
  return { mark, outline, button };
}

const signOf = ({ state, count }: DrawnMark): string => {
  const number = count > 1 ? String(count) : '';
  if (state === 'ambiguous') return `?${number}`;
  return state === 'changed' ? `!${number}` : number || '•';
};

function placeDrawing({ mark, outline, button }: Drawing): void {
  const box = mark.element.getBoundingClientRect();
  const corner = { x: box.right, y: box.top };
  const isGone = !mark.element.isConnected || (box.width === 0 && box.height === 0);
  const isHidden = isGone || isClipped(mark.element, corner);
  outline.hidden = isHidden;
  button.hidden = isHidden;
  if (isHidden) return;
  placeOver(outline, box);
  button.style.setProperty('left', `${corner.x}px`);
  button.style.setProperty('top', `${Math.max(corner.y, 12)}px`);
}

/** True when a scrolling ancestor has moved the corner out of its box. */
function isClipped(element: Element, corner: { readonly x: number; readonly y: number }): boolean {
  for (let above = element.parentElement; above; above = above.parentElement) {
    const isScrolled =
      above.scrollWidth > above.clientWidth || above.scrollHeight > above.clientHeight;
    const isRoot = above === above.ownerDocument.documentElement || above.tagName === 'BODY';
    if (!isScrolled || isRoot || getComputedStyle(above).overflow === 'visible') continue;
    const box = above.getBoundingClientRect();
    const isInside =
      corner.x > box.left &&
      corner.x <= box.right + 1 &&
      corner.y >= box.top - 1 &&
      corner.y < box.bottom;
    if (!isInside) return true;
  }
  return false;
}

import type { CellPlace } from '@nastavnik/core/annotation';
import { boundsOf } from '../highlights/frame-bounds.ts';
import { describeCell, elementAt, placeOf, type PageReading } from '../grid/page-reading.ts';
import { placeOver } from '../highlights/shadow-layer.ts';
import { step } from './step.ts';

/** Events that a portal's cell editor could open on; none of them reaches it while picking. */
const swallowed = ['pointerdown', 'pointerup', 'mousedown', 'mouseup', 'dblclick', 'touchstart'];

export interface PickOptions {
  readonly document: Document;
  readonly layer: HTMLElement;
  /** How to choose and how to give up, in the person's language. */
  readonly prompt: string;
  /** Ends the picking without a cell. */
  readonly signal: AbortSignal;
  /** The page as it was read last: good enough to follow the pointer. */
  readonly read: () => PageReading;
  /** The page as it stands at this moment: what a choice has to be judged by. */
  readonly refresh: () => PageReading;
  /** False for events that the page made up itself. */
  readonly isGenuine: (event: Event) => boolean;
}

/**
 * Lets a person choose one cell: a click, or arrows and Enter; Escape gives up and puts the focus
 * back. The click does not reach the portal. `undefined` when given up.
 */
export function pickCell(options: PickOptions): Promise<CellPlace | undefined> {
  return new Promise((resolve) => startPicking(options, resolve));
}

function startPicking(options: PickOptions, done: (place: CellPlace | undefined) => void): void {
  const { document, layer, signal } = options;
  const own = new AbortController();
  const focusedBefore = document.activeElement;
  const candidate = createCandidate(options);
  const finish = (place: CellPlace | undefined): void => {
    own.abort();
    candidate.remove();
    if (focusedBefore instanceof HTMLElement) focusedBefore.focus({ preventScroll: true });
    done(place);
  };
  listenForChoice(options, candidate, own.signal, finish);
  signal.addEventListener('abort', () => finish(undefined), { signal: own.signal });
  layer.append(candidate.outline, candidate.panel);
  candidate.panel.focus({ preventScroll: true });
}

function listenForChoice(
  { document, read, refresh, isGenuine }: PickOptions,
  candidate: Candidate,
  signal: AbortSignal,
  finish: (place: CellPlace | undefined) => void,
): void {
  const frames = read().roots.flatMap((root) => ('defaultView' in root && root.defaultView) || []);
  const views = new Set([document.defaultView ?? globalThis.window, ...frames]);
  const listen = (name: string, handle: (event: Event) => void): void => {
    for (const view of views) {
      view.addEventListener(name, handle, { capture: true, passive: false, signal });
    }
  };
  const take = (event: Event): boolean => {
    if (!isGenuine(event)) return false;
    event.preventDefault();
    event.stopImmediatePropagation();
    return true;
  };
  const follow = (place: CellPlace | undefined): void => {
    if (place) candidate.show(place);
  };

  for (const name of swallowed) listen(name, take);
  listen('pointermove', (event) => follow(placeOf(read(), event.composedPath())));
  listen('scroll', () => follow(candidate.place()));
  listen('click', (event) => {
    const place = take(event) && placeOf(refresh(), event.composedPath());
    if (place) finish(place);
  });
  listen('keydown', (event) => {
    if (!(event instanceof KeyboardEvent) || !isGenuine(event)) return;
    if (event.key === 'Escape') finish(undefined);
    else if (event.key === 'Enter' && candidate.place()) finish(candidate.place());
    else if (!candidate.move(event.key)) return;
    take(event);
  });
}

interface Candidate {
  readonly outline: HTMLElement;
  readonly panel: HTMLElement;
  place(): CellPlace | undefined;
  show(place: CellPlace): void;
  /** False when the key does not move anything. */
  move(key: string): boolean;
  remove(): void;
}

/** The cell under the pointer or the arrows, outlined and named aloud. */
function createCandidate({ document, prompt, read }: PickOptions): Candidate {
  let current: CellPlace | undefined;
  const outline = document.createElement('div');
  outline.className = 'candidate';
  outline.hidden = true;
  const panel = document.createElement('div');
  panel.className = 'prompt';
  panel.tabIndex = -1;
  panel.setAttribute('role', 'application');
  panel.setAttribute('aria-label', prompt);
  const [how, where] = [document.createElement('p'), document.createElement('p')];
  how.textContent = prompt;
  where.setAttribute('role', 'status');
  panel.append(how, where);

  const show = (place: CellPlace): void => {
    const reading = read();
    const element = elementAt(reading, place);
    if (!element) return;
    current = place;
    outline.hidden = false;
    placeOver(outline, boundsOf(element));
    where.textContent = describeCell(reading, place);
  };
  return {
    outline,
    panel,
    place: () => current,
    show,
    move: (key) => {
      const next = step(read(), current, key);
      if (!next) return false;
      elementAt(read(), next)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      show(next);
      return true;
    },
    remove: () => {
      outline.remove();
      panel.remove();
    },
  };
}

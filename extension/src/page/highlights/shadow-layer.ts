import { overlayStyle } from './overlay-style.ts';

/** A page that takes the layer out again and again is let have its way after this many times. */
const mostReturns = 50;

/**
 * A layer over the page in a closed shadow root, outside the body so that the page's own observers
 * and ours do not see it. Put back when the page takes it out, within a bound. Removed with the
 * signal.
 */
export function createShadowLayer(document: Document, signal: AbortSignal): HTMLElement {
  // A name of our own could be defined by the page, and its constructor would run in our place.
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'closed' });
  const layer = document.createElement('div');
  layer.className = 'layer';
  applyStyle(document, root);
  root.append(layer);
  document.documentElement.append(host);
  keepIn(document, host, signal);
  return layer;
}

function keepIn(document: Document, host: HTMLElement, signal: AbortSignal): void {
  let returns = 0;
  const observer = new MutationObserver(() => {
    const top = document.documentElement;
    if (host.parentNode === top || top === null) return;
    returns += 1;
    if (returns > mostReturns) return observer.disconnect();
    top.append(host);
    observer.observe(top, { childList: true });
  });
  observer.observe(document, { childList: true });
  observer.observe(document.documentElement, { childList: true });
  signal.addEventListener('abort', () => {
    observer.disconnect();
    host.remove();
  });
}

/** Firefox refuses constructed sheets of a content script; a style element works there. */
function applyStyle(document: Document, root: ShadowRoot): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(overlayStyle);
    root.adoptedStyleSheets = [sheet];
  } catch {
    const style = document.createElement('style');
    style.textContent = overlayStyle;
    root.prepend(style);
  }
}

/** Puts an element of the layer over a box of the viewport. */
export function placeOver(element: HTMLElement, box: DOMRect): void {
  element.style.setProperty('left', `${box.left}px`);
  element.style.setProperty('top', `${box.top}px`);
  element.style.setProperty('width', `${box.width}px`);
  element.style.setProperty('height', `${box.height}px`);
}

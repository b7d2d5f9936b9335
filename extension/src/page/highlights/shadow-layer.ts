import { overlayStyle } from './overlay-style.ts';

/**
 * A layer over the page in a closed shadow root, outside the body so that the page's own observers
 * and ours do not see it. Removed with the signal.
 */
export function createShadowLayer(document: Document, signal: AbortSignal): HTMLElement {
  const host = document.createElement('nastavnik-notes');
  const root = host.attachShadow({ mode: 'closed' });
  const layer = document.createElement('div');
  layer.className = 'layer';
  applyStyle(document, root);
  root.append(layer);
  document.documentElement.append(host);
  signal.addEventListener('abort', () => host.remove());
  return layer;
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

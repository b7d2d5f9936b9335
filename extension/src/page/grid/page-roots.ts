/** A tree of nodes that a page is made of: its document, a frame's, or an open shadow root. */
export type PageRoot = Document | ShadowRoot;

/** More elements than this are not searched for shadow roots: a hostile page could make any number. */
const longestSearch = 60_000;

/**
 * The trees of a page that may hold grids, outermost first: the document, its open shadow roots
 * and, where the adapter says so, frames of the same origin. Closed roots and other origins stay
 * closed to us.
 */
export function pageRoots(document: Document, readsFrames: boolean): readonly PageRoot[] {
  const roots: PageRoot[] = [document];
  for (const root of roots) {
    const elements = root.querySelectorAll('*');
    for (let at = 0; at < elements.length && at < longestSearch; at += 1) {
      const element = elements[at];
      if (element?.shadowRoot) roots.push(element.shadowRoot);
      else if (readsFrames && element?.tagName === 'IFRAME') roots.push(...frameDocument(element));
    }
  }
  return roots;
}

/** The document in a frame, if the browser lets us see it. */
function frameDocument(frame: Element): readonly Document[] {
  const inner = 'contentDocument' in frame ? frame.contentDocument : null;
  return isDocument(inner) && inner.body !== null ? [inner] : [];
}

// A document of another frame is no instance of this frame's class.
const isDocument = (value: unknown): value is Document =>
  typeof value === 'object' && value !== null && 'nodeType' in value && value.nodeType === 9;

export const queryAll = (roots: readonly PageRoot[], selector: string): readonly Element[] =>
  roots.flatMap((root) => [...root.querySelectorAll(selector)]);

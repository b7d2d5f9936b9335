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
    const elements = search(root, '*');
    for (let at = 0; at < elements.length && at < longestSearch; at += 1) {
      const element = elements[at];
      const inner = element?.shadowRoot;
      if (inner && nodeTypeOf(inner) === 11) roots.push(inner);
      else if (readsFrames && element?.tagName === 'IFRAME') roots.push(...frameDocument(element));
    }
  }
  return roots;
}

/** The document in a frame, if the browser lets us see it. */
function frameDocument(frame: Element): readonly Document[] {
  const inner = 'contentDocument' in frame ? frame.contentDocument : null;
  return isDocument(inner) ? [inner] : [];
}

// A document of another frame is no instance of this frame's class.
const isDocument = (value: unknown): value is Document =>
  typeof value === 'object' && value !== null && nodeTypeOf(value) === 9;

/** The kind of a node, asked of the platform: a page's form can name a field like the property. */
function nodeTypeOf(value: object): unknown {
  try {
    return Object.getOwnPropertyDescriptor(Node.prototype, 'nodeType')?.get?.call(value);
  } catch {
    return undefined;
  }
}

/** `querySelectorAll` of the platform: `document` answers with a form of that name if there is one. */
const search = (root: PageRoot, selector: string): NodeListOf<Element> =>
  nodeTypeOf(root) === 9
    ? Document.prototype.querySelectorAll.call(root, selector)
    : DocumentFragment.prototype.querySelectorAll.call(root, selector);

export const queryAll = (roots: readonly PageRoot[], selector: string): readonly Element[] =>
  roots.flatMap((root) => [...search(root, selector)]);

/** What holds the contents of a tree: a document's body, or the shadow root itself. */
export const contentsOf = (root: PageRoot): Node => search(root, 'body')[0] ?? root;

import { isShown } from '../grid/visible-text.ts';

/** What is asked of an element once per reading, however many texts stand in it. */
export interface Blocks {
  /** The nearest element that begins on a line of its own. */
  of(node: Node): Element;
  isShown(element: Element): boolean;
  /** Remembers what holds an element, see `containerOf`. */
  readonly holders: Map<Element, string>;
}

/** Elements that stand inside a line, so that words on both sides of their edge may be one. */
const inline = new Set(
  (
    'A ABBR B BDI BDO CITE CODE DATA DEL DFN EM FONT I INS KBD LABEL MARK Q S SAMP SMALL SPAN ' +
    'STRONG SUB SUP TIME U VAR WBR'
  ).split(' '),
);

export function createBlocks(): Blocks {
  const blocks = new Map<Node, Element>();
  const shown = new Map<Element, boolean>();
  const of = (node: Node): Element => {
    const parent = node.parentElement ?? node.ownerDocument?.body;
    if (!parent) throw new TypeError('a text outside a document');
    const known = blocks.get(parent);
    if (known) return known;
    const block = inline.has(parent.tagName) ? of(parent) : parent;
    blocks.set(parent, block);
    return block;
  };
  return {
    of,
    holders: new Map(),
    isShown: (element) => {
      const known = shown.get(element) ?? isShown(element);
      shown.set(element, known);
      return known;
    },
  };
}

/** 1 to 6, or `undefined` for what is no heading. */
export function headingLevel(element: Element): number | undefined {
  const [, level] = /^H([1-6])$/.exec(element.tagName) ?? [];
  return level === undefined ? undefined : Number(level);
}

const landmarks = new Set(['MAIN', 'ARTICLE', 'ASIDE', 'NAV', 'HEADER', 'FOOTER']);
/** An id with digits in it is often made anew with every page. */
const stableId = /^[\p{L}][\p{L}_-]{1,60}$/u;

/** The nearest id that is not made by a machine, or the landmark that holds an element. */
export function containerOf(element: Element, blocks: Blocks): string {
  const known = blocks.holders.get(element);
  if (known !== undefined) return known;
  const above = element.parentElement;
  const own = stableId.test(element.id)
    ? `#${element.id}`
    : landmarks.has(element.tagName)
      ? element.tagName.toLowerCase()
      : undefined;
  const holder = own ?? (above ? containerOf(above, blocks) : 'body');
  blocks.holders.set(element, holder);
  return holder;
}

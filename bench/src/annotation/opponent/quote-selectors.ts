/** What the quote-based way stores of a place: three selectors, tried one after another. */
export interface QuoteSelectors {
  readonly quote: { readonly exact: string; readonly prefix: string; readonly suffix: string };
  /** In UTF-16 units of the body's text. */
  readonly position: { readonly start: number; readonly end: number };
  /** An XPath from the body to the element whose text begins the range, and offsets into it. */
  readonly range: { readonly path: string; readonly start: number; readonly end: number };
}

const contextLength = 32;

/** The selectors of an element's whole text; `undefined` for one without text: nothing to quote. */
export function describeQuote(element: Element): QuoteSelectors | undefined {
  const exact = element.textContent ?? '';
  if (exact.trim() === '') return undefined;
  const text = document.body.textContent ?? '';
  const before = document.createRange();
  before.setStart(document.body, 0);
  before.setEnd(element, 0);
  const start = before.toString().length;
  const end = start + exact.length;
  return {
    quote: {
      exact,
      prefix: text.slice(Math.max(0, start - contextLength), start),
      suffix: text.slice(end, end + contextLength),
    },
    position: { start, end },
    range: { path: pathOf(element), start: 0, end: exact.length },
  };
}

/** `./main[1]/table[1]/…` */
function pathOf(element: Element): string {
  const parent = element.parentElement;
  if (element === document.body || parent === null) return '.';
  const equal = [...parent.children].filter(({ tagName }) => tagName === element.tagName);
  return `${pathOf(parent)}/${element.tagName.toLowerCase()}[${equal.indexOf(element) + 1}]`;
}

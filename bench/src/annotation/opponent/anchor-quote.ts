import { matchQuote, type QuoteMatch } from './match-quote.ts';
import type { QuoteSelectors } from './quote-selectors.ts';

/** The element that the found text begins in; `undefined`: an orphan. */
export function anchorQuote(selectors: QuoteSelectors): Element | undefined {
  return byRange(selectors) ?? byPosition(selectors) ?? byQuote(selectors);
}

/** Taken only when the place still says what was quoted. */
function byRange({ range, quote: { exact } }: QuoteSelectors): Element | undefined {
  const { singleNodeValue } = document.evaluate(
    range.path,
    document.body,
    null,
    XPathResult.FIRST_ORDERED_NODE_TYPE,
  );
  if (!(singleNodeValue instanceof Element)) return undefined;
  const said = (singleNodeValue.textContent ?? '').slice(range.start, range.end);
  return said === exact ? singleNodeValue : undefined;
}

function byPosition({ position, quote: { exact } }: QuoteSelectors): Element | undefined {
  const text = document.body.textContent ?? '';
  return text.slice(position.start, position.end) === exact ? elementOf(position) : undefined;
}

function byQuote(selectors: QuoteSelectors): Element | undefined {
  const match = matchQuote(document.body.textContent ?? '', selectors);
  return match && elementOf(match);
}

/** The element whose text has the match's first character that is not white space. */
function elementOf({ start, end }: QuoteMatch): Element | undefined {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let at = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.nodeValue ?? '';
    const part = text.slice(Math.max(0, start - at), Math.max(0, end - at));
    at += text.length;
    if (part.trim() !== '') return node.parentElement ?? undefined;
    if (at >= end) return node.parentElement ?? undefined;
  }
  return undefined;
}

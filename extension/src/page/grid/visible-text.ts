import { pageLimits } from '../../messaging/page-channel.ts';

/** Marks that turn the direction of what follows: in a name they could turn our own words round. */
const turns = /[\u202a-\u202e\u2066-\u2069]/g;

/** The text of an element as one line, cut to what a message may carry. */
export function visibleText(element: Element): string {
  const text = (element.textContent ?? '').replace(turns, '').replace(/\s+/g, ' ').trim();
  return text.slice(0, pageLimits.textLength);
}

/** What names a header: its text, else the label or title that a picture in it carries. */
export function headerText(element: Element): string {
  const named = element.querySelector('[aria-label], [title], img[alt]') ?? element;
  const label = ['aria-label', 'title', 'alt'].map((name) => named.getAttribute(name)?.trim());
  return visibleText(element) || (label.find(Boolean) ?? '').slice(0, pageLimits.textLength);
}

/** What a cell says: the value of a field that stands in it, else its text. */
export function cellValue(element: Element): string {
  const field = element.querySelector('input, select, textarea');
  const value = field && 'value' in field && typeof field.value === 'string' ? field.value : '';
  return (visibleText(element) || value).slice(0, pageLimits.textLength);
}

/** False for an element that the page hides, as responsive journals hide a second set of rows. */
export const isShown = (element: Element): boolean =>
  typeof element.checkVisibility !== 'function' || element.checkVisibility();

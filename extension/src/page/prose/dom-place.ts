import { parentOf } from '../highlights/parent-of.ts';

/** Where a range stands for other programs: names and numbers of elements, code points of text. */
export interface DomPlace {
  readonly xpath: string;
  readonly start: number;
  readonly end: number;
}

const maxPath = 500;
const plainName = /^[a-z][a-z0-9-]*$/;

/** `undefined` where the way to the element has no plain names or is too long. */
export function domPlaceOf(range: Range): DomPlace | undefined {
  const { commonAncestorContainer: common, startContainer, startOffset } = range;
  const holder = common instanceof Element ? common : common.parentElement;
  const xpath = holder && xpathOf(holder);
  if (!holder || xpath === undefined || xpath === null) return undefined;
  const before = range.cloneRange();
  before.setStart(holder, 0);
  before.setEnd(startContainer, startOffset);
  const start = codePoints(before.toString());
  return { xpath, start, end: start + codePoints(range.toString()) };
}

const codePoints = (text: string): number => Array.from(text).length;

function xpathOf(element: Element): string | undefined {
  const steps: string[] = [];
  for (let at: Element | null = element; at; at = parentOf(at)) {
    const name = at.localName;
    if (!plainName.test(name)) return undefined;
    let place = 1;
    for (let other = at.previousElementSibling; other; other = other.previousElementSibling) {
      if (other.localName === name) place += 1;
    }
    steps.unshift(`/${name}[${place}]`);
  }
  const path = steps.join('');
  return path.length > maxPath ? undefined : path;
}

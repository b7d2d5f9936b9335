import type { AnnotationKey } from '../../keyed-hash.ts';
import { passageHash } from '../prose-page.ts';
import { isWordEdge } from './words.ts';

const hashesPerStep = 256;
const foundPerStep = 512;

/** Where a text stands word for word in another: the places it begins. */
export function* equalPassages(text: string, quote: string): Generator<void, readonly number[]> {
  const places: number[] = [];
  for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + 1)) {
    if (isWordEdge(text, at) && isWordEdge(text, at + quote.length)) places.push(at);
    if (places.length % foundPerStep === foundPerStep - 1) yield;
  }
  return places;
}

/** The same for a passage of which only the hash and the length are known. */
export function* hashedPassages(
  text: string,
  quote: { readonly hash: string; readonly length: number },
  key: AnnotationKey,
): Generator<void, readonly number[]> {
  const places: number[] = [];
  let hashed = 0;
  for (let at = 0; at + quote.length <= text.length; at += 1) {
    const end = at + quote.length;
    const isPassage =
      text[at] !== ' ' && text[end - 1] !== ' ' && isWordEdge(text, at) && isWordEdge(text, end);
    if (isPassage) {
      if (passageHash(key, text.slice(at, end)) === quote.hash) places.push(at);
      hashed += 1;
      if (hashed % hashesPerStep === 0) yield;
    }
  }
  return places;
}

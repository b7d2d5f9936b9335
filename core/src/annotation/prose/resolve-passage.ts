import type { AnnotationKey } from '../keyed-hash.ts';
import { changedPassages } from './search/changed-passages.ts';
import { equalPassages, hashedPassages } from './search/equal-passages.ts';
import { normaliseProse, rawRange, type TextRange } from './normalise-prose.ts';
import type { ProseAddress } from './prose-address.ts';
import { passageHash, surroundingsOf, type ProseIndex } from './prose-page.ts';
import { shortestFuzzy } from './search/similar-passages.ts';

/** What became of a note on running text. Ranges are units of the page's raw text. */
export type PassageResolution =
  | { readonly state: 'same' | 'changed'; readonly range: TextRange }
  | { readonly state: 'ambiguous'; readonly candidates: readonly TextRange[] }
  | { readonly state: 'out-of-view' | 'orphan' };

const maxCandidates = 5;

/**
 * Finds a note's passage on a page that is its page: word for word first, then, where its words are
 * known, by its two neighbours or its likeness. What nothing confirms is `ambiguous`, never `same`.
 * A generator, so that its caller may rest between steps of about a millisecond.
 */
export function* resolvePassage(
  index: ProseIndex,
  address: ProseAddress,
  key: AnnotationKey,
): Generator<void, PassageResolution> {
  const { normal, shown } = index;
  const quote = quoteOf(address, key);
  const text = normal.text.slice(0, shown);
  const equal = yield* find(text, address, quote, key);
  if (equal.length > 0) return judgeEqual(index, address, key, equal);
  const words = quote === undefined ? undefined : address.words;
  if (quote !== undefined && words !== undefined) {
    const found = yield* changedPassages(text, quote, words, address.quote.alone);
    if (found.certain) return { state: 'changed', range: rawRange(normal, found.certain) };
    if (found.candidates.length > 0) return ambiguous(index, found.candidates);
  }
  const hidden = yield* find(normal.text.slice(shown), address, quote, key);
  return { state: hidden.length > 0 || index.page.isCut ? 'out-of-view' : 'orphan' };
}

/** The noted words in normal form, if they are what was hashed. */
function quoteOf({ words, quote }: ProseAddress, key: AnnotationKey): string | undefined {
  if (words === undefined || words.redacted) return undefined;
  const { text } = normaliseProse(words.exact);
  return passageHash(key, text) === quote.hash ? text : undefined;
}

const find = (
  text: string,
  { quote }: ProseAddress,
  words: string | undefined,
  key: AnnotationKey,
): Generator<void, readonly number[]> =>
  words === undefined ? hashedPassages(text, quote, key) : equalPassages(text, words);

/**
 * One of a kind, then and now, is believed with one thing around it that is as it was; a short one
 * or one of several only where the text on both its sides is.
 */
function judgeEqual(
  index: ProseIndex,
  address: ProseAddress,
  key: AnnotationKey,
  places: readonly number[],
): PassageResolution {
  const { length, of } = address.quote;
  const { reach } = address;
  const ranges = places.map((start) => ({ start, end: start + length }));
  const [only] = ranges;
  if (ranges.length === 1 && only && of === 1 && length >= shortestFuzzy) {
    const here = surroundingsOf(index, only, reach, key);
    const isConfirmed =
      here.before === address.before ||
      here.after === address.after ||
      here.container === address.container;
    return isConfirmed
      ? { state: 'same', range: rawRange(index.normal, only) }
      : ambiguous(index, ranges);
  }
  const confirmed = ranges.filter((range) => {
    if (reach === 0) return false;
    const here = surroundingsOf(index, range, reach, key);
    return here.before === address.before && here.after === address.after;
  });
  const [first, ...others] = confirmed;
  if (first && others.length === 0) return { state: 'same', range: rawRange(index.normal, first) };
  return ambiguous(index, confirmed.length > 0 ? confirmed : ranges);
}

const ambiguous = (index: ProseIndex, ranges: readonly TextRange[]): PassageResolution => ({
  state: 'ambiguous',
  candidates: ranges.slice(0, maxCandidates).map((range) => rawRange(index.normal, range)),
});

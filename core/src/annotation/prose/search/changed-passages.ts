import { normaliseProse, type TextRange } from '../normalise-prose.ts';
import type { ProseWords } from '../prose-address.ts';
import {
  likenessFloor,
  shortestFuzzy,
  similarPassages,
  type SimilarPassage,
} from './similar-passages.ts';
import { similarity } from './similarity.ts';
import { numbersOf } from './words.ts';

export interface ChangedPassages {
  /** The one passage that the noted one has become, if nothing speaks against it. */
  readonly certain: TextRange | undefined;
  readonly candidates: readonly TextRange[];
}

/** Shorter neighbours are found anywhere. */
const shortestNeighbour = 8;
/** A passage known by likeness has to be this alike, and the next one this much less. */
const certainLikeness = 0.85;
const margin = 0.15;
const maxTries = 64;

/**
 * What a passage that no longer stands word for word may have become. Certain only if nothing on the
 * page was like it when it was noted, for else its like could be taken for it; and then between both
 * its old neighbours, or by likeness where its numbers and one neighbour are as they were.
 */
export function* changedPassages(
  text: string,
  quote: string,
  words: ProseWords,
  wasAlone: boolean,
): Generator<void, ChangedPassages> {
  const before = normaliseProse(words.before).text;
  const after = normaliseProse(words.after).text;
  const between = yield* betweenNeighbours(text, quote, before, after);
  const [only, ...others] = between;
  if (wasAlone && only && others.length === 0) return { certain: only, candidates: [only] };
  const alike = yield* similarPassages(text, quote);
  const [best, next] = alike.toSorted((a, b) => b.likeness - a.likeness);
  const isCertain =
    best !== undefined &&
    wasAlone &&
    between.length === 0 &&
    best.likeness >= certainLikeness &&
    best.likeness - (next?.likeness ?? 0) >= margin &&
    numbersOf(text.slice(best.start, best.end)) === numbersOf(quote) &&
    hasNeighbour(text, best, before, after);
  return {
    certain: isCertain ? best : undefined,
    candidates: isCertain ? [best] : [...between, ...alike],
  };
}

/** Passages that stand between both old neighbours and are like the quote. */
function* betweenNeighbours(
  text: string,
  quote: string,
  before: string,
  after: string,
): Generator<void, readonly TextRange[]> {
  const found: TextRange[] = [];
  const isFindable =
    quote.length >= shortestFuzzy &&
    before.length >= shortestNeighbour &&
    after.length >= shortestNeighbour;
  if (!isFindable) return found;
  const longest = Math.ceil(quote.length / likenessFloor) + 2;
  let tries = 0;
  for (let at = text.indexOf(before); at >= 0; at = text.indexOf(before, at + 1)) {
    const from = at + before.length;
    const gap = text.slice(from, from + longest + after.length);
    for (let to = gap.indexOf(after); to >= 0; to = gap.indexOf(after, to + 1)) {
      tries += 1;
      if (tries > maxTries) return [];
      const range = trimmed(text, { start: from, end: from + to });
      const said = text.slice(range.start, range.end);
      if (said !== '' && similarity(said, quote) >= likenessFloor) found.push(range);
      yield;
    }
  }
  return found;
}

function hasNeighbour(
  text: string,
  { start, end }: SimilarPassage,
  before: string,
  after: string,
): boolean {
  const isAfter =
    after.length >= shortestNeighbour && text.slice(end).trimStart().startsWith(after);
  return (
    isAfter ||
    (before.length >= shortestNeighbour && text.slice(0, start).trimEnd().endsWith(before))
  );
}

function trimmed(text: string, { start, end }: TextRange): TextRange {
  const said = text.slice(start, end);
  const from = start + (said.length - said.trimStart().length);
  return { start: from, end: from + said.trim().length };
}

import search from 'approx-string-match';
import type { TextRange } from '../normalise-prose.ts';
import { similarity } from './similarity.ts';
import { wholeWords } from './words.ts';

export interface SimilarPassage extends TextRange {
  /** 0 to 1. */
  readonly likeness: number;
}

/** As alike as a passage has to be to be taken for the noted one. */
export const likenessFloor = 0.7;
/** Shorter quotes are like anything. */
export const shortestFuzzy = 16;

/** Text searched in one step: about a millisecond. */
const stepLength = 8192;
/** With so many alike, none is certain; more are not looked for. */
const enough = 6;

/**
 * The passages that are like a quote, above the floor, none over another, at most `enough`. A
 * generator, so that its caller may rest between steps.
 */
export function* similarPassages(
  text: string,
  quote: string,
): Generator<void, readonly SimilarPassage[]> {
  if (quote.length < shortestFuzzy) return [];
  const found: SimilarPassage[] = [];
  const span = Math.ceil(quote.length * (2 - likenessFloor));
  for (let from = 0; from < text.length && found.length < enough; from += stepLength) {
    const window = text.slice(from, from + stepLength + span);
    for (const passage of likeIn(window, quote)) {
      const placed = wordsAround(text, quote, passage, from);
      if (placed) keep(found, placed);
    }
    yield;
  }
  return found.slice(0, enough);
}

/** The likest of a piece and, since the search names only that, of what is left on its two sides. */
function likeIn(piece: string, quote: string, left = enough): readonly TextRange[] {
  const maxErrors = Math.floor(quote.length * (1 - likenessFloor));
  if (left === 0 || piece.length < quote.length - maxErrors) return [];
  const [best] = search(piece, quote, maxErrors);
  if (!best || best.end <= best.start) return [];
  const before = likeIn(piece.slice(0, best.start), quote, left - 1);
  const after = likeIn(piece.slice(best.end), quote, left - 1 - Math.min(before.length, left - 1));
  const shifted = after.map(({ start, end }) => ({ start: start + best.end, end: end + best.end }));
  return [...before, best, ...shifted];
}

/** Judged anew after half words are filled up, for that is what would be shown. */
function wordsAround(
  text: string,
  quote: string,
  { start, end }: TextRange,
  from: number,
): SimilarPassage | undefined {
  const exact = { start: from + start, end: from + end };
  for (const range of [wholeWords(text, exact), exact]) {
    const likeness = similarity(text.slice(range.start, range.end), quote);
    if (likeness >= likenessFloor) return { ...range, likeness };
  }
  return undefined;
}

/** Windows overlap and see one passage twice: the likelier cut of it stays. */
function keep(found: SimilarPassage[], passage: SimilarPassage): void {
  const at = found.findIndex(({ start, end }) => start < passage.end && passage.start < end);
  const known = found[at];
  if (known === undefined) found.push(passage);
  else if (known.likeness < passage.likeness) found[at] = passage;
}

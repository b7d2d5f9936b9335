import search from 'approx-string-match';
import type { QuoteSelectors } from './quote-selectors.ts';

export interface QuoteMatch {
  readonly start: number;
  readonly end: number;
}

/** The published weights, out of 92. */
const weights = { quote: 50, prefix: 20, suffix: 20, position: 2 } as const;

interface Found extends QuoteMatch {
  readonly errors: number;
}

/**
 * The best place of a quote in a text: exact ones if there are any, else those with at most half of
 * it wrong; by the likeness of quote, prefix and suffix and a little by the position. Takes the
 * best however bad it is, as the published algorithm does.
 */
export function matchQuote(
  text: string,
  { quote: { exact, prefix, suffix }, position }: QuoteSelectors,
): QuoteMatch | undefined {
  const score = ({ start, end, errors }: Found): number => {
    const before = text.slice(Math.max(0, start - prefix.length), start);
    const after = text.slice(end, end + suffix.length);
    const distance = Math.abs(start - position.start) / text.length;
    return (
      weights.quote * (1 - errors / exact.length) +
      weights.prefix * (prefix === '' ? 1 : likeness(before, prefix)) +
      weights.suffix * (suffix === '' ? 1 : likeness(after, suffix)) +
      weights.position * (1 - distance)
    );
  };
  const scored = findText(text, exact, Math.min(256, exact.length / 2)).map((match) => ({
    match,
    score: score(match),
  }));
  return scored.toSorted((a, b) => b.score - a.score)[0]?.match;
}

function findText(text: string, wanted: string, maxErrors: number): readonly Found[] {
  const exact: Found[] = [];
  for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + 1)) {
    exact.push({ start: at, end: at + wanted.length, errors: 0 });
  }
  return exact.length > 0 ? exact : search(text, wanted, maxErrors);
}

function likeness(text: string, wanted: string): number {
  if (text === '') return 0;
  const [best] = findText(text, wanted, wanted.length);
  return best === undefined ? 0 : 1 - best.errors / wanted.length;
}

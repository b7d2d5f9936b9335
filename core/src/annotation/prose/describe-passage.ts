import type { AnnotationKey } from '../keyed-hash.ts';
import { normaliseText } from '../normalisation.ts';
import type { Redaction } from '../redaction/redact.ts';
import { equalPassages } from './search/equal-passages.ts';
import { normalRange, proseNormalisation, rawRange, type TextRange } from './normalise-prose.ts';
import { proseLimits, type DomPlace, type ProseAddress, type ProseWords } from './prose-address.ts';
import { beside, passageHash, surroundingsOf, type ProseIndex } from './prose-page.ts';
import { shortestFuzzy, similarPassages } from './search/similar-passages.ts';
import { wholeWords } from './search/words.ts';

export interface PassageMark {
  readonly key: AnnotationKey;
  readonly atMs: number;
  /** Given for pages that show nobody's personal data: only there may words be stored. */
  readonly open?: {
    readonly redact: (text: string) => Pick<Redaction, 'text' | 'replaced'>;
    readonly dom?: DomPlace | undefined;
  };
}

/**
 * The address to store for a passage that a person marked, widened to whole words. `undefined` when
 * nothing is marked, too much is, or what is marked is hidden. A generator: see `similarPassages`.
 */
export function* describePassage(
  index: ProseIndex,
  marked: TextRange,
  { key, atMs, open }: PassageMark,
): Generator<void, ProseAddress | undefined> {
  const shown = index.normal.text.slice(0, index.shown);
  const range = wholeWords(shown, normalRange(index.normal, marked));
  const length = range.end - range.start;
  if (length < 1 || length > proseLimits.quote || range.end > index.shown) return undefined;
  const quote = shown.slice(range.start, range.end);
  const equal = yield* equalPassages(shown, quote);
  const alike = yield* similarPassages(shown, quote);
  const reach = reachOf(index, range, equal);
  const { before, after, container } = surroundingsOf(index, range, reach, key);
  const isAlone = quote.length >= shortestFuzzy && equal.length === 1 && alike.length === 1;
  const words = open && wordsOf(index, range, open.redact);
  const dom = open?.dom;
  return {
    kind: 'prose',
    v: 1,
    norm: proseNormalisation,
    quote: {
      hash: passageHash(key, quote),
      length,
      ord: Math.max(0, equal.indexOf(range.start)),
      of: Math.max(1, equal.length),
      alone: isAlone,
    },
    reach,
    before,
    after,
    container,
    at: range.start,
    ...(words === undefined ? {} : { words }),
    ...(words === undefined || dom === undefined ? {} : { dom }),
    state: { atMs },
  };
}

const reaches = [32, 64, 128, proseLimits.reach] as const;

/** The least that no equal passage has on both its sides; more for words that stand anywhere. */
function reachOf(index: ProseIndex, range: TextRange, equal: readonly number[]): number {
  const length = range.end - range.start;
  const others = equal.filter((start) => start !== range.start);
  const isCommon = others.length > 0 || length < shortestFuzzy;
  const fits = (reach: number): boolean => {
    const own = beside(index, range, reach);
    return others.every((start) => {
      const other = beside(index, { start, end: start + length }, reach);
      return other.before !== own.before || other.after !== own.after;
    });
  };
  return reaches.slice(isCommon ? 1 : 0).find(fits) ?? 0;
}

/** As a person would read them, in the page's own letters. */
function wordsOf(
  index: ProseIndex,
  range: TextRange,
  redact: NonNullable<PassageMark['open']>['redact'],
): ProseWords | undefined {
  const said = ({ start, end }: TextRange): string => {
    const raw = rawRange(index.normal, { start, end });
    return index.page.text.slice(raw.start, raw.end).replace(/\s+/g, ' ').trim();
  };
  const context = beside(index, range, proseLimits.context);
  const sides = {
    exact: said(range),
    before: said({ start: range.start - context.before.length, end: range.start }),
    after: said({ start: range.end, end: range.end + context.after.length }),
  };
  const exact = redact(sides.exact);
  const before = redact(sides.before);
  const after = redact(sides.after);
  const isShort =
    exact.text.length <= proseLimits.quote * 2 &&
    before.text.length <= proseLimits.context * 4 &&
    after.text.length <= proseLimits.context * 4;
  if (!isShort || normaliseText(exact.text) === '') return undefined;
  const replaced = exact.replaced + before.replaced + after.replaced;
  return { exact: exact.text, before: before.text, after: after.text, redacted: replaced > 0 };
}

import {
  countVerdicts,
  judge,
  shownTruths,
  truthAt,
  type Claim,
  type PortalPage,
  type Tally,
  type Truth,
} from '@nastavnik/e2e/portals/judging';
import { anchorQuote } from '../opponent/anchor-quote.ts';
import { describeQuote, type QuoteSelectors } from '../opponent/quote-selectors.ts';

export interface QuoteNote extends Truth {
  readonly selectors: QuoteSelectors;
}

export interface QuoteTrial extends Tally {
  readonly elapsedMs: number;
}

/** The quote-based way on the same pages, judged by the same judge. */
export const quoteReader = {
  /** Quotes of at most `count` cells spread over the page; `empty` had nothing to quote. */
  describe(count: number): { readonly notes: readonly QuoteNote[]; readonly empty: number } {
    const cells = [...document.querySelectorAll('[data-truth]')];
    const step = Math.max(1, Math.floor(cells.length / count));
    const chosen = cells.filter((_cell, at) => at % step === 0).slice(0, count);
    const notes = chosen.flatMap((cell): QuoteNote[] => {
      const selectors = describeQuote(cell);
      const truth = truthAt(cell) ?? '';
      return selectors === undefined ? [] : [{ truth, value: selectors.quote.exact, selectors }];
    });
    return { notes, empty: chosen.length - notes.length };
  },

  resolve(notes: readonly QuoteNote[], portal: PortalPage): QuoteTrial {
    const sinceMs = performance.now();
    const elements = notes.map(({ selectors }) => anchorQuote(selectors));
    const elapsedMs = performance.now() - sinceMs;
    const shown = shownTruths();
    const judged = notes.map((note, at) => {
      const element = elements[at];
      const claim: Claim = element ? { state: 'found', element } : { state: 'absent' };
      return judge(note, claim, portal, shown);
    });
    return { ...countVerdicts(judged), elapsedMs };
  },
};

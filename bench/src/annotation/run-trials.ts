import {
  addTallies,
  bundleScript,
  bundleTrial,
  changeNames,
  emptyTally,
  openTrial,
  type FamilyName,
  type GridSize,
  type MarkupStyle,
  type Tally,
  type TrialBrowser,
} from '@nastavnik/e2e/portals';

import type { PortalPage } from '@nastavnik/e2e/portals/judging';
import type { QuoteNote, quoteReader } from './page/quote-reader.ts';

interface QuoteWorld {
  readonly portal: PortalPage;
  readonly quoteReader: typeof quoteReader;
  readonly quoteNotes: readonly QuoteNote[];
}

export interface TrialLoad {
  readonly families: readonly FamilyName[];
  readonly styles: readonly MarkupStyle[];
  readonly size: GridSize;
  /** How many cells the quote-based way gets on each page: it takes long. 0: none. */
  readonly quotes: number;
}

/** Both ways over one change, or over all: what became of the notes, and the time of each. */
export interface Sides {
  readonly ours: Tally;
  readonly oursMs: number;
  readonly quotes: Tally;
  readonly quotesMs: number;
}

export interface TrialResult {
  readonly byChange: ReadonlyMap<string, Sides>;
  readonly byFamily: ReadonlyMap<string, Sides>;
  /** Notes that went to another cell in silence, with where and when. */
  readonly astray: readonly string[];
  /** Cells that the quote-based way has nothing to quote of. */
  readonly unquotable: number;
}

const none: Sides = { ours: emptyTally, oursMs: 0, quotes: emptyTally, quotesMs: 0 };

const add = (a: Sides, b: Sides): Sides => ({
  ours: addTallies(a.ours, b.ours),
  oursMs: a.oursMs + b.oursMs,
  quotes: addTallies(a.quotes, b.quotes),
  quotesMs: a.quotesMs + b.quotesMs,
});

/** A note on every cell of every page through every change, in one browser and one run. */
export async function runTrials(browser: TrialBrowser, load: TrialLoad): Promise<TrialResult> {
  const scripts = await bundleTrial();
  const quoteScript = await bundleScript(new URL('./page/start-readers.ts', import.meta.url));
  const byChange = new Map<string, Sides>(changeNames.map((name) => [name, none]));
  const byFamily = new Map<string, Sides>();
  const astray: string[] = [];
  let unquotable = 0;
  for (const family of load.families) {
    for (const style of load.styles) {
      const context = await browser.newContext();
      await context.addInitScript({ content: quoteScript });
      const trial = await openTrial(context, scripts, { family, style, size: load.size, step: 1 });
      unquotable += await trial.page.evaluate((count) => {
        const world = globalThis as unknown as QuoteWorld;
        const { notes, empty } = world.quoteReader.describe(count);
        Object.assign(globalThis, { quoteNotes: count === 0 ? [] : notes });
        return empty;
      }, load.quotes);
      for (const name of changeNames) {
        const ours = await trial.change(name);
        const quotes = await trial.page.evaluate(() => {
          const world = globalThis as unknown as QuoteWorld;
          return world.quoteReader.resolve(world.quoteNotes, world.portal);
        });
        const sides = { ours, oursMs: ours.elapsedMs, quotes, quotesMs: quotes.elapsedMs };
        byChange.set(name, add(byChange.get(name) ?? none, sides));
        byFamily.set(family, add(byFamily.get(family) ?? none, sides));
        astray.push(...ours.wrongNotes.map((truth) => `${family}, ${style}, ${name}: ${truth}`));
      }
      await context.close();
    }
  }
  return { byChange, byFamily, astray, unquotable };
}

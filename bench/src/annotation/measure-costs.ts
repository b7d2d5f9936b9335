import {
  bundleScript,
  bundleTrial,
  openTrial,
  type FamilyName,
  type GridSize,
  type TrialBrowser,
} from '@nastavnik/e2e/portals';
import type { NoteReader, PortalPage, TrialNote } from '@nastavnik/e2e/portals/judging';
import { percentile } from '../load/percentile.ts';
import type { costReader } from './page/cost-reader.ts';
import type { QuoteNote, quoteReader } from './page/quote-reader.ts';

const notesOnPage = 200;
const notesInMemory = 1000;

interface CostWorld {
  readonly portal: PortalPage;
  readonly noteReader: NoteReader;
  readonly quoteReader: typeof quoteReader;
  readonly costReader: typeof costReader;
  readonly trialNotes: readonly TrialNote[];
  kept?: unknown;
}

/** What notes cost on one page; ms of one thread, medians. */
export interface PageCosts {
  readonly family: FamilyName;
  readonly size: GridSize;
  readonly readAtLoadMs: number;
  readonly readAfterChangeMs: number;
  /** 200 notes found and checked, the page read anew. */
  readonly findMs: number;
  /** The same number of quotes on the same page; cells without text have none. */
  readonly quotesMs: number;
  /** After every mark was corrected, which a quote cannot survive and has to search the page for. */
  readonly findCorrectedMs: number;
  readonly quotesCorrectedMs: number;
  /** Bytes of 1,000 notes as they are kept in memory. */
  readonly noteBytes: number;
  readonly quoteBytes: number;
}

/** Both ways on one page, in compact markup. */
export async function measureCosts(
  browser: TrialBrowser,
  family: FamilyName,
  size: GridSize,
  times: number,
): Promise<PageCosts> {
  const scripts = await bundleTrial();
  const readers = await bundleScript(new URL('./page/start-readers.ts', import.meta.url));
  const context = await browser.newContext();
  try {
    await context.addInitScript({ content: readers });
    const trial = await openTrial(context, scripts, { family, style: 'compact', size, step: 1 });
    const measured = await trial.page.evaluate(measureInPage, {
      times,
      count: notesOnPage,
      many: notesInMemory,
    });
    const median = (samples: readonly number[]): number => percentile([...samples], 0.5);
    return {
      family,
      size,
      readAtLoadMs: median(measured.load),
      readAfterChangeMs: median(measured.change),
      findMs: median(measured.find),
      quotesMs: median(measured.quotes),
      findCorrectedMs: median(measured.findCorrected),
      quotesCorrectedMs: median(measured.quotesCorrected),
      noteBytes: measured.noteBytes,
      quoteBytes: measured.quoteBytes,
    };
  } finally {
    await context.close();
  }
}

/** Runs in the page, so it takes nothing from around it. */
function measureInPage({ times, count, many }: { times: number; count: number; many: number }) {
  const world = globalThis as unknown as CostWorld;
  const { portal, noteReader: ours, quoteReader: quotes, costReader: costs, trialNotes } = world;
  const spread = <Item>(all: readonly Item[], wanted: number): Item[] =>
    Array.from({ length: wanted }, (_, i) => all[Math.floor((i * all.length) / wanted)] as Item);
  const repeat = (measure: () => number): number[] => {
    measure();
    return Array.from({ length: times }, measure);
  };
  const bytesOf = (make: () => unknown): number => {
    const { gc, performance: clock } = globalThis as unknown as {
      gc: () => void;
      performance: { memory: { usedJSHeapSize: number } };
    };
    world.kept = undefined;
    gc();
    const before = clock.memory.usedJSHeapSize;
    world.kept = make();
    gc();
    return clock.memory.usedJSHeapSize - before;
  };
  const notes = spread(trialNotes, count);
  const quoted: readonly QuoteNote[] = spread(quotes.describe(count * 3).notes, count);
  const findAll = (): number => ours.resolve(notes, portal, true).elapsedMs;
  const quoteAll = (): number => quotes.resolve(quoted, portal).elapsedMs;
  const copies = (all: readonly unknown[]): unknown =>
    spread(all, many).map((note) => JSON.parse(JSON.stringify(note)) as unknown);
  const load = repeat(() => costs.load());
  const change = repeat(() => costs.change());
  const [find, quote] = [repeat(findAll), repeat(quoteAll)];
  portal.change('every mark corrected');
  const [findCorrected, quotesCorrected] = [repeat(findAll), repeat(quoteAll)];
  return {
    load,
    change,
    find,
    quotes: quote,
    findCorrected,
    quotesCorrected,
    noteBytes: bytesOf(() => copies(trialNotes.map(({ note }) => note))),
    quoteBytes: bytesOf(() => copies(quoted.map(({ selectors }) => selectors))),
  };
}

import { bundleScript, launchTrials, type TrialBrowser } from '@nastavnik/e2e/portals';
import { longPageAddress } from './long-page.ts';
import type { PageSide } from './page-side.ts';
import type { PanelSide } from './panel-side.ts';
import { threadTimesAfter, traceCategories, type ThreadTimes } from './thread-times.ts';

const pageLength = 1_000_000;
const noteCount = 500;
/** What a person notices; above it the measure fails. */
const noticedMs = 50;
const markName = 'prose-begins';
const longestSearchMs = 180_000;

interface Measured extends ThreadTimes {
  readonly what: string;
  readonly foundMs: number;
  readonly states: string;
  readonly drawn: number;
  readonly astray: number;
}

/**
 * 500 notes on a page of a megabyte, word for word and with every tenth word edited: how long the
 * page's own thread was held, and how long the search beside it took. Returns what does not hold.
 */
export async function measureProse(): Promise<readonly string[]> {
  const browser = await launchTrials();
  try {
    const results = [
      await measureOnce(browser, 'as noted', false),
      await measureOnce(browser, 'every tenth word edited', true),
    ];
    for (const { what, foundMs, states, longestMs, totalMs, drawn } of results) {
      console.log(
        `${noteCount} notes, 1 MB, ${what}: found in ${(foundMs / 1000).toFixed(1)} s beside the ` +
          `page (${states}; ${drawn} drawn); the page's thread worked ${totalMs.toFixed(0)} ms, ` +
          `${longestMs.toFixed(1)} ms at most at a time`,
      );
    }
    return results.flatMap(({ what, longestMs, astray }) => [
      ...(longestMs <= noticedMs ? [] : [`prose, ${what}: the page was held ${longestMs} ms`]),
      ...(astray === 0 ? [] : [`prose, ${what}: ${astray} notes on another paragraph`]),
    ]);
  } finally {
    await browser.close();
  }
}

async function measureOnce(
  browser: TrialBrowser,
  what: string,
  isEdited: boolean,
): Promise<Measured> {
  const context = await browser.newContext();
  try {
    // Two pages of two processes, as a portal and the panel are.
    const page = await context.newPage();
    await page.route(longPageAddress, (route) =>
      route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>1 MB</title>' }),
    );
    await page.goto(longPageAddress);
    const panel = await context.newPage();
    await page.evaluate(await bundleScript(new URL('./page-side.ts', import.meta.url)));
    await panel.evaluate(await bundleScript(new URL('./panel-side.ts', import.meta.url)));
    await page.exposeFunction('tellPanel', (report: unknown) =>
      panel.evaluate((message) => (globalThis as unknown as Panel).panelSide.hear(message), report),
    );
    await panel.exposeFunction('tellPage', (order: unknown) =>
      page.evaluate((message) => (globalThis as unknown as Page).pageSide.hear(message), order),
    );
    const load = { pageLength, noteCount, isEdited };
    await page.evaluate((wanted) => {
      (globalThis as unknown as Page).pageSide.fill(wanted.pageLength, wanted.isEdited);
    }, load);
    await panel.evaluate((wanted) => {
      const { panelSide, tellPage } = globalThis as unknown as Panel;
      panelSide.start(wanted.pageLength, wanted.noteCount, tellPage);
    }, load);
    await browser.startTracing(undefined, { categories: traceCategories });
    await page.evaluate((mark) => {
      const { pageSide, tellPanel } = globalThis as unknown as Page;
      pageSide.start(tellPanel, mark);
    }, markName);
    await panel.waitForFunction(
      () => {
        const { counts } = (globalThis as unknown as Panel).panelSide.states();
        return Object.keys(counts).length > 0 && (counts['searching'] ?? 0) === 0;
      },
      undefined,
      { timeout: longestSearchMs },
    );
    const { counts, sinceMs } = await panel.evaluate(() =>
      (globalThis as unknown as Panel).panelSide.states(),
    );
    await page.waitForFunction(() => (globalThis as unknown as Page).pageSide.drawn() > 0);
    const times = threadTimesAfter(await browser.stopTracing(), markName);
    const drawn = await page.evaluate(() => (globalThis as unknown as Page).pageSide.drawn());
    const astray = await panel.evaluate(() => (globalThis as unknown as Panel).panelSide.astray());
    const states = Object.entries(counts)
      .map(([state, count]) => `${count} ${state}`)
      .join(', ');
    return { what, foundMs: sinceMs, states, drawn, astray, ...times };
  } finally {
    await context.close();
  }
}

interface Page {
  readonly pageSide: PageSide;
  readonly tellPanel: (report: unknown) => void;
}

interface Panel {
  readonly panelSide: PanelSide;
  readonly tellPage: (order: unknown) => void;
}

import {
  addTallies,
  emptyTally,
  familyNames,
  foundShare,
  launchTrials,
} from '@nastavnik/e2e/portals';
import { costTable, trialTable } from './annotation-tables.ts';
import { measureCosts, type PageCosts } from './measure-costs.ts';
import { runTrials } from './run-trials.ts';

const usual = { pupils: 30, lessons: 40 };
const large = { pupils: 35, lessons: 120 };
const styles = ['compact', 'indented'] as const;

/**
 * A note on every cell of every portal through every change, beside the quote-based way, and what
 * both cost. Returns what does not hold: a note on another cell in silence, or fewer than 99 of 100
 * found where their cell is shown under a name of its own.
 */
export async function measureAnnotation(load: {
  readonly isQuick: boolean;
}): Promise<readonly string[]> {
  const browser = await launchTrials();
  const failures: string[] = [];
  try {
    const sizes = load.isQuick ? [usual] : [usual, large];
    for (const size of sizes) {
      const quotes = load.isQuick ? 12 : size === usual ? 40 : 12;
      const result = await runTrials(browser, { families: familyNames, styles, size, quotes });
      console.log(`\n${size.pupils} × ${size.lessons}, compact and indented, by change:\n`);
      console.log(trialTable(result.byChange));
      console.log(`\nThe same, by portal (${result.unquotable} cells had nothing to quote):\n`);
      console.log(trialTable(result.byFamily));
      failures.push(...result.astray);
      const sum = [...result.byChange.values()].reduce(
        (before, { ours }) => addTallies(before, ours),
        emptyTally,
      );
      if (foundShare(sum) < 0.99) failures.push(`found only ${foundShare(sum)} of what is shown`);
    }
    const costs: PageCosts[] = [];
    for (const size of sizes) {
      // Two hundred quotes on the large page take a quarter of a minute at a time.
      const times = load.isQuick || size === large ? 1 : 3;
      for (const family of ['generic table', 'mesh'] as const) {
        costs.push(await measureCosts(browser, family, size, times));
      }
    }
    console.log(`\nCosts, medians:\n\n${costTable(costs)}\n`);
  } finally {
    await browser.close();
  }
  return failures;
}

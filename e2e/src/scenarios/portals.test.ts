import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { families, familyNames, type FamilyName } from '../portals/families.ts';
import type { MarkupStyle } from '../portals/markup/tag.ts';
import { loadingStages } from '../portals/page/portal-page.ts';
import { changeNames } from '../portals/school/changes.ts';
import { launchTrials, type TrialBrowser } from '../portals/trial/launch-trials.ts';
import type { Trial } from '../portals/trial/note-reader.ts';
import { bundleTrial, openTrial, type PortalTrial } from '../portals/trial/open-trial.ts';
import type { TrialScripts } from '../portals/trial/open-trial.ts';
import { addTallies, emptyTally, foundShare } from '../portals/trial/verdict.ts';

const size = { pupils: 11, lessons: 14 };
const styles: readonly MarkupStyle[] = ['compact', 'indented'];

/** A note on every cell and row of every portal, through everything that happens to its page. */
describe('notes on generated portals', () => {
  let browser: TrialBrowser;
  let scripts: TrialScripts;

  beforeAll(async () => {
    [browser, scripts] = await Promise.all([launchTrials(), bundleTrial()]);
  });

  afterAll(async () => browser.close());

  async function withTrial(
    family: FamilyName,
    style: MarkupStyle,
    run: (trial: PortalTrial) => Promise<void>,
  ): Promise<void> {
    const context = await browser.newContext();
    try {
      await run(await openTrial(context, scripts, { family, style, size, step: 1 }));
    } finally {
      await context.close();
    }
  }

  const told = (what: string, { wrongNotes }: Trial): readonly string[] =>
    wrongNotes.map((truth) => `${what}: ${truth}`);

  for (const family of familyNames) {
    it(`[B.1] on ${family}, a note is on its own cell or says that it is not`, async () => {
      for (const style of styles) {
        await withTrial(family, style, async (trial) => {
          expect(trial.adapter).toBe(families[family].id);
          const places = await trial.page.locator('[data-truth]').count();
          expect(new Set(trial.notes.map(({ truth }) => truth)).size).toBe(places);

          const astray: string[] = [];
          let sum = emptyTally;
          for (const name of changeNames) {
            const found = await trial.change(name);
            astray.push(...told(`${style}, ${name}`, found));
            sum = addTallies(sum, found);
          }
          for (const stage of loadingStages) {
            const found = await trial.load(stage);
            astray.push(...told(`${style}, ${stage}`, found));
            sum = addTallies(sum, found);
          }
          for (const name of ['other subject', 'other class'] as const) {
            const found = await trial.turnBack(name);
            astray.push(...told(`${style}, back from ${name}`, found));
          }
          expect(astray).toEqual([]);
          expect(sum.right).toBeGreaterThan(trial.notes.length);
          expect(foundShare(sum)).toBeGreaterThanOrEqual(0.99);
        });
      }
    });
  }

  it('[B.1] a page that a form has opened at the same address keeps no note of another', async () => {
    await withTrial('netschool', 'indented', async (trial) => {
      const other = await trial.submit({ SGID: '1' });
      expect(other).toMatchObject({ right: 0, wrong: 0, lost: 0 });
      const back = await trial.submit({ SGID: '0' });
      expect(back).toMatchObject({ wrong: 0, lost: 0 });
      expect(back.right).toBeGreaterThan(size.pupils * size.lessons * 0.7);
    });
  });
});

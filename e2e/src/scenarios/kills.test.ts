import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFailed } from 'vitest';
import { prepareEnd, type Ended } from '../people/ending.ts';
import { keepScreens } from '../people/keep-screens.ts';
import type { Person } from '../people/person.ts';
import { sitDownToGoal, type GoalDesk } from '../people/work/goal-desk.ts';
import { typeAt, waitForTier } from '../people/work/programme-work.ts';
import { isLong } from './replicas/long-tier.ts';

/** Text older than this must survive, whatever dies. */
const graceMs = 300;
/** Typed without a pause between the letters. */
const letters = 'наставничествоинаставляемый';

/*
 * What people have written survives the end of every part of the browser: the page they write in,
 * the document that syncs, the worker that wakes it, and the browser itself.
 */
describe('endings', () => {
  let desk: GoalDesk;
  let mentor: Person;

  beforeAll(async () => {
    desk = await sitDownToGoal();
    mentor = desk.mentor;
  }, 120_000);

  beforeEach(() => {
    onTestFailed(() => keepScreens([mentor]));
  });

  afterAll(() => desk.close());

  /** Types until the end, which comes `afterMs` after the last letter; gives what must be there. */
  async function typeUntil(ended: Ended, afterMs: number): Promise<string> {
    const { isThere, end } = await prepareEnd(mentor, ended);
    expect(isThere).toBe(true);
    await desk.goal().focus();
    await desk.goal().press('Control+End');
    const typed: { readonly letter: string; readonly atMs: number }[] = [];
    for (const letter of letters) {
      await mentor.page.keyboard.type(letter);
      typed.push({ letter, atMs: performance.now() });
    }
    await new Promise((resolve) => setTimeout(resolve, afterMs));
    const endedAtMs = performance.now();
    await end();
    return typed
      .filter(({ atMs }) => endedAtMs - atMs > graceMs)
      .map(({ letter }) => letter)
      .join('');
  }

  const rounds = isLong ? 200 : 6;
  const delays = Array.from({ length: rounds }, (_none, at) => Math.round((500 * at) / rounds));

  it('[D8] a page that is killed while somebody types loses nothing older than 300 ms', async () => {
    for (const afterMs of delays) {
      const before = await desk.openGoal();
      const kept = await typeUntil('page', afterMs);
      await mentor.reopenWorkspace();
      const after = await desk.openGoal();
      const least = before + kept;
      expect(after.slice(0, least.length)).toBe(least);
      expect(after).toBe((before + letters).slice(0, after.length));
    }
  });

  it.each(['offscreen document', 'service worker'] as const)(
    '[D8] the %s dies alone while somebody types: nothing is lost and all of it is sent',
    async (ended) => {
      for (const afterMs of delays.slice(0, Math.ceil(rounds / 2))) {
        await mentor.page.reload();
        const before = await desk.openGoal();
        await expect
          .poll(async () => (await prepareEnd(mentor, ended)).isThere, { timeout: 90_000 })
          .toBe(true);
        await typeUntil(ended, afterMs);
        expect(await desk.goal().inputValue()).toBe(before + letters);
        await waitForTier(mentor, 'relay', 'district');
        await mentor.page.reload();
        expect(await desk.openGoal()).toBe(before + letters);
      }
    },
    200_000,
  );

  it('[D9] a browser that is killed loses nothing that stood there as «на устройстве»', async () => {
    await desk.relay.stop();
    for (let round = 0; round < (isLong ? 20 : 1); round += 1) {
      const before = await desk.openGoal();
      const word = ` слово${round}`;
      await typeAt(desk.goal(), 'end', word);
      await waitForTier(mentor, 'device');
      await mentor.killBrowser();
      await mentor.startBrowser();
      expect(await desk.openGoal()).toBe(before + word);
    }
    await desk.relay.start();
    await waitForTier(mentor, 'relay', 'district');
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFailed } from 'vitest';
import { keepScreens } from '../../people/keep-screens.ts';
import type { Person } from '../../people/person.ts';
import { sitDownToGoal, type GoalDesk } from '../../people/work/goal-desk.ts';
import { typeAt, waitForTier } from '../../people/work/programme-work.ts';

/* Chromium believes what it knew of the free space for half a minute: too long for every run. */
describe('a full disk', () => {
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

  it('[D7] on a full disk the edit stays on the screen, is said not to be saved, and heals', async () => {
    const before = await desk.openGoal();
    const devtools = await mentor.browser.context.newCDPSession(mentor.page);
    const origin = `chrome-extension://${mentor.browser.extensionId}`;
    await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
    const notice = mentor.page.getByRole('alert').filter({ hasText: 'Не сохранено на устройстве' });
    // The browser believes what it knew of the free space for half a minute.
    await expect
      .poll(
        async () => {
          await typeAt(desk.goal(), 'end', '.');
          return notice.isVisible();
        },
        { timeout: 60_000, interval: 1_000 },
      )
      .toBe(true);
    const written = await desk.goal().inputValue();
    expect(written.length).toBeGreaterThan(before.length);
    await mentor.page.locator('article .tier[data-tier="none"]').waitFor();
    const download = mentor.page.waitForEvent('download');
    await notice.getByRole('link', { name: 'Выгрузить все документы' }).click();
    await mentor.press('Выгрузить все документы');
    expect((await download).suggestedFilename()).toMatch(/\.automerge$/);
    await desk.openGoal();
    await devtools.send('Storage.overrideQuotaForOrigin', { origin });
    await waitForTier(mentor, 'relay', 'district');
    await notice.waitFor({ state: 'hidden' });
    await mentor.page.reload();
    expect(await desk.openGoal()).toBe(written);
  });
});

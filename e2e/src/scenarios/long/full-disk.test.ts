import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFailed } from 'vitest';
import { createDemoDistrict } from '../../demo/create-demo-district.ts';
import { demoRu } from '../../demo/text/ru.ts';
import { keepScreens } from '../../people/keep-screens.ts';
import { Person } from '../../people/person.ts';
import { RelayProcess } from '../../people/relay-process.ts';
import { formPair } from '../../people/work/pair-work.ts';
import {
  openPart,
  openProgramme,
  startProgramme,
  typeAt,
  waitForTier,
} from '../../people/work/programme-work.ts';

/* Chromium believes what it knew of the free space for half a minute: too long for every run. */
describe('a full disk', () => {
  let relay: RelayProcess;
  let mentor: Person;

  beforeAll(async () => {
    const folder = join(mkdtempSync(join(tmpdir(), 'nastavnik-full-')), 'data');
    const district = await createDemoDistrict({ folder, port: 0, language: 'ru', texts: demoRu });
    await district.close();
    relay = new RelayProcess(folder, Number(new URL(district.url).port));
    await relay.start();
    const curator = await Person.sitDown('curator');
    await curator.join(district.link('curator'), 'Стол');
    await formPair(curator);
    mentor = await Person.sitDown('mentor');
    await mentor.join(district.link('mentor'), 'Ноутбук');
    await startProgramme(mentor, {
      title: 'Первый год',
      goal: '',
      start: '2026-12-01',
      end: '2027-05-31',
    });
    await waitForTier(mentor, 'relay', 'district');
    await curator.closeBrowser();
  }, 120_000);

  beforeEach(() => {
    onTestFailed(() => keepScreens([mentor]));
  });

  afterAll(async () => {
    await mentor.closeBrowser();
    await relay.stop();
  });

  const goal = () => mentor.field('Цель');

  async function openGoal(): Promise<string> {
    await openProgramme(mentor);
    await openPart(mentor, 'Цель и сроки');
    return goal().inputValue();
  }

  it('[D7] on a full disk the edit stays on the screen, is said not to be saved, and heals', async () => {
    const before = await openGoal();
    const devtools = await mentor.browser.context.newCDPSession(mentor.page);
    const origin = `chrome-extension://${mentor.browser.extensionId}`;
    await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
    const notice = mentor.page.getByRole('alert').filter({ hasText: 'Не сохранено на устройстве' });
    // The browser believes what it knew of the free space for half a minute.
    await expect
      .poll(
        async () => {
          await typeAt(goal(), 'end', '.');
          return notice.isVisible();
        },
        { timeout: 60_000, interval: 1_000 },
      )
      .toBe(true);
    const written = await goal().inputValue();
    expect(written.length).toBeGreaterThan(before.length);
    await mentor.page.locator('article .tier[data-tier="none"]').waitFor();
    const download = mentor.page.waitForEvent('download');
    await notice.getByRole('link', { name: 'Выгрузить все документы' }).click();
    await mentor.press('Выгрузить все документы');
    expect((await download).suggestedFilename()).toMatch(/\.automerge$/);
    await openGoal();
    await devtools.send('Storage.overrideQuotaForOrigin', { origin });
    await waitForTier(mentor, 'relay', 'district');
    await notice.waitFor({ state: 'hidden' });
    await mentor.page.reload();
    expect(await openGoal()).toBe(written);
  });
});

import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFailed } from 'vitest';
import { createDemoDistrict, type DemoDistrict } from '../demo/create-demo-district.ts';
import { demoRu } from '../demo/text/ru.ts';
import { markupAttacks } from '../hostile/markup-attacks.ts';
import { scriptAttacks } from '../hostile/script-attacks.ts';
import { startHostileSite, type HostileSite } from '../hostile/start-hostile-site.ts';
import { keepScreens } from '../people/keep-screens.ts';
import { Person } from '../people/person.ts';
import {
  besideJournal,
  pickCell,
  readMarks,
  type JournalCell,
} from '../people/work/journal-work.ts';
import { formPair, menteeName } from '../people/work/pair-work.ts';

const attacks = [...scriptAttacks, ...markupAttacks];
const cell = { pupilId: 'pupil-4', lessonId: 'lesson-2' };
/** In the note and nowhere on the page: the page must never hold it. */
const canary = 'Канарейка';

/* A journal whose owner attacks the extension, and the one note of a curator on it. */
describe('a hostile page', () => {
  let district: DemoDistrict;
  let site: HostileSite;
  let curator: Person;
  let panel: Page;
  let page: Page;
  let thrown: string[] = [];

  beforeAll(async () => {
    const folder = join(mkdtempSync(join(tmpdir(), 'nastavnik-district-')), 'data');
    district = await createDemoDistrict({ folder, port: 0, language: 'ru', texts: demoRu });
    site = await startHostileSite(attacks);
    curator = await Person.sitDown('curator', besideJournal);
    await curator.join(district.link('curator'), 'Кабинет');
    await formPair(curator);
    page = await curator.browser.context.newPage();
    await page.goto(site.urlOf('none'));
    panel = await curator.browser.open('sidepanel');
    panel.on('pageerror', ({ message }) => thrown.push(message));
    await panel.getByRole('button', { name: 'Отметить клетку' }).waitFor();
    await pickCell({ journal: page, panel }, cell);
    await panel.getByLabel('Заметка', { exact: true }).fill(canary);
    const select = panel.getByLabel('К чему относится', { exact: true });
    const option = select.locator('option', { hasText: menteeName });
    await option.waitFor({ state: 'attached' });
    await select.selectOption((await option.getAttribute('value')) ?? '');
    await panel.getByRole('button', { name: 'Сохранить заметку' }).click();
    await panel.getByRole('listitem').filter({ hasText: canary }).waitFor();
  }, 120_000);

  beforeEach(() => {
    thrown = [];
    onTestFailed(() => keepScreens([curator]));
  });

  afterAll(async () => {
    await curator.closeBrowser();
    await site.close();
    await district.close();
  });

  /** A tab of the attacker's, with an ear for what our script throws in it. */
  async function meet(attack: string): Promise<void> {
    await page.close({ runBeforeUnload: false });
    page = await curator.browser.context.newPage();
    page.on('dialog', (dialog) => void dialog.dismiss().catch(() => undefined));
    const session = await page.context().newCDPSession(page);
    session.on('Runtime.exceptionThrown', ({ exceptionDetails }) => {
      const { url = '', text, exception } = exceptionDetails;
      const said = `${text} ${exception?.description ?? ''}`;
      if (`${url} ${said}`.includes('chrome-extension://')) thrown.push(said);
    });
    await session.send('Runtime.enable');
    await page.goto(site.urlOf(attack));
  }

  /** None while the page is being written anew. */
  const marksNow = (): Promise<readonly JournalCell[]> => readMarks(page).catch(() => []);
  /** A page that has destroyed its table has nothing to show but that it is still there. */
  const whenLoaded = async (): Promise<readonly JournalCell[]> => {
    await page.waitForFunction(() => document.readyState === 'complete');
    return [cell];
  };

  it.each(attacks)('[X1] [X2] learns nothing and does nothing by $name', async (attack) => {
    await meet(attack.name);
    const shown = attack.leaves === 'marked' ? marksNow : whenLoaded;
    await expect
      .poll(shown, { timeout: 20_000, interval: 100 })
      .toEqual([expect.objectContaining(cell)]);
    const held = await page.evaluate(() => {
      const { loot = [], settled = [], ran } = globalThis as unknown as Record<string, unknown[]>;
      return { loot: loot.join('\n') + document.documentElement.outerHTML, settled, ran };
    });
    expect(held.loot).not.toContain(canary);
    expect(held.loot).not.toContain('class="outline"');
    expect(held.ran).toBeUndefined();
    expect(held.settled.filter((one) => !String(one).endsWith('undefined'))).toEqual([]);
    expect(thrown).toEqual([]);
  });

  it.each(['clicks and menus that nobody made', 'keys that nobody pressed', 'trusted on paper'])(
    '[X1] no cell is chosen and nothing given up by %s',
    async (name) => {
      await meet(name);
      await panel.getByRole('button', { name: 'Отметить клетку' }).click();
      const stop = panel.getByRole('button', { name: 'Отменить выбор' });
      await stop.waitFor();
      // Twenty rounds of the attack, counted on the page itself.
      await page.evaluate(
        () =>
          new Promise<void>((resolve) => {
            let left = 20;
            const timer = setInterval(() => {
              left -= 1;
              if (left > 0) return;
              clearInterval(timer);
              resolve();
            }, 50);
          }),
      );
      expect(await stop.isVisible()).toBe(true);
      expect(await panel.getByLabel('Заметка', { exact: true }).count()).toBe(0);
      await stop.click();
      await panel.getByRole('button', { name: 'Отметить клетку' }).waitFor();
      expect(thrown).toEqual([]);
    },
  );

  it('[X1] no file of the extension can be read or framed by a page', async () => {
    await meet('none');
    const { extensionId } = curator.browser;
    const read = await page.evaluate(async (id) => {
      const files = [
        'manifest.json',
        'workspace.html',
        'content-scripts/page.js',
        'automerge.wasm',
      ];
      const answers = await Promise.allSettled(
        files.map((file) => fetch(`chrome-extension://${id}/${file}`)),
      );
      return answers.filter(({ status }) => status === 'fulfilled').length;
    }, extensionId);
    expect(read).toBe(0);
    await page.evaluate((id) => {
      const frame = document.createElement('iframe');
      frame.src = `chrome-extension://${id}/workspace.html`;
      const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
      document.body.append(frame);
      return loaded;
    }, extensionId);
    const frames = page.frames().map((frame) => frame.url());
    expect(frames.filter((url) => url.startsWith('chrome-extension://'))).toEqual([]);
  });
});

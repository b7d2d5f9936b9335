import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFailed } from 'vitest';
import { createDemoDistrict, type DemoDistrict } from '../demo/create-demo-district.ts';
import { demoRu } from '../demo/text/ru.ts';
import { complaintsOf, overflowsOn, violationsOn } from '../browser/audit-page.ts';
import { keepScreens } from '../people/keep-screens.ts';
import { formPair, openPair } from '../people/work/pair-work.ts';
import { Person } from '../people/person.ts';
import { addActivity, openPart, startProgramme } from '../people/work/programme-work.ts';

const routes = [
  'today',
  'pairs',
  'pairs/new',
  'programmes',
  'register',
  'roadmaps',
  'notes',
  'people',
  'waiting',
  'settings/general',
  'settings/devices',
  'settings/portals',
  'settings/storage',
  'no-such-screen',
];

/** Everything that is wrong with a page, wide by day and as narrow as a panel by night. */
async function faultsOf(page: Page): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const [scheme, width] of [
    ['light', 1280],
    ['dark', 320],
  ] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.setViewportSize({ width, height: 860 });
    const found = [...(await overflowsOn(page)), ...(await violationsOn(page))];
    faults.push(...found.map((fault) => `${page.url()} ${scheme} ${width}: ${fault}`));
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1280, height: 860 });
  return faults;
}

/** Opens an address of the workspace and waits until it shows something. */
async function visit(person: Person, route: string): Promise<void> {
  const { page } = person;
  await page.evaluate((hash) => {
    const drawn = new Promise((resolve) => {
      addEventListener('hashchange', () =>
        requestAnimationFrame(() => requestAnimationFrame(resolve)),
      );
    });
    location.hash = hash;
    return drawn;
  }, `#/${route}`);
  await page.locator('#main').locator('h1, .empty').first().waitFor();
}

/** What is wrong on every screen, with the parts of the programme and the only roadmap. */
async function walk(person: Person): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const route of routes) {
    await visit(person, route);
    faults.push(...(await faultsOf(person.page)));
  }
  await openPair(person);
  faults.push(...(await faultsOf(person.page)));
  await visit(person, 'roadmaps');
  await person.page.locator('main a[href^="#/roadmaps/"]').first().click();
  await person.page.locator('.card').first().waitFor();
  faults.push(...(await faultsOf(person.page)));
  return faults;
}

const focused = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement)) return { name: '', isSeen: false };
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    return {
      name: element.getAttribute('aria-label') ?? element.textContent.trim(),
      isSeen: outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2,
    };
  });

/* Every screen of the built extension and every page of the relay, with a pair at work in them. */
describe('screens', () => {
  let district: DemoDistrict;
  let curator: Person;
  let mentor: Person;
  const complaints: (readonly string[])[] = [];
  const watch = (page: Page): Page => {
    complaints.push(complaintsOf(page));
    return page;
  };

  beforeAll(async () => {
    const folder = join(mkdtempSync(join(tmpdir(), 'nastavnik-district-')), 'data');
    district = await createDemoDistrict({ folder, port: 0, language: 'ru', texts: demoRu });
    curator = await Person.sitDown('curator');
    watch(curator.page);
    mentor = await Person.sitDown('mentor');
    watch(mentor.page);
  }, 120_000);

  beforeEach(() => {
    onTestFailed(() => keepScreens([curator, mentor]));
  });

  afterAll(async () => {
    await curator.closeBrowser();
    await mentor.closeBrowser();
    await district.close();
  });

  it('[A11Y] the way in: an invitation pasted, offered and accepted', async () => {
    const { page } = mentor;
    await mentor.field('Ссылка или код').fill(district.link('mentor'));
    expect(await faultsOf(page)).toEqual([]);
    await mentor.press('Проверить приглашение');
    await mentor.field('Как назвать это устройство').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.reload();
    await mentor.join(district.link('mentor'), 'Учительская');
    await curator.join(district.link('curator'), 'Кабинет куратора');
    await formPair(curator);
  });

  it('[A11Y] every screen of the curator', async () => {
    expect(await walk(curator)).toEqual([]);
  });

  it('[A11Y] every screen of the mentor and every part of a programme', async () => {
    await startProgramme(mentor, {
      title: 'Уверенный урок',
      goal: 'Выстроить урок, на котором работает каждый.',
      start: '2026-12-01',
      end: '2027-05-31',
    });
    await addActivity(mentor, 'Посетить урок наставника');
    const parts = await mentor.page.getByRole('tab').allTextContents();
    expect(parts).toHaveLength(5);
    for (const part of parts) {
      await openPart(mentor, part);
      expect(await faultsOf(mentor.page)).toEqual([]);
    }
    expect(await walk(mentor)).toEqual([]);
  });

  it('[A11Y] the side panel and the options', async () => {
    const panel = watch(await mentor.browser.open('sidepanel'));
    for (const tab of ['Эта страница', 'Моя пара', 'Сегодня']) {
      await panel.getByRole('tab', { name: tab }).click();
      expect(await faultsOf(panel)).toEqual([]);
    }
    const options = watch(await mentor.browser.open('options'));
    await options.getByRole('heading', { level: 1 }).waitFor();
    expect(await faultsOf(options)).toEqual([]);
  });

  it('[A11Y] every page of the district, and the page of an invitation', async () => {
    const page = watch(await mentor.browser.context.newPage());
    await page.goto(district.pageUrl());
    await page.getByRole('heading', { level: 1, name: 'Обзор' }).waitFor();
    const links = await page
      .getByRole('navigation')
      .getByRole('link')
      .evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href));
    expect(links.length).toBeGreaterThanOrEqual(5);
    for (const address of [...links, `${district.url}/district?lang=en`, district.link('mentee')]) {
      await page.goto(address);
      expect(await faultsOf(page)).toEqual([]);
    }
  });

  it('[A11Y] keys: sections by their place on the keyboard, whatever the layout', async () => {
    const { page } = curator;
    await visit(curator, 'today');
    // As a Russian layout sends it: the code is of the key, the sign is not.
    await page.evaluate(() => {
      const press = { code: 'Digit2', key: '»', altKey: true, bubbles: true, cancelable: true };
      document.body.dispatchEvent(new KeyboardEvent('keydown', press));
    });
    await page.getByRole('heading', { level: 1, name: 'Пары и группы' }).waitFor();
    await page.keyboard.press('Alt+Digit4');
    await page.getByRole('heading', { level: 1, name: 'Реестр' }).waitFor();
  });

  it('[A11Y] keys: Tab goes through all sections, and where it stands can be seen', async () => {
    const { page } = curator;
    await page.reload();
    await page.getByRole('navigation', { name: 'Разделы' }).waitFor();
    const passed: string[] = [];
    for (let step = 0; step < 14; step += 1) {
      await page.keyboard.press('Tab');
      const { name, isSeen } = await focused(page);
      expect({ name, isSeen }).toEqual({ name, isSeen: true });
      passed.push(name);
    }
    expect(passed[0]).toBe('К содержанию');
    expect(passed).toEqual(expect.arrayContaining(['Сегодня', 'Настройки', 'Сменить человека']));
  });

  it('[A11Y] keys: Esc closes a dialog and gives the focus back', async () => {
    const { page } = curator;
    await visit(curator, 'people');
    await curator.button('Добавить участника').focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await expect.poll(async () => (await focused(page)).name).toBe('Добавить участника');
  });

  it('[A11Y] English screens', async () => {
    await visit(mentor, 'settings/general');
    await mentor.field('Язык').selectOption('en');
    await mentor.page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
    for (const route of ['today', 'pairs', 'programmes', 'settings/storage']) {
      await visit(mentor, route);
      expect(await faultsOf(mentor.page)).toEqual([]);
    }
    expect(await mentor.page.locator('html').getAttribute('lang')).toBe('en');
  });

  it('[A11Y] a colleague comes to the same computer', async () => {
    await curator.press('Сменить человека');
    await curator.page.getByRole('heading', { level: 1, name: 'Кто работает?' }).waitFor();
    expect(await faultsOf(curator.page)).toEqual([]);
    await curator.press('Войти по другому приглашению');
    await curator.join(district.link('mentee'), 'Кабинет куратора');
    await curator.press('Сменить человека');
    await curator.page.getByRole('button', { name: /^куратор/ }).waitFor();
    await curator.page.getByRole('button', { name: /^наставляемый/ }).waitFor();
  });

  it('[CSP] no screen complained, and no policy refused anything', () => {
    expect(complaints.flat()).toEqual([]);
  });
});

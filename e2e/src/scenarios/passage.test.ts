import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFailed } from 'vitest';
import { createDemoDistrict, type DemoDistrict } from '../demo/create-demo-district.ts';
import { demoRu } from '../demo/text/ru.ts';
import { keepScreens } from '../people/keep-screens.ts';
import { Person } from '../people/person.ts';
import { openJournal, waitForNote } from '../people/work/journal-work.ts';

const site = 'https://school-r01.gosweb.gosuslugi.ru';
const rule = 'Наставник и наставляемый встречаются не реже двух раз в месяц.';
const text = 'Сверить с положением';

const schoolPage = (said: string): string => `<!doctype html><html lang="ru"><meta charset="utf-8">
<title>Школа</title><body><nav><a href="/">Главная</a></nav><main><h1>Наставничество</h1>
<p>Положение принято педагогическим советом и размещено на сайте.</p><p>${said}</p>
<p>Вопросы можно задать в приёмной в любой рабочий день.</p></main></body></html>`;

const highlighted = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() =>
    [...CSS.highlights].flatMap(([name, highlight]) =>
      [...highlight].map((range) => `${name}: ${range instanceof Range ? range.toString() : ''}`),
    ),
  );

/* A curator on a public page of a school; the steps build on one another, in order. */
describe('a note on a passage of a school’s site', () => {
  let district: DemoDistrict;
  let curator: Person;
  let page: Page;
  let panel: Page;
  let said = rule;

  beforeAll(async () => {
    const folder = join(mkdtempSync(join(tmpdir(), 'nastavnik-district-')), 'data');
    district = await createDemoDistrict({ folder, port: 0, language: 'ru', texts: demoRu });
    curator = await Person.sitDown('curator', { hostPermissions: [`${site}/*`] });
    await curator.browser.context.route(`${site}/**`, (route) =>
      route.fulfill({
        contentType: 'text/html; charset=utf-8',
        headers: { 'content-security-policy': "default-src 'none'" },
        body: schoolPage(said),
      }),
    );
    await curator.join(district.link('curator'), 'Кабинет куратора');
    const desk = await openJournal(curator, `${site}/nastavnichestvo/`);
    page = desk.journal;
    panel = desk.panel;
  }, 120_000);

  beforeEach(() => {
    onTestFailed(() => keepScreens([curator]));
  });

  afterAll(async () => {
    await curator.closeBrowser();
    await district.close();
  });

  it('[A.4] is made of what is selected and drawn without touching the page', async () => {
    const body = page.locator('body');
    const before = await body.innerHTML();
    await page.evaluate(() => {
      const paragraph = document.querySelectorAll('p')[1];
      if (paragraph) document.getSelection()?.selectAllChildren(paragraph);
    });
    await panel.getByRole('button', { name: 'Заметка к выделенному' }).click();
    await panel.getByLabel('Заметка', { exact: true }).fill(text);
    await panel.getByRole('button', { name: 'Сохранить заметку' }).click();
    await waitForNote(panel, text, 'на месте');
    await expect.poll(() => highlighted(page)).toEqual([`nastavnik-same: ${rule}`]);
    const background = await page.evaluate(() => {
      const paragraph = document.querySelectorAll('p')[1];
      return (
        paragraph && getComputedStyle(paragraph, '::highlight(nastavnik-same)').textDecorationLine
      );
    });
    expect(background).toBe('underline');
    expect(await body.innerHTML()).toBe(before);
  });

  it('[A.4] is found on another day, and says that its words have changed', async () => {
    said = rule.replace('двух', 'трёх');
    await page.reload();
    await waitForNote(panel, text, 'на месте, значение изменилось');
    await expect.poll(() => highlighted(page)).toEqual([`nastavnik-changed: ${said}`]);
  });

  it('[A.4] says that its place is not found when the words are gone', async () => {
    said = 'Раздел обновляется.';
    await page.reload();
    await waitForNote(panel, text, 'место не найдено');
    expect(await highlighted(page)).toEqual([]);
  });
});

import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFailed } from 'vitest';
import { createDemoDistrict, type DemoDistrict } from '../demo/create-demo-district.ts';
import { demoRu } from '../demo/text/ru.ts';
import { keepScreens } from '../people/keep-screens.ts';
import { Person } from '../people/person.ts';

/* Two people at one staff-room computer: own key, own database, own code. */
describe('a shared computer', () => {
  let district: DemoDistrict;
  let seat: Person;

  beforeAll(async () => {
    const folder = join(mkdtempSync(join(tmpdir(), 'nastavnik-district-')), 'data');
    district = await createDemoDistrict({ folder, port: 0, language: 'ru', texts: demoRu });
    seat = await Person.sitDown('staff-room');
    await seat.join(district.link('curator'), 'Учительская');
  }, 60_000);

  beforeEach(() => {
    onTestFailed(() => keepScreens([seat]));
  });

  afterAll(async () => {
    await seat.closeBrowser();
    await district.close();
  });

  it('asks for the code of the one who set it, and opens for nothing else', async () => {
    await seat.goTo('#/settings/general');
    await seat.field('Новый код').fill('2468');
    await seat.press('Поставить код');
    await seat.button('Убрать код').waitFor();
    await seat.press('Сменить человека');
    await seat.press(/куратор, Школа № 1/);
    await seat.field('Код').fill('1357');
    await seat.press('Открыть');
    await seat.page.getByText('Код не подошёл.').first().waitFor();
    await seat.field('Код').fill('2468');
    await seat.press('Открыть');
    await seat.page.getByRole('navigation', { name: 'Разделы' }).waitFor();
  });

  it('keeps two persons apart, each in a database of their own', async () => {
    await seat.press('Сменить человека');
    await seat.press('Войти по другому приглашению');
    await seat.join(district.link('mentor'), 'Второй стол');
    const sections = await seat.page.getByRole('navigation', { name: 'Разделы' }).innerText();
    expect(sections).not.toContain('Реестр');
    const databases = await seat.page.evaluate(async () => {
      const all = await indexedDB.databases();
      return all.filter(({ name }) => name?.startsWith('nastavnik-')).length;
    });
    expect(databases).toBe(2);
    await seat.press('Сменить человека');
    await seat.button(/куратор, Школа № 1/).waitFor();
    await seat.button(/наставник, Школа № 1/).waitFor();
  });
});

import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FirefoxPage } from './firefox-page.ts';
import { launchFirefox, type LaunchedFirefox } from './launch-firefox.ts';
import { createDemoDistrict } from '../../demo/create-demo-district.ts';
import { demoRu } from '../../demo/text/ru.ts';
import { Person } from '../../people/person.ts';
import { RelayProcess } from '../../people/relay-process.ts';
import {
  joinInFirefox,
  markCellInFirefox,
  marksInFirefox,
  startProgrammeInFirefox,
  typeGoalInFirefox,
  waitForWords,
  type FirefoxDesk,
} from '../../people/work/firefox-work.ts';
import { formPair } from '../../people/work/pair-work.ts';
import { openPart, openProgramme, typeAt, waitForValue } from '../../people/work/programme-work.ts';
import { startPortal, type Portal } from '../../portal/start-portal.ts';

const cell = { pupilId: 'pupil-5', lessonId: 'lesson-6' };

/* The package as Firefox installs it, beside people in Chromium; the steps build on one another. */
describe('Firefox', () => {
  const base = mkdtempSync(join(tmpdir(), 'nastavnik-firefox-'));
  const options = { profileFolder: join(base, 'profile'), hostPermissions: ['http://127.0.0.1/*'] };
  let relay: RelayProcess;
  let portal: Portal;
  let mentee: Person;
  let firefox: LaunchedFirefox;
  let page: FirefoxPage;

  beforeAll(async () => {
    const folder = join(base, 'data');
    const district = await createDemoDistrict({ folder, port: 0, language: 'ru', texts: demoRu });
    await district.close();
    relay = new RelayProcess(folder, Number(new URL(district.url).port));
    await relay.start();
    portal = await startPortal();
    const curator = await Person.sitDown('curator');
    await curator.join(district.link('curator'), 'Стол');
    await formPair(curator);
    await curator.closeBrowser();
    mentee = await Person.sitDown('mentee');
    await mentee.join(district.link('mentee'), 'Стол');
    firefox = await launchFirefox(options);
    page = await firefox.open('workspace');
    await joinInFirefox(page, district.link('mentor'));
  }, 120_000);

  afterAll(async () => {
    await firefox.close();
    await mentee.closeBrowser();
    await portal.close();
    await relay.stop();
  });

  it('a programme typed in Firefox reaches Chromium, and the answer comes back', async () => {
    await startProgrammeInFirefox(page, 'Освоить урок.');
    await openProgramme(mentee);
    await openPart(mentee, 'Цель и сроки');
    await waitForValue(mentee.field('Цель'), 'Освоить урок.');
    await typeAt(mentee.field('Цель'), 'start', 'Вместе: ');
    await waitForWords(page, 'Вместе: Освоить урок.');
  });

  it('what was typed with the relay away is there after a restart, and is sent with no page open', async () => {
    const route = await page.evaluate<string>('location.hash');
    await relay.stop();
    await typeGoalInFirefox(page, 'Без сети.');
    await page.waitFor(`document.querySelector('article .tier[data-tier="device"]') !== null`);
    await firefox.close();
    firefox = await launchFirefox(options);
    page = await firefox.open('workspace', route);
    await waitForWords(page, 'Без сети.');
    await page.close();
    await relay.start();
    // The browser lets the background rest after half a minute; its pulse wakes it every minute.
    await expect
      .poll(() => mentee.field('Цель').inputValue(), { timeout: 100_000, interval: 200 })
      .toBe('Без сети.');
  });

  it('[C.1] a note stays on its cell in Firefox when the page draws itself anew', async () => {
    const journal = await firefox.visit(portal.url);
    const panel = await firefox.open('sidepanel');
    const desk: FirefoxDesk = { journal, panel };
    await markCellInFirefox(desk, cell, 'Разобрать с наставником');
    await expect.poll(() => marksInFirefox(journal)).toEqual([expect.objectContaining(cell)]);
    await journal.bringToFront();
    await journal.click(['button', 'Обновить']);
    await journal.click(['button', 'По среднему баллу']);
    await expect.poll(() => marksInFirefox(journal)).toEqual([expect.objectContaining(cell)]);
    await panel.waitForText('на месте');
  });
});

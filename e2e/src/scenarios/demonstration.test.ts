import { mkdtempSync } from 'node:fs';
import { cp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFailed } from 'vitest';
import { createDemoDistrict } from '../demo/create-demo-district.ts';
import { demoRu } from '../demo/text/ru.ts';
import { inviteOwnDevice, revokeDevice } from '../people/work/device-work.ts';
import { activePairs } from '../people/work/district-work.ts';
import {
  assertNoPupilNames,
  besideJournal,
  markCell,
  openJournal,
  readMarks,
  surnameOf,
  waitForNote,
} from '../people/work/journal-work.ts';
import { keepScreens } from '../people/keep-screens.ts';
import {
  formPair,
  giveConsent,
  menteeName,
  recordOrder,
  signOrder,
  waitForPairState,
  withdrawConsent,
} from '../people/work/pair-work.ts';
import { Person } from '../people/person.ts';
import {
  addActivity,
  addTask,
  openActivity,
  openPart,
  openProgramme,
  signProgramme,
  startProgramme,
  textsOf,
  typeAt,
  waitForTask,
  waitForTier,
  waitForValue,
} from '../people/work/programme-work.ts';
import { forceIntoRoadmap } from '../people/tampering.ts';
import { verifyFile } from '../people/verify-file.ts';
import { readStoredTexts } from '../people/stored-texts.ts';
import { startPortal } from '../portal/start-portal.ts';
import { surnames } from '../portal/text/journal.ru.ts';
import { openLine } from '../people/line.ts';
import { RelayProcess } from '../people/relay-process.ts';

type Part = 'head' | 'curator' | 'mentor' | 'mentee';

/*
 * The whole product as its people meet it: the built extension in real browsers, the real relay,
 * a generated journal. The steps build on one another, in order, as a school year does.
 */
describe('the walking product', () => {
  let relay: RelayProcess;
  let folder: string;
  const invitationCodes: string[] = [];
  const people = {} as Record<Part, Person>;

  beforeAll(async () => {
    const base = mkdtempSync(join(tmpdir(), 'nastavnik-district-'));
    folder = join(base, 'data');
    const district = await createDemoDistrict({ folder, port: 0, language: 'ru', texts: demoRu });
    await district.close();
    relay = new RelayProcess(folder, Number(new URL(district.url).port));
    await relay.start();
    for (const part of ['head', 'curator', 'mentor', 'mentee'] as const) {
      people[part] = await Person.sitDown(part, part === 'curator' ? besideJournal : {});
      invitationCodes.push(district.link(part));
      await people[part].join(district.link(part), `Компьютер: ${part}`);
    }
  }, 120_000);

  beforeEach(() => {
    onTestFailed(() => keepScreens(Object.values(people)));
  });

  afterAll(async () => {
    for (const person of Object.values(people)) await person.closeBrowser();
    await relay.stop();
  });

  it('[AC-000-3] a pair becomes active with two consents and the signed order', async () => {
    await formPair(people.curator);
    await giveConsent(people.mentor);
    await giveConsent(people.mentee);
    await recordOrder(people.curator, '14-к');
    await signOrder(people.head);
    for (const person of Object.values(people)) {
      await waitForPairState(person, 'действует');
    }
    expect(people.mentor.page.url()).toContain('#/pairs/');
  });

  it('both write in the same text and the same activity while the relay is away', async () => {
    const { mentor, mentee } = people;
    await startProgramme(mentor, {
      title: 'Первый год в школе',
      goal: 'Освоить планирование урока.',
      start: '2026-12-01',
      end: '2027-05-31',
    });
    await addActivity(mentor, 'Посещение урока');
    await openProgramme(mentee);
    await openActivity(mentee, 'Посещение урока');

    await relay.stop();
    await openPart(mentor, 'Цель и сроки');
    await openPart(mentee, 'Цель и сроки');
    await typeAt(mentor.field('Цель'), 'end', ' Провести открытый урок.');
    await typeAt(mentee.field('Цель'), 'start', 'Вместе: ');
    const mentors = await openActivity(mentor, 'Посещение урока');
    const mentees = await openActivity(mentee, 'Посещение урока');
    await typeAt(mentors.getByLabel('Ожидаемый результат'), 'end', 'Карта наблюдения');
    await typeAt(mentees.getByLabel('Что получилось'), 'end', 'Записал вопросы');
    await waitForTier(mentor, 'device');
    await waitForTier(mentee, 'device');

    await relay.start();
    for (const person of [mentor, mentee]) {
      await waitForTier(person, 'relay', 'district');
      const activity = await openActivity(person, 'Посещение урока');
      await waitForValue(activity.getByLabel('Ожидаемый результат'), 'Карта наблюдения');
      await waitForValue(activity.getByLabel('Что получилось'), 'Записал вопросы');
      await openPart(person, 'Цель и сроки');
      await waitForValue(
        person.field('Цель'),
        'Вместе: Освоить планирование урока. Провести открытый урок.',
      );
    }
  });

  it('[INV-20] both agree, the curator approves, and a file proves it with no server', async () => {
    const { mentor, mentee, curator } = people;
    await signProgramme(mentor, 'Согласовать');
    await signProgramme(mentee, 'Согласовать');
    await signProgramme(curator, 'Утвердить');
    await openProgramme(mentor);
    await openPart(mentor, 'Согласование');
    await mentor.page.getByText('утверждена', { exact: true }).first().waitFor();
    const download = mentor.page.waitForEvent('download');
    await mentor.press('Выгрузить с подписями');
    const file = join(folder, 'programme.json');
    await (await download).saveAs(file);
    const said = await verifyFile(file);
    expect(said.exitCode).toBe(0);
    expect(said.output).toMatch(/верн|сходится/);
  });

  it('the district sees one active pair and opens the entries behind it', async () => {
    expect(await activePairs(people.head, relay)).toBe('1');
    const page = await people.head.browser.context.newPage();
    await page.goto(await relay.pageUrl());
    await page
      .locator('.figures li', { hasText: /действ/ })
      .getByRole('link')
      .click();
    await page.getByRole('row').nth(1).waitFor();
    const list = await page.getByRole('main').innerText();
    expect(list).toContain('Школа № 1');
    expect(list).not.toMatch(/Берёзкина|Ясенев/);
    await page.close();
  });

  it('[A12] a forced write is refused, told, kept, and does not come back', async () => {
    const { mentee } = people;
    await forceIntoRoadmap(mentee.page, 'ПРИПИСКА ');
    await mentee.closeBrowser();
    await mentee.startBrowser();
    const second = await mentee.browser.open('workspace', '#/roadmaps');
    await mentee.goTo('#/waiting');
    await mentee.page.getByText('На это изменение нет прав').waitFor({ timeout: 40_000 });
    await mentee.page.getByText('Прочесть черновик').click();
    await mentee.page.locator('.quote', { hasText: 'ПРИПИСКА' }).waitFor();
    for (const page of [mentee.page, second]) {
      await page.reload();
      await page.evaluate(() => {
        location.hash = '#/roadmaps';
      });
      await page.getByRole('main').getByRole('link').first().waitFor();
      expect(await page.getByRole('main').innerText()).not.toContain('ПРИПИСКА');
    }
    await people.curator.openSection('Дорожная карта');
    await people.curator.page.getByRole('main').getByRole('link').first().waitFor();
    expect(await people.curator.page.getByRole('main').innerText()).not.toContain('ПРИПИСКА');
    await second.close();
  });

  it('[D8] a browser that restarts with a full outbox loses nothing', async () => {
    const { mentor, mentee } = people;
    await relay.stop();
    await openProgramme(mentor);
    for (const task of ['Наблюдать уроки', 'Вести дневник', 'Показать урок']) {
      await addTask(mentor, task);
      await waitForTier(mentor, 'device');
    }
    await mentor.closeBrowser();
    await mentor.startBrowser();
    await mentor.page
      .getByText(/изменен.* жд/)
      .first()
      .waitFor();
    await relay.start();
    await openProgramme(mentee);
    for (const task of ['Наблюдать уроки', 'Вести дневник', 'Показать урок']) {
      await waitForTask(mentee, task);
    }
    await openProgramme(mentor);
    await waitForTier(mentor, 'relay', 'district');
  });

  it('[C.1] a note stays on its cell of a journal, and no pupil is named in what synced', async () => {
    const portal = await startPortal();
    const desk = await openJournal(people.curator, portal.url);
    const cell = { pupilId: 'pupil-5', lessonId: 'lesson-6' };
    const surname = await surnameOf(desk.journal, cell);
    const stored = await markCell(desk, cell, { text: `${surname}: посмотреть`, tie: menteeName });
    await desk.journal.getByRole('button', { name: 'Обновить' }).click();
    await desk.journal.getByRole('button', { name: 'По среднему баллу' }).click();
    await expect.poll(() => readMarks(desk.journal)).toEqual([expect.objectContaining(cell)]);
    await waitForNote(desk.panel, stored, 'на месте');
    await desk.panel.getByText('Всё отправлено').first().waitFor();
    await assertNoPupilNames(folder, surnames);
    await desk.panel.close();
    await desk.journal.close();
    await portal.close();
  });

  it('[A11] late edits of a device revoked while offline wait for the curator', async () => {
    const { mentor, curator, mentee } = people;
    const line = await openLine(Number(new URL(relay.url).port));
    const old = await Person.sitDown('old-laptop');
    onTestFailed(() => keepScreens([old]));
    await old.join(await inviteOwnDevice(mentor, line.host), 'Старый ноутбук');
    await openProgramme(old);
    await waitForTask(old, 'Показать урок');
    line.cut();
    await addTask(old, 'Написано после отзыва');
    await waitForTier(old, 'device');
    await revokeDevice(mentor, 'Старый ноутбук');
    await mentor.page.getByText('Всё отправлено').first().waitFor();
    line.restore();
    await old.page
      .getByText(/изменение не принято/)
      .first()
      .waitFor({ timeout: 60_000 });
    await curator.openSection('Сегодня');
    await curator.goTo('#/waiting');
    const late = curator.page.locator('section', { hasText: 'Правки с отозванных устройств' });
    await late.getByRole('button', { name: 'Не принимать' }).first().waitFor({ timeout: 60_000 });
    await openProgramme(mentee);
    await openPart(mentee, 'Цель и сроки');
    expect(await textsOf(mentee)).not.toContain('Написано после отзыва');
    await old.goTo('#/waiting');
    await old.page
      .getByText(/отозван/)
      .first()
      .waitFor();
    await old.closeBrowser();
    await line.close();
  });

  it('[S4] the district counts a withdrawal; a killed and a restored relay get everything back', async () => {
    const { mentor, mentee } = people;
    await relay.stop();
    const copy = `${folder}-an-hour-ago`;
    await cp(folder, copy, { recursive: true });
    await relay.start();

    await withdrawConsent(mentee);
    await expect.poll(() => activePairs(people.head, relay), { timeout: 60_000 }).toBe('0');

    await openProgramme(mentor);
    await addTask(mentor, 'Подтверждено узлом');
    await waitForTier(mentor, 'relay', 'district');
    await Promise.all([addTask(mentor, 'Написано, пока узел падал'), relay.kill()]);
    await relay.start();
    await openProgramme(mentee);
    await waitForTask(mentee, 'Подтверждено узлом');
    await waitForTask(mentee, 'Написано, пока узел падал');
    await waitForTier(mentor, 'relay', 'district');

    await relay.kill();
    await rm(folder, { recursive: true });
    await rename(copy, folder);
    await relay.start();
    await expect
      .poll(async () => JSON.stringify(await readStoredTexts(folder)), {
        timeout: 60_000,
        interval: 1_000,
      })
      .toMatch(/Написано, пока узел падал/);
    await expect.poll(() => activePairs(people.head, relay), { timeout: 60_000 }).toBe('0');
  });

  it('[O6] no name, no text, no code and no ticket stands in what the relay has logged', () => {
    const log = relay.log.join('\n');
    expect(relay.log.length).toBeGreaterThan(20);
    const written = ['планирование урока', 'Наблюдать', 'Написано', 'ПРИПИСКА', 'посмотреть'];
    const codes = invitationCodes.map((link) => link.split('#')[1] ?? link);
    const named = /Берёзкин|Ясенев|Школа № 1|Компьютер|ticket=/;
    expect([...written, ...surnames, ...codes].filter((word) => log.includes(word))).toEqual([]);
    expect(log).not.toMatch(named);
  });
});

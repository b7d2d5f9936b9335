import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFailed } from 'vitest';
import { createDemoDistrict, type DemoDistrict } from '../demo/create-demo-district.ts';
import { demoRu } from '../demo/text/ru.ts';
import {
  assertNoPupilNames,
  besideJournal,
  correct,
  markCell,
  openJournal,
  readMarks,
  surnameOf,
  waitForNote,
  type JournalDesk,
} from '../people/work/journal-work.ts';
import { keepScreens } from '../people/keep-screens.ts';
import { formPair, menteeName } from '../people/work/pair-work.ts';
import { Person } from '../people/person.ts';
import { readStoredTexts } from '../people/stored-texts.ts';
import { startPortal, type Portal } from '../portal/start-portal.ts';
import { surnames } from '../portal/text/journal.ru.ts';

const cell = { pupilId: 'pupil-5', lessonId: 'lesson-6' };

/* The curator beside a class journal; the steps build on one another, in order. */
describe('a note on a cell of a journal', () => {
  let district: DemoDistrict;
  let portal: Portal;
  let curator: Person;
  let desk: JournalDesk;
  let stored: string;

  beforeAll(async () => {
    const folder = join(mkdtempSync(join(tmpdir(), 'nastavnik-district-')), 'data');
    district = await createDemoDistrict({ folder, port: 0, language: 'ru', texts: demoRu });
    portal = await startPortal();
    curator = await Person.sitDown('curator', besideJournal);
    await curator.join(district.link('curator'), 'Кабинет куратора');
    await formPair(curator);
    desk = await openJournal(curator, portal.url);
  }, 120_000);

  beforeEach(() => {
    onTestFailed(() => keepScreens([curator]));
  });

  afterAll(async () => {
    await curator.closeBrowser();
    await portal.close();
    await district.close();
  });

  it('[D.2] shows the note without the pupil’s name before it is saved, and saves that', async () => {
    const surname = await surnameOf(desk.journal, cell);
    stored = await markCell(desk, cell, {
      text: `${surname}: разобрать с наставником пропуск темы`,
      tie: menteeName,
    });
    expect(stored).toBe('Ученик 5: разобрать с наставником пропуск темы');
    await waitForNote(desk.panel, stored, 'на месте');
    await expect.poll(() => readMarks(desk.journal)).toEqual([expect.objectContaining(cell)]);
    expect(await desk.journal.locator('body').getAttribute('data-opened')).toBeNull();
  });

  it('[C.1] stays on its cell when the page draws itself anew and sorts the pupils', async () => {
    const row = () =>
      desk.journal
        .locator('tr:has(td[data-pupil])')
        .evaluateAll(
          (rows, id) => rows.findIndex((one) => one.querySelector(`[data-pupil="${id}"]`)),
          cell.pupilId,
        );
    const before = await row();
    await desk.journal.getByRole('button', { name: 'Обновить' }).click();
    await desk.journal.getByRole('button', { name: 'По среднему баллу' }).click();
    expect(await row()).not.toBe(before);
    await expect.poll(() => readMarks(desk.journal)).toEqual([expect.objectContaining(cell)]);
    await waitForNote(desk.panel, stored, 'на месте');
  });

  it('[C.1] says that the value changed when the teacher corrects the mark', async () => {
    await correct(desk.journal, cell, '2');
    await waitForNote(desk.panel, stored, 'на месте, значение изменилось');
    await expect
      .poll(() => readMarks(desk.journal))
      .toEqual([{ ...cell, label: expect.stringContaining('(на месте, значение изменилось)') }]);
  });

  it('[C.1] is neither listed nor drawn on the same cell of another subject', async () => {
    const note = desk.panel.getByRole('listitem').filter({ hasText: stored });
    await desk.journal.getByLabel('Предмет').selectOption('Химия');
    await note.waitFor({ state: 'detached' });
    await expect.poll(() => readMarks(desk.journal)).toEqual([]);
    await desk.journal.getByLabel('Предмет').selectOption('Физика');
    await note.waitFor();
    await expect.poll(() => readMarks(desk.journal)).toEqual([expect.objectContaining(cell)]);
  });

  it('[C.1] is found by a panel opened anew, and is listed in the workspace', async () => {
    await desk.panel.close();
    desk = await openJournal(curator, portal.url);
    await waitForNote(desk.panel, stored, 'на месте');
    await expect.poll(() => readMarks(desk.journal)).toEqual([expect.objectContaining(cell)]);
    await curator.openSection('Заметки');
    await curator.page.getByText(stored).waitFor();
  });

  it('[D.2] leaves no pupil’s name in any byte that synced', async () => {
    await desk.panel.getByText('Всё отправлено').waitFor();
    await district.service.counted();
    const texts = await readStoredTexts(district.dataFolder);
    // The same reading finds what did sync, so a name would have been found as well.
    expect(texts.some(({ text }) => text.includes(stored))).toBe(true);
    await assertNoPupilNames(district.dataFolder, surnames);
    await expect(assertNoPupilNames(district.dataFolder, ['Ученик'])).rejects.toThrow('уче');
  });
});

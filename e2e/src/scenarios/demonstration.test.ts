import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFailed } from 'vitest';
import { createDemoDistrict } from '../demo/create-demo-district.ts';
import { demoRu } from '../demo/text/ru.ts';
import { keepScreens } from '../people/keep-screens.ts';
import {
  formPair,
  giveConsent,
  recordOrder,
  signOrder,
  waitForPairState,
} from '../people/pair-work.ts';
import { Person } from '../people/person.ts';
import {
  addActivity,
  openActivity,
  openPart,
  openProgramme,
  startProgramme,
  typeAt,
  waitForTier,
  waitForValue,
} from '../people/programme-work.ts';
import { RelayProcess } from '../people/relay-process.ts';

type Part = 'head' | 'curator' | 'mentor' | 'mentee';

/*
 * The whole product as its people meet it: the built extension in real browsers, the real relay,
 * a generated journal. The steps build on one another, in order, as a school year does.
 */
describe('the walking product', () => {
  let relay: RelayProcess;
  const people = {} as Record<Part, Person>;

  beforeAll(async () => {
    const folder = join(mkdtempSync(join(tmpdir(), 'nastavnik-district-')), 'data');
    const district = await createDemoDistrict({ folder, port: 0, language: 'ru', texts: demoRu });
    await district.close();
    relay = new RelayProcess(folder, Number(new URL(district.url).port));
    await relay.start();
    for (const part of ['head', 'curator', 'mentor', 'mentee'] as const) {
      people[part] = await Person.sitDown(part);
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
});

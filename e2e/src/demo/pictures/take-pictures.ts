import { mkdirSync, mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { buildExtension, isExtensionStale } from '../build-extension.ts';
import { createDemoDistrict, type DemoDistrict } from '../create-demo-district.ts';
import { demoRu } from '../text/ru.ts';
import {
  besideJournal,
  markCell,
  openJournal,
  surnameOf,
  waitForNote,
} from '../../people/work/journal-work.ts';
import {
  formPair,
  giveConsent,
  menteeName,
  recordOrder,
  signOrder,
} from '../../people/work/pair-work.ts';
import { Person } from '../../people/person.ts';
import {
  addTask,
  openProgramme,
  startProgramme,
  waitForTask,
} from '../../people/work/programme-work.ts';
import { startPortal } from '../../portal/start-portal.ts';
import { overviewPage } from './overview-page.ts';
import { picturesRu } from './text/ru.ts';

const folder = fileURLToPath(new URL('../../../../docs/pictures', import.meta.url));
/** A picture heavier than this has no place in a repository. */
const heaviestBytes = 250 * 1024;

const shoot = async (page: Page, width: number, height: number): Promise<Buffer> => {
  await page.setViewportSize({ width, height });
  await page.evaluate(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    scrollTo(0, 0);
  });
  return page.screenshot();
};

async function shootInto(page: Page, name: string): Promise<void> {
  const path = join(folder, name);
  await page.screenshot({ path, fullPage: true });
  const { size } = statSync(path);
  if (size > heaviestBytes)
    throw new Error(`${name} has ${size} bytes, more than ${heaviestBytes}`);
  console.log(`${name}: ${Math.round(size / 1024)} KiB`);
}

/** From five invitations to an active pair with a programme that both have written. */
async function work(district: DemoDistrict, people: Record<Part, Person>): Promise<void> {
  for (const part of parts) await people[part].join(district.link(part), demoRu.parts[part]);
  const { head, curator, mentor, mentee } = people;
  await formPair(curator);
  await giveConsent(mentor);
  await giveConsent(mentee);
  await recordOrder(curator, '14-к');
  await signOrder(head);
  await startProgramme(mentor, picturesRu.programme);
  await addTask(mentor, picturesRu.mentorsTask);
  await openProgramme(mentee);
  await waitForTask(mentee, picturesRu.mentorsTask);
  await addTask(mentee, picturesRu.menteesTask);
  await waitForTask(mentor, picturesRu.menteesTask);
}

/** The mentor's own marginalia beside the class journal. */
async function annotate(person: Person, url: string) {
  const desk = await openJournal(person, url);
  const cell = { pupilId: 'pupil-3', lessonId: 'lesson-4' };
  const surname = await surnameOf(desk.journal, cell);
  const note = { text: picturesRu.note(surname), tie: menteeName };
  await waitForNote(desk.panel, await markCell(desk, cell, note), picturesRu.noteInPlace);
  return desk;
}

const parts = ['head', 'curator', 'mentor', 'mentee'] as const;
type Part = (typeof parts)[number];

if (isExtensionStale()) buildExtension();
mkdirSync(folder, { recursive: true });
const data = join(mkdtempSync(join(tmpdir(), 'nastavnik-pictures-')), 'data');
const district = await createDemoDistrict({ folder: data, port: 0, language: 'ru', texts: demoRu });
const portal = await startPortal({ pupils: 14, shown: 16, later: 0 });
const people = {} as Record<Part, Person>;
for (const part of parts) people[part] = await Person.sitDown(part, besideJournal);
try {
  const { mentor, mentee } = people;
  await work(district, people);
  const desk = await annotate(mentor, portal.url);
  await district.service.counted();
  const districtPage = await people.head.browser.context.newPage();
  await districtPage.goto(district.pageUrl());
  await districtPage.getByRole('heading', { level: 1 }).waitFor();

  await mentor.page.bringToFront();
  const plates = [
    {
      ...picturesRu.plates.mentor,
      picture: await shoot(mentor.page, 1000, 830),
      area: '1 / 1 / 2 / 7',
    },
    {
      ...picturesRu.plates.mentee,
      picture: await shoot(mentee.page, 1000, 830),
      area: '1 / 7 / 2 / 13',
    },
    {
      ...picturesRu.plates.journal,
      picture: await shoot(desk.journal, 1000, 560),
      area: '2 / 1 / 3 / 6',
    },
    {
      ...picturesRu.plates.panel,
      picture: await shoot(desk.panel, 400, 560),
      area: '2 / 6 / 3 / 8',
    },
    {
      ...picturesRu.plates.district,
      picture: await shoot(districtPage, 1000, 560),
      area: '2 / 8 / 3 / 13',
    },
  ];
  await mentor.page.setViewportSize({ width: 1100, height: 860 });
  await shootInto(mentor.page, 'programme.png');
  await districtPage.setViewportSize({ width: 1100, height: 700 });
  await shootInto(districtPage, 'district.png');
  const board = await people.head.browser.context.newPage();
  await board.setViewportSize({ width: 1400, height: 600 });
  await board.setContent(overviewPage(plates));
  await shootInto(board, 'overview.png');
} finally {
  for (const person of Object.values(people)) await person.closeBrowser();
  await portal.close();
  await district.close();
}

import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { createDemoDistrict } from '../../demo/create-demo-district.ts';
import { demoRu } from '../../demo/text/ru.ts';
import { Person } from '../person.ts';
import { RelayProcess } from '../relay-process.ts';
import { formPair } from './pair-work.ts';
import { openPart, openProgramme, startProgramme, waitForTier } from './programme-work.ts';

/** A mentor with an empty goal open, whose district has it already. */
export interface GoalDesk {
  readonly mentor: Person;
  readonly relay: RelayProcess;
  readonly goal: () => Locator;
  /** Opens the goal anew and gives what stands there. */
  openGoal(): Promise<string>;
  close(): Promise<void>;
}

export async function sitDownToGoal(): Promise<GoalDesk> {
  const folder = join(mkdtempSync(join(tmpdir(), 'nastavnik-goal-')), 'data');
  const district = await createDemoDistrict({ folder, port: 0, language: 'ru', texts: demoRu });
  await district.close();
  const relay = new RelayProcess(folder, Number(new URL(district.url).port));
  await relay.start();
  const curator = await Person.sitDown('curator');
  await curator.join(district.link('curator'), 'Стол');
  await formPair(curator);
  const mentor = await Person.sitDown('mentor');
  await mentor.join(district.link('mentor'), 'Ноутбук');
  await startProgramme(mentor, {
    title: 'Первый год',
    goal: '',
    start: '2026-12-01',
    end: '2027-05-31',
  });
  await waitForTier(mentor, 'relay', 'district');
  await curator.closeBrowser();
  const goal = (): Locator => mentor.field('Цель');
  return {
    mentor,
    relay,
    goal,
    openGoal: async () => {
      await openProgramme(mentor);
      await openPart(mentor, 'Цель и сроки');
      return goal().inputValue();
    },
    close: async () => {
      await mentor.closeBrowser();
      await relay.stop();
    },
  };
}

import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFailed } from 'vitest';
import { createDemoDistrict, type DemoDistrict } from '../demo/create-demo-district.ts';
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

type Part = 'head' | 'curator' | 'mentor' | 'mentee';

/*
 * The whole product as its people meet it: the built extension in real browsers, the real relay,
 * a generated journal. The steps build on one another, in order, as a school year does.
 */
describe('the walking product', () => {
  let district: DemoDistrict;
  const people = {} as Record<Part, Person>;

  beforeAll(async () => {
    const folder = join(mkdtempSync(join(tmpdir(), 'nastavnik-district-')), 'data');
    district = await createDemoDistrict({ folder, port: 0, language: 'ru', texts: demoRu });
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
    await district.close();
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
});

import type { Locator } from 'playwright-core';
import { openPair } from './pair-work.ts';
import type { Person } from '../person.ts';

/** Opens the only programme of a person's list. */
export async function openProgramme(person: Person): Promise<void> {
  await person.openSection('Программы');
  await person.page.getByRole('main').getByRole('link').filter({ hasText: /\S/ }).first().click();
  await person.page.getByRole('tab', { name: 'Цель и сроки' }).waitFor();
}

export async function openPart(person: Person, part: string): Promise<void> {
  await person.page.getByRole('tab', { name: part }).click();
}

/** The mentor begins the pair's programme and writes its first lines. */
export async function startProgramme(
  mentor: Person,
  programme: { title: string; goal: string; start: string; end: string },
): Promise<void> {
  await openPair(mentor);
  await mentor.press('Начать программу');
  await mentor.page.getByRole('tab', { name: 'Цель и сроки' }).waitFor();
  await mentor.field('Название').fill(programme.title);
  await mentor.field('Цель').fill(programme.goal);
  await mentor.field('Начало').fill(programme.start);
  await mentor.field('Окончание').fill(programme.end);
}

export async function addActivity(person: Person, title: string): Promise<void> {
  await openPart(person, 'Мероприятия');
  await person.button('Добавить мероприятие').first().click();
  const dialog = person.page.getByRole('dialog');
  await dialog.getByLabel('Мероприятие', { exact: true }).fill(title);
  await dialog.getByRole('button', { name: 'Добавить', exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
}

/** One activity with its texts, opened. */
export async function openActivity(person: Person, title: string): Promise<Locator> {
  await openPart(person, 'Мероприятия');
  const item = person.page.locator('details', { hasText: title }).first();
  await item.waitFor();
  if (!(await item.evaluate((node) => (node as HTMLDetailsElement).open))) {
    await item.locator('summary').first().click();
  }
  return item;
}

/** Types at one end of a text without touching the rest. */
export async function typeAt(field: Locator, end: 'start' | 'end', text: string): Promise<void> {
  await field.focus();
  await field.press(end === 'start' ? 'Control+Home' : 'Control+End');
  await field.pressSequentially(text);
}

/** Waits until the record on the screen says it has got that far. */
export async function waitForTier(
  person: Person,
  ...tiers: readonly ('device' | 'relay' | 'district')[]
): Promise<void> {
  const anyOf = tiers.map((tier) => `article .tier[data-tier="${tier}"]`).join(', ');
  await person.page.locator(anyOf).first().waitFor({ timeout: 40_000 });
}

/** Signs the programme as one's role offers: «Согласовать» or «Утвердить». */
export async function signProgramme(
  person: Person,
  verb: 'Согласовать' | 'Утвердить',
): Promise<void> {
  await openProgramme(person);
  await openPart(person, 'Согласование');
  await person.button(verb).click();
  await person.sign();
}

/** Waits until a field holds exactly this text. */
export async function waitForValue(field: Locator, value: string): Promise<void> {
  const deadline = Date.now() + 30_000;
  let found = await field.inputValue();
  while (found !== value) {
    if (Date.now() > deadline) throw new Error(`the field holds «${found}», not «${value}»`);
    await field.page().waitForFunction(() => new Promise(requestAnimationFrame));
    found = await field.inputValue();
  }
}

export async function addTask(person: Person, text: string): Promise<void> {
  await openPart(person, 'Цель и сроки');
  const tasks = person.page.getByLabel(/^Задача \d+$/);
  const before = await tasks.count();
  await person.press('Добавить задачу');
  await typeAt(tasks.nth(before), 'end', text);
}

export async function waitForTask(person: Person, text: string): Promise<void> {
  await openPart(person, 'Цель и сроки');
  const arrived = person.page.waitForFunction(
    (wanted) => [...document.querySelectorAll('textarea')].some((field) => field.value === wanted),
    text,
    { timeout: 40_000 },
  );
  await arrived.catch(async () => {
    const found = await textsOf(person);
    throw new Error(`${person.name} does not have «${text}», but: ${found.join(' · ')}`);
  });
}

/** What the fields on the screen hold. */
export function textsOf(person: Person): Promise<string[]> {
  return person.page
    .locator('textarea')
    .evaluateAll((fields) => fields.map((field) => (field as HTMLTextAreaElement).value));
}

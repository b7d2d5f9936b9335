import type { Person } from '../person.ts';

/** Names as lists show them: surname first. */
export const mentorName = /Берёзкина/;
export const menteeName = /Ясенев/;

async function choose(person: Person, label: string, name: RegExp): Promise<void> {
  const select = person.page.getByLabel(label, { exact: true });
  const option = select.locator('option', { hasText: name });
  await option.waitFor({ state: 'attached' });
  await select.selectOption((await option.getAttribute('value')) ?? '');
}

/** The curator proposes a pair; leaves the curator on the pair's page. */
export async function formPair(curator: Person): Promise<void> {
  await curator.openSection('Пары');
  await curator.page
    .getByRole('link', { name: 'Сформировать пару' })
    .or(curator.button('Сформировать пару'))
    .first()
    .click();
  await choose(curator, 'Наставник', mentorName);
  await choose(curator, 'Наставляемый', menteeName);
  await curator.button('Сформировать пару').click();
  await curator.page.getByRole('heading', { level: 1, name: mentorName }).waitFor();
}

/** Opens the only pair of a person's list. */
export async function openPair(person: Person): Promise<void> {
  await person.openSection('Пары');
  await person.page.getByRole('link', { name: menteeName }).first().click();
  await person.page.getByRole('heading', { level: 1, name: mentorName }).waitFor();
}

export async function giveConsent(person: Person): Promise<void> {
  await openPair(person);
  await person.press('Дать согласие');
  await person.sign();
  await person.button('Отозвать согласие').waitFor();
}

export async function withdrawConsent(person: Person): Promise<void> {
  await openPair(person);
  await person.press('Отозвать согласие');
  await person.sign();
}

/** The curator writes down number and date of the head's order. */
export async function recordOrder(curator: Person, number: string): Promise<void> {
  await openPair(curator);
  await curator.press('Записать приказ');
  await curator.field('Номер приказа').fill(number);
  await curator.page.getByRole('dialog').getByRole('button', { name: 'Сохранить' }).click();
  await curator.page.getByText(`№ ${number}`).waitFor();
}

export async function signOrder(head: Person): Promise<void> {
  await openPair(head);
  await head.press('Подписать приказ');
  await head.sign();
}

/** What the pair's page says of the pair's state. */
export async function waitForPairState(person: Person, state: string): Promise<void> {
  await person.page.locator('.mark', { hasText: state }).first().waitFor();
}

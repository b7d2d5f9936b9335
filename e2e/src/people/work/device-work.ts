import type { Person } from '../person.ts';

/** A link for one's second device, with the relay's address put as `host`. */
export async function inviteOwnDevice(person: Person, host: string): Promise<string> {
  await person.goTo('#/settings/devices');
  await person.press('Получить код');
  const link = await person.field('Ссылка').inputValue();
  await person.page.getByRole('dialog').getByRole('button', { name: 'Закрыть' }).first().click();
  return link.replace(/\/\/[^/#]+/, `//${host}`);
}

/** Shuts out one's other device by its name. */
export async function revokeDevice(person: Person, name: string): Promise<void> {
  await person.goTo('#/settings/devices');
  const row = person.page.locator('li', { hasText: name });
  await row.getByRole('button', { name: 'Отозвать', exact: true }).click();
  await person.page.getByRole('dialog').getByRole('button', { name: 'Отозвать' }).click();
  await row.getByText('отозвано').waitFor();
}

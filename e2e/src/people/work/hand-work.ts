import type { Person } from '../person.ts';

/** Presses a button that gives a file, and gives the path it was saved at. */
export async function savedBy(person: Person, name: string): Promise<string> {
  const download = person.page.waitForEvent('download');
  await person.press(name);
  return (await download).path();
}

/** Chooses a file in the only field of the screen that takes our files, by the field's name. */
export const choose = (person: Person, field: string, file: string): Promise<void> =>
  person.page.getByLabel(field, { exact: true }).setInputFiles(file);

export async function openStorage(person: Person): Promise<void> {
  await person.goTo('#/settings/storage');
  await person.page.getByRole('heading', { name: 'Файл обмена' }).waitFor();
}

/** Loads a file of changes under settings and waits until something was taken. */
export async function loadFile(person: Person, file: string): Promise<void> {
  await choose(person, 'Файл обмена для загрузки', file);
  await person.page.getByText(/^Загружено:/).waitFor();
}

/** One of the two begins; leaves the founder in the workplace. */
export async function beginAlone(founder: Person): Promise<void> {
  await founder.press('Без сервера: вдвоём');
  await founder.press('Начать');
  await founder.field('Как назвать вашу организацию').fill('Сельская школа');
  await founder.field('Вы: фамилия').fill('Берёзкина');
  await founder.field('Вы: имя').fill('Анна');
  await founder.field('Второй человек: фамилия').fill('Ясенев');
  await founder.field('Второй человек: имя').fill('Илья');
  await founder.field('Как назвать это устройство').fill('Ноутбук дома');
  await founder.press('Начать работу');
  await founder.field('Код восстановления').waitFor();
}

/** The founder's file for the other, and the code to be read aloud. */
export async function inviteByFile(founder: Person): Promise<{ file: string; code: string }> {
  await founder.openSection('Участники');
  await founder.press('Пригласить');
  const code = await founder.field('Код').inputValue();
  const file = await savedBy(founder, 'Сохранить файл приглашения');
  await founder.page.keyboard.press('Escape');
  return { file, code };
}

/** The other comes in by both; gives the answer's file. */
export async function joinAlone(
  second: Person,
  { file, code }: { readonly file: string; readonly code: string },
): Promise<string> {
  await second.press('Без сервера: вдвоём');
  await second.press('Войти по файлу');
  await choose(second, 'Файл приглашения', file);
  await second.field('Код, прочитанный вслух').fill(code.toLowerCase());
  await second.field('Как вас называть на этом компьютере').fill('Илья');
  await second.field('Как назвать это устройство').fill('Дом Ильи');
  await second.press('Войти');
  return savedBy(second, 'Сохранить файл ответа');
}

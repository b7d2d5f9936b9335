import { count } from '../formats.ts';

const changes = (amount: number): string =>
  count('ru', amount, {
    one: 'изменение',
    few: 'изменения',
    many: 'изменений',
    other: 'изменения',
  });

export const files = {
  title: 'Файл обмена',
  hint: 'Когда между вами нет связи, передайте записи пары файлом. Файл подписан вашим устройством; в нём ваши рабочие записи, передавайте его из рук в руки.',
  save: 'Сохранить файл',
  load: 'Загрузить файл',
  choose: 'Файл обмена для загрузки',
  name: (date: string) => `обмен-${date}.nastavnik`,
  saved: 'Файл сохранён.',
  nothingNew: 'В файле нет ничего нового: всё это у вас уже есть.',
  taken: (amount: number) => `Загружено: ${changes(amount)}.`,
  refused: (amount: number) =>
    `Не принято: ${changes(amount)}. Ваши записи при этом не изменились.`,
  waiting: (amount: number) => `Отложено, потому что не на что опереться: ${changes(amount)}.`,
};

import type { DemoTexts } from './demo-texts.ts';

export const demoRu: DemoTexts = {
  organisations: [
    { fullName: 'Демонстрационная средняя школа № 1', shortName: 'Школа № 1', kind: 'general' },
    { fullName: 'Демонстрационная основная школа № 2', shortName: 'Школа № 2', kind: 'general' },
    {
      fullName: 'Демонстрационный центр дополнительного образования',
      shortName: 'Центр дополнительного образования',
      kind: 'additional',
    },
  ],
  people: {
    head: {
      lastName: 'Воронцова',
      firstName: 'Елена',
      patronymic: 'Аркадьевна',
      position: 'директор',
    },
    curator: {
      lastName: 'Лисицын',
      firstName: 'Пётр',
      patronymic: 'Романович',
      position: 'заместитель директора',
    },
    mentor: {
      lastName: 'Берёзкина',
      firstName: 'Ольга',
      patronymic: 'Степановна',
      position: 'учитель математики',
    },
    mentee: {
      lastName: 'Ясенев',
      firstName: 'Илья',
      patronymic: 'Глебович',
      position: 'учитель математики',
    },
  },
  organisationPlan: (shortName) => `Дорожная карта внедрения наставничества: ${shortName}`,
  parts: {
    operator: 'Оператор района',
    head: 'Руководитель',
    curator: 'Куратор',
    mentor: 'Наставник',
    mentee: 'Наставляемый',
  },
  building: 'Собираю расширение…',
  creating: 'Создаю демонстрационный район…',
  ready: (url) => `Узел работает: ${url}`,
  invitations: 'Приглашения (каждое действует один раз):',
  allUsed: 'Все приглашения использованы.',
  extension: (path) =>
    `Расширение (распакованное): ${path}\n  Chrome, Edge, Яндекс Браузер: «Расширения» → «Режим разработчика» → «Загрузить распакованное».`,
  browser:
    'Открыть Chromium с расширением, у каждого имени свой профиль:\n  npm run browser -- curator\n  npm run browser -- mentor\n  npm run browser -- mentee',
  districtPage: (url) =>
    `Страницы района (ссылка на один вход, 60 секунд; новая — Enter):\n  ${url}`,
  stop: 'Остановить: Ctrl+C. Данные лежат в папке .demo; удалите её, чтобы начать заново.',
  portTaken: (port) => `Порт ${port} занят, беру свободный.`,
};

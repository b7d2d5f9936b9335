import { count } from '../formats.ts';

export const shell = {
  navigation: 'Разделы',
  today: 'Сегодня',
  pairs: 'Пары',
  programmes: 'Программы',
  register: 'Реестр',
  roadmap: 'Дорожная карта',
  notes: 'Заметки',
  people: 'Участники',
  settings: 'Настройки',
  panelTabs: 'Разделы панели',
  thisPage: 'Эта страница',
  myPair: 'Моя пара',
  openWorkspace: 'Открыть рабочее место',
  lock: 'Закрыть на ключ',
  switchPerson: 'Сменить человека',
  shortcuts: 'Клавиши',
  shortcutsHint:
    'Работают в любой раскладке, пока курсор не в поле ввода. Выключаются в настройках.',
  shortcutGo: 'Alt + цифра — раздел по порядку',
  shortcutHelp: 'Shift + / — этот список',
  shortcutNew: 'N — новая запись на этом экране',
  shortcutSearch: '/ — поиск на этом экране',
  notFoundTitle: 'Такого экрана нет',
  notFound: 'Возможно, ссылка устарела.',
  toToday: 'На экран «Сегодня»',
};

export const status = {
  strip: 'Связь и сохранность',
  tier: { device: 'на устройстве', relay: 'на узле', district: 'в районе' },
  tierReached: 'достигнуто:',
  tierAhead: 'ещё нет:',
  online: 'Связь с узлом есть',
  connecting: 'Соединяемся с узлом',
  offline: 'Работаем без сети',
  noRelay: 'Без узла: всё хранится на этом устройстве',
  allSaved: 'Всё отправлено',
  waiting: (amount: number) =>
    count('ru', amount, {
      one: 'изменение ждёт отправки',
      few: 'изменения ждут отправки',
      many: 'изменений ждут отправки',
      other: 'изменения ждут отправки',
    }),
  refused: (amount: number) =>
    count('ru', amount, {
      one: 'изменение не принято',
      few: 'изменения не приняты',
      many: 'изменений не принято',
      other: 'изменения не приняты',
    }),
  lastContact: (when: string) => `Последняя связь: ${when}`,
  neverContacted: 'Связи с узлом ещё не было',
  clockDiffers: (minutes: number) =>
    `Часы устройства отличаются от часов узла на ${count('ru', minutes, { one: 'минуту', few: 'минуты', many: 'минут', other: 'минуты' })}. Проверьте дату и время.`,
  storageFailed: 'Не сохранено на устройстве. Не закрывайте вкладку.',
  damaged: (amount: number) =>
    `${count('ru', amount, { one: 'документ повреждён', few: 'документа повреждены', many: 'документов повреждено', other: 'документа повреждены' })} на устройстве. Недостающее берётся с узла.`,
};

import type { DocumentKindName, Part } from '@nastavnik/core/access';
import { count } from '../../formats.ts';

export const records = {
  kind: {
    organisation: 'Организация',
    register: 'Реестр',
    profile: 'Анкета',
    person: 'Карточка человека',
    pair: 'Пара',
    petition: 'Заявление',
    programme: 'Программа',
    notes: 'Заметки',
    roadmap: 'Дорожная карта',
    approvals: 'Подписи',
  } satisfies Record<DocumentKindName, string>,
  part: {
    self: 'сам человек',
    author: 'автор',
    mentor: 'наставник',
    mentee: 'наставляемый',
  } satisfies Record<Part, string>,
  relation: {
    granted: 'по разрешению',
    member: 'участник организации',
    districtMember: 'участник в районе',
  },
};

export const waiting = {
  title: 'Ожидает и не принято',
  waitingTitle: 'Ждёт отправки',
  beginning: 'Новый документ',
  waitingNone: 'Здесь будут изменения, которые ещё не дошли до узла. Сейчас таких нет.',
  waitingHint: 'Всё это уже сохранено на устройстве и уйдёт само, когда появится связь.',
  hereTitle: 'На этом устройстве',
  hereHint:
    'Узла нет, и отправлять некуда: всё это сохранено здесь. Передать второму человеку можно файлом обмена.',
  refusedTitle: 'Не принято узлом',
  refusedNone: 'Здесь будет то, что узел не принял, с причиной. Сейчас такого нет.',
  refusedHint: 'Ваш текст цел: его можно прочесть, скопировать или внести ещё раз.',
  entriesTitle: 'Действия с участниками',
  entryRefused: 'не принято',
  entryWaiting: 'ждёт узла',
  entryByFile: 'уйдёт файлом',
  entry: {
    found: 'Создание журнала',
    'add-member': 'Новый участник',
    'set-role': 'Изменение ролей',
    'add-device': 'Новое устройство',
    'revoke-device': 'Отзыв устройства',
    invite: 'Приглашение',
    grant: 'Разрешение читать',
    'revoke-grant': 'Отзыв разрешения',
    'create-document': 'Новая запись',
    'drop-document': 'Удаление записи',
    policy: 'Правило организации',
    handover: 'Передача журнала',
  },
  otherEntry: 'Другое действие',
  openRecord: 'Открыть запись',
  readDraft: 'Прочесть черновик',
  copyTexts: 'Скопировать текст',
  retryDraft: 'Внести ещё раз',
  discardDraft: 'Отказаться от правки',
  discardConfirm: 'Правка будет удалена с этого устройства. Вернуть её будет нельзя.',
  noTexts: 'В этой правке нет текста: менялись только даты, отметки или выбор из списка.',
  quarantineTitle: 'Правки с отозванных устройств',
  quarantineHint:
    'Сделаны после отзыва устройства. Решите по каждой: принять в запись или не принимать.',
  quarantineNone: 'Здесь будут поздние правки отозванных устройств. Сейчас их нет.',
  quarantineAccept: 'Принять',
  quarantineDiscard: 'Не принимать',
  changes: (amount: number) =>
    count('ru', amount, { one: 'правка', few: 'правки', many: 'правок', other: 'правки' }),
};

import { watchingRu } from './watching.ru.ts';
import { copiesRu } from './copies.ru.ts';
import { doctorRu } from './doctor.ru.ts';
import type { DocumentCase } from '../../store/store.ts';
import type { SettingName } from '../configuration/settings.ts';

/** Why each setting exists: stands as a comment in the configuration template. */
const settings: Record<SettingName, string> = {
  'server.host':
    'Адрес, на котором слушает узел. По умолчанию только этот компьютер; наружу узел выставляют через обратный прокси с TLS.',
  'server.port': 'Порт. 0 — любой свободный: полезно для проверок.',
  'server.publicUrl':
    'Адрес, который видят люди, например https://nastavnik.example.ru. Входит в приглашения и ссылки. Пусто — http://host:port.',
  'server.trustedProxies':
    'Адреса прокси, чьему заголовку X-Forwarded-For верить. Пусто — не верить никому.',
  'server.allowedOrigins':
    'Дополнительные источники, которым разрешён вебсокет. Расширение разрешено всегда.',
  'server.allowedHosts':
    'Имена, по которым открывают узел, кроме имени из public_url, localhost и самих адресов. С другим именем узел не отвечает (403).',
  'store.folder':
    'Папка данных: база узла и ключи. Относительный путь — от папки этого файла. Папку целиком и копируют.',
  'keys.relay': 'Файл ключа узла. Пусто — keys/relay.json в папке данных.',
  'keys.operator':
    'Файл ключа оператора. Пусто — keys/operator.json в папке данных. Команда serve его не читает; лучше хранить его отдельно от узла.',
  'documents.workers':
    'Сколько процессов держат документы. Повреждённый документ останавливает только свой процесс.',
  'documents.idleMinutes': 'Через сколько минут без обращений документ выгружается из памяти.',
  'backup.everyHours':
    'Через сколько часов serve сам делает копию, восстанавливает её для проверки и пишет итог в журнал. 0 — не делать.',
  'backup.folder':
    'Папка копий. Пусто — рядом с папкой данных, с окончанием -backups. Лучше другой диск.',
  'backup.relayKey':
    'include: ключ узла лежит в копии, и одной копии довольно для восстановления; храните её как ключ. leave: ключ хранится отдельно.',
  'backup.keepHours': 'За сколько последних часов хранить по одной копии.',
  'backup.keepDays': 'За сколько последних дней хранить по одной копии.',
  'backup.keepWeeks': 'За сколько последних недель хранить по одной копии.',
  'log.level': 'Подробность журнала. В журнале только коды и номера, без имён и содержания.',
  'log.format': 'json — строка на событие для сборщика; pretty — для чтения глазами.',
  'metrics.listen':
    'Отдельный адрес для сборщика метрик, например 127.0.0.1:9464. Пусто — /metrics на общем порту и только для этого компьютера.',
  'metrics.tokenFile':
    'Файл со словом, которое сборщик называет в Authorization: Bearer. Нужен, если адрес открыт не только этому компьютеру.',
  'pages.language': 'Язык страниц района, если браузер не назвал ни одного из двух.',
  'pages.sessionHours': 'Сколько часов после входа по билету открыты страницы района.',
};

/** Everything the commands say, in Russian; the English twin has the same shape. */
export const operationsRu = {
  settings,
  watching: watchingRu,
  copies: copiesRu,
  doctor: doctorRu,
  templateHead: [
    'Настройки узла «Наставник». Строки ниже — значения по умолчанию; чтобы изменить, снимите # и впишите своё.',
    'Сильнее файла переменная окружения (её имя стоит рядом), сильнее неё ключ командной строки.',
    'Неизвестная настройка — ошибка, чтобы опечатка не осталась незамеченной.',
  ],
  usage: [
    'nastavnik-relay — узел района: синхронизирует, проверяет права, считает.',
    '',
    'Команды:',
    '  init                    создать район: ключи, лист восстановления, первую запись журнала',
    '      --name НАЗВАНИЕ     название района',
    '      --time-zone ПОЯС    часовой пояс (по умолчанию Asia/Krasnoyarsk)',
    '      --demo              район «Демонстрационный район»',
    '  serve                   запустить узел',
    '  organisation            создать организацию района (нужен ключ оператора)',
    '      --name НАЗВАНИЕ     название организации',
    '  invite                  пригласить человека (нужен ключ оператора)',
    '      --role РОЛЬ         роль; можно повторить',
    '      --org НАЗВАНИЕ      организация: название или номер журнала; без неё — район',
    '      --person НОМЕР      номер человека, который уже есть в журнале',
    '      --days ЧИСЛО        срок действия в днях (по умолчанию 14)',
    '  handover                новый ключ узла или передача журнала устройству (узел остановлен)',
    '      --org, --device     организация и номер её устройства: дальше без узла',
    '  adopt                   карточка узла для тех, кто работал без узла',
    '  adopt ФАЙЛ              принять их журнал из файла обмена (узел остановлен)',
    '  recover КОД             вернуть управление по листу восстановления (узел остановлен)',
    '  status                  состояние узла',
    '  ticket                  одноразовый вход на страницы района (60 секунд)',
    ...doctorRu.usage,
    ...copiesRu.usage,
    ...watchingRu.usage,
    '  doc list                документы на карантине',
    '  doc inspect НОМЕР       что известно о документе: состояние, размер, причина карантина',
    '  doc quarantine НОМЕР    снять документ с обслуживания',
    '  doc release НОМЕР       вернуть документ в работу под наблюдением',
    '  config check            проверить настройки',
    '  config print            показать действующие настройки',
    '      --redact            без адресов и путей',
    '  config template         показать файл настроек с пояснениями',
    '',
    'Общие ключи: --config ФАЙЛ, --data ПАПКА, --host АДРЕС, --port ПОРТ, --lang ru|en, --json',
  ].join('\n'),
  demoDistrictName: 'Демонстрационный район',
  operatorLabel: 'Ключ оператора',
  handedOver: (logs: number, kid: string) =>
    `Передано журналов: ${logs}. Новые записи подписывает ключ ${kid}. Прежний ключ узла отложен рядом; запустите serve.`,
  relayCard:
    'Передайте эту строку основателю организации: он вставит её в «Настройки → Данные на устройстве → Подключить узел» и пришлёт вам файл обмена.',
  adopted: (name: string, logId: string, entries: number) =>
    `Журнал принят: ${name} (${logId}), записей: ${entries}. Запустите serve и сообщите людям: можно подключаться.`,
  alreadyAdopted: (name: string) => `Журнал «${name}» на этом узле уже есть. Ничего не изменено.`,
  notHandedHere:
    'Журнал в файле не передан этому узлу. Дайте основателю карточку узла (команда adopt) и попросите новый файл. Ничего не изменено.',
  wrongRecoveryCode:
    'Код не подходит ни к одному журналу этого узла. Проверьте лист восстановления: 20 знаков, группами по пять.',
  recovered: (logs: number, path: string) =>
    `Управление возвращено, журналов: ${logs}. Новый ключ оператора: ${path}; прежние ключи оператора отозваны. Уберите лист обратно в сейф.`,
  initialised: (name: string) => `Район создан: ${name}.`,
  alreadyInitialised: (folder: string) => `В папке ${folder} район уже создан. Ничего не изменено.`,
  keyFiles: (operator: string, relay: string) =>
    `Ключ оператора: ${operator} (храните отдельно от узла)\nКлюч узла: ${relay}`,
  recoverySheet: (path: string) =>
    `Лист восстановления: ${path}. Напечатайте его, уберите в сейф, а файл удалите.`,
  nextSteps: 'Дальше: serve — запустить узел, invite — пригласить людей.',
  recoveryTitle: 'Лист восстановления',
  recoveryBody: (name: string, date: string) => [
    `Район: ${name}`,
    `Создан: ${date}`,
    '',
    'Этот ключ возвращает управление районом, если ключ оператора утрачен.',
    'Храните лист в сейфе. Кто держит лист, тот может назначить нового оператора.',
  ],
  recoveryCode: 'Код восстановления',
  recoveryFingerprint: 'Отпечаток',
  listening: (url: string) => `Узел слушает: ${url}`,
  draining: 'Узел останавливается: новые соединения не принимаются.',
  stopped: 'Узел остановлен, всё принятое записано.',
  invited: (roles: string, organisation: string) => `Приглашение: ${roles}, ${organisation}`,
  invitationCode: 'Код',
  invitationLink: 'Ссылка',
  invitationExpires: (date: string) => `Действует до ${date}, один раз.`,
  missingOption: (option: string) => `Не указан ключ --${option}.`,
  unknownCommand: (name: string) => `Неизвестная команда «${name}».`,
  unknownOption: (text: string) => `Не понимаю ключ: ${text}`,
  unknownRole: (role: string, known: string) => `Нет роли «${role}». Есть: ${known}.`,
  unknownOrganisation: (name: string, known: string) =>
    `Нет организации «${name}». Есть: ${known || '—'}.`,
  organisationFounded: (name: string, logId: string) => `Организация создана: ${name} (${logId}).`,
  organisationExists: (name: string) => `Организация «${name}» уже есть.`,
  systemError: (code: string) => `Система отказала: ${code}. Проверьте адрес, порт и папку данных.`,
  noOperatorKey: (path: string) =>
    `Не найден ключ оператора: ${path}. Укажите его настройкой keys.operator.`,
  openFilePermissions: (path: string) =>
    `Файл ключа ${path} доступен другим пользователям. Ограничьте доступ: chmod 600.`,
  configurationGood: 'Настройки верны.',
  ticket: (url: string, seconds: number) =>
    `Откройте в течение ${seconds} с, ссылка действует один раз:\n${url}`,
  documents: {
    idNeeded: 'Укажите номер документа: doc inspect НОМЕР. Номера на карантине покажет doc list.',
    unknown: (id: string) => `Нет документа ${id}.`,
    noneQuarantined: 'На карантине нет ни одного документа.',
    nextAfterList: 'Дальше: doc inspect НОМЕР — подробности, doc release НОМЕР — вернуть в работу.',
    quarantined: 'Документ снят с обслуживания. Вернуть его: doc release НОМЕР.',
    released:
      'Документ снова обслуживается и под наблюдением: если он опять остановит процесс, то вернётся на карантин сам. Устройства получат его при следующем соединении.',
    trippedAgain:
      'Документ опять остановил процесс и остался на карантине. Данные целы: на устройствах и в базе узла. Снимите копию (backup create), обновите узел и попробуйте снова.',
    states: { open: 'обслуживается', quarantined: 'на карантине', dropped: 'удалён' },
    lines: (found: DocumentCase) =>
      [
        `Документ ${found.documentId}`,
        `  Вид: ${found.kind}; журнал: ${found.logId}`,
        `  Состояние: ${operationsRu.documents.states[found.state]}`,
        `  Последняя запись: ${found.seq}; вершины: ${found.heads.join(', ') || '—'}`,
        `  Изменений: ${found.changes}, байт: ${found.changeBytes}, снимок: ${found.snapshotBytes} байт`,
        `  Повреждённых изменений: ${found.damagedChanges}`,
      ].join('\n'),
    reason: (reason: string, at: string | undefined, goodSeq: number) =>
      `  На карантине: ${reason}${at === undefined ? '' : `, с ${at}`}; последняя хорошая запись: ${goodSeq}`,
    reasons: {
      ended: 'останавливал процесс документов',
      'too-slow': 'обрабатывался дольше отведённого времени',
      'too-large': 'требовал больше памяти, чем отведено',
      unreadable: 'не читается',
      operator: 'так решил оператор',
    },
    next: {
      open: 'Дальше: doc quarantine НОМЕР — снять с обслуживания.',
      quarantined: 'Дальше: doc release НОМЕР — попробовать вернуть в работу.',
      dropped: 'Удалённый документ не возвращается.',
    },
  },
  statusUp: (url: string) => `Узел работает: ${url}`,
  statusDown: 'Узел не запущен.',
  statusDraining: 'Узел останавливается.',
  statusLines: {
    version: 'Версия',
    logs: 'Журналов участников',
    documents: 'Документов',
    changes: 'Изменений',
    refusals: 'Отказов',
    sessions: 'Соединений',
    behind: 'Не посчитано изменений',
  },
};

export type OperationsTexts = typeof operationsRu;

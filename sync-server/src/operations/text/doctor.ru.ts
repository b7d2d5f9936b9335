import type { CheckCode, CheckLevel } from '../copies/examination/check.ts';

const names: Record<CheckCode, string> = {
  sqlite: 'Версия SQLite',
  journal: 'Режим журнала базы',
  schema: 'Версия данных (есть/нужна)',
  content: 'Содержимое: проверено документов · изменений · записей журналов',
  audit: 'Журнал действий, записей',
  reports: 'Таблицы отчётов отстали на изменений',
  disk: 'Свободно на диске',
  clock: 'Часы',
  'relay-key': 'Ключ узла',
  'operator-key': 'Ключ оператора',
  copies: 'Последняя проверенная копия',
  relay: 'Узел',
  address: 'Общий адрес',
  websocket: 'Вебсокет через общий адрес',
  certificate: 'Сертификат, дней осталось',
};

const next: Record<CheckCode, string> = {
  sqlite: 'Эта SQLite может испортить базу. Обновите Node до 24 или новее.',
  journal: 'База не в режиме WAL. Не открывайте её посторонними программами; запустите serve.',
  schema:
    'Данные другой версии. Меньше нужной: сделайте backup create и запустите serve, он обновит. Больше: обновите узел.',
  content:
    'Сделайте backup create, чтобы сохранить то, что есть, затем восстановите последнюю проверенную копию: backup list, restore.',
  audit:
    'Цепочка журнала действий прервана на этой записи: его правили мимо узла. Сравните с копией.',
  reports: 'Подождите; если не убывает, остановите узел и выполните doctor --fix.',
  disk: 'Освободите место или перенесите данные: узел перестанет принимать изменения.',
  clock:
    'На диске есть запись из будущего: часы отстали. Включите синхронизацию времени и перезапустите узел.',
  'relay-key':
    'Файла нет, он повреждён или доступен другим. doctor --fix исправит доступ; пропавший ключ возьмите из копии.',
  'operator-key': 'Файл повреждён или доступен другим. doctor --fix исправит доступ.',
  copies: 'Проверенной копии нет, она стара или последняя попытка не удалась: backup create.',
  relay: 'Узел не запущен или не готов: serve; причину смотрите в журнале.',
  address: 'По общему адресу отвечает не узел. Проверьте прокси и server.public_url.',
  websocket:
    'Прокси не пропускает вебсокет. Разрешите заголовки Upgrade и Connection; примеры в docs/operations.md.',
  certificate: 'Сертификат кончается, кончился или не подходит. Обновите его.',
};

const levels: Record<CheckLevel, string> = {
  ok: '[ хорошо ]',
  warning: '[внимание]',
  failure: '[  сбой  ]',
};

/** What `doctor` says, in Russian; the English twin has the same shape. */
export const doctorRu = {
  names,
  next,
  levels,
  usage: [
    '  doctor                  осмотреть узел: данные, диск, ключи, копии, адрес',
    '      --full              все документы, а не выборку',
    '      --fix               исправить то, что можно исправить без потерь',
  ],
  line: (level: string, name: string, value: string) => `${level} ${name}: ${value}`,
  mended: (name: string) => `Исправлено: ${name}.`,
  summary: (failures: number, warnings: number) =>
    failures === 0
      ? `Сбоев нет. Требует внимания: ${warnings}.`
      : `Сбоев: ${failures}. Требует внимания: ${warnings}.`,
};

export type DoctorTexts = typeof doctorRu;

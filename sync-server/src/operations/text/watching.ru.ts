/** What the commands that look and count say, in Russian; the English twin has the same shape. */
export const watchingRu = {
  auditExported: (count: number, file: string) => `Записано событий: ${count}. Файл: ${file}.`,
  auditWhole: (count: number, head: string) =>
    `Журнал событий цел, записей: ${count}. Последняя: ${head}\nЗапишите эту строку: с ключом --head она докажет, что ничего до неё не изменено.`,
  auditBroken: (seq: number) =>
    `Журнал событий нарушен на записи ${seq}: её нет или она не та, что была. Сохраните файл базы и сравните его с копиями: backup list.`,
  statsKind: (kind: string, documents: number, changes: number, size: string) =>
    `${kind}: документов ${documents}, изменений ${changes}, ${size}`,
  statsLogs: (logs: number, entries: number) =>
    `Журналов участников: ${logs}, записей в них: ${entries}`,
  statsRefusals: (code: string, count: number) => `Отказов ${code}: ${count}`,
  statsDay: (day: string, commits: number) => `${day}: записей изменений ${commits}`,
  statsFile: (size: string, free: string) => `Файл базы: ${size} МиБ, свободно внутри: ${free} МиБ`,
  ready: 'Узел готов.',
  notReady: (reason: string) => `Узел не готов: ${reason}. Подробности — в журнале и в doctor.`,
  deviceLine: (device: {
    kid: string;
    organisation: string;
    label: string;
    personId: string;
    roles: readonly string[];
    revoked: boolean;
  }) =>
    `${device.kid}  ${device.organisation}  ${device.roles.join(', ') || 'без ролей'}  человек ${device.personId}  «${device.label}»${device.revoked ? '  отозвано' : ''}`,
  noDevices: 'Устройств нет.',
  deviceNeeded: 'Назовите номер ключа: device revoke НОМЕР. Номера показывает device list.',
  unknownDevice: (kid: string) => `Нет действующего устройства ${kid}. Список: device list.`,
  deviceRevoked: (kid: string, names: string) =>
    `Устройство ${kid} отозвано: ${names}. Его соединения закрыты; то, что на нём уже прочитано, на нём и останется.`,
  supportBundle: (file: string) =>
    `Сведения для поддержки: ${file}. В файле версии, настройки без адресов, счётчики и коды; имён и содержания нет. Прочитайте его перед отправкой.`,
  usage: [
    '  health                  готов ли узел: код 0 или 75',
    '  stats                   что хранит узел: виды, объёмы, отказы, дни',
    '  audit export            журнал событий построчно в JSON',
    '      --from НОМЕР        с какой записи; --to ФАЙЛ — в новый файл',
    '  audit verify [ФАЙЛ]     проверить цепочку журнала или выгрузки',
    '      --head НОМЕР:ХЕШ    она должна пройти через запись, отмеченную раньше',
    '  device list             устройства участников; --org НАЗВАНИЕ',
    '  device revoke НОМЕР     отозвать ключ устройства (нужен ключ оператора)',
    '  support-bundle          сведения для поддержки без имён; --to ФАЙЛ',
  ],
};

export type WatchingTexts = typeof watchingRu;

import type { FindingCode } from '../copies/finding.ts';

const findings: Record<FindingCode, string> = {
  'file-missing': 'Нет файла.',
  'file-size': 'Размер файла не тот, что при создании копии.',
  'file-digest': 'Содержимое файла изменилось после создания копии.',
  'manifest-damaged': 'Опись копии повреждена или подписана не её узлом.',
  'key-damaged': 'Ключ узла в копии повреждён или чужой.',
  'schema-newer': 'Данные записаны более новой версией. Обновите узел.',
  'database-damaged': 'База не читается целиком. Восстановите последнюю проверенную копию.',
  'chunk-damaged':
    'Повреждены изменения документа. Не удаляйте их: устройства пришлют целые; иначе восстановите копию.',
  'heads-differ':
    'Документ складывается не в то состояние, что записано. Восстановите последнюю проверенную копию.',
  'orphan-changes': 'Есть изменения без документа. Данным это не вредит; сообщите разработчикам.',
  'log-broken':
    'Цепочка журнала участников прервана. Узел с ней не запустится: восстановите последнюю проверенную копию.',
  'counts-differ': 'Число документов, изменений или записей не то, что в описи копии.',
  'digest-differs': 'Состояние документов не то, что в описи копии.',
  'changes-set-aside':
    'Повреждённые изменения отложены; узел примет целые от устройств, когда те выйдут на связь.',
  'document-set-aside': 'Документ отложен: узел его не отдаёт. Посмотрите: doc inspect.',
};

/** What `backup` and `restore` say, in Russian; the English twin has the same shape. */
export const copiesRu = {
  findings,
  usage: [
    '  backup create           сделать копию (узел может работать), проверить её восстановлением',
    '      --without-key       не класть в копию ключ узла',
    '  backup list             список копий',
    '  backup verify           проверить копию (без --from — последнюю)',
    '      --from КОПИЯ        имя, путь или latest',
    '  backup prune            удалить копии сверх положенных настройкой',
    '  restore --from КОПИЯ    поставить копию на место данных; прежние данные отложить',
    '      --dry-run           только сказать, что изменится',
    '      --force             восстановить повреждённую или чужую копию',
    '  export                  выгрузить изменения и журнал организации в один подписанный файл',
    '      --org НАЗВАНИЕ      организация: название или номер журнала',
    '      --to ФАЙЛ           куда (окончание .nastavnik)',
    '  import ФАЙЛ             принять файл обмена через ту же проверку, что и по сети',
  ],
  created: (path: string, documents: number, changes: number) =>
    `Копия: ${path} (документов: ${documents}, изменений: ${changes}).`,
  tested: (documents: number, chunks: number, entries: number) =>
    `Копия восстановлена для проверки и совпала: документов ${documents}, изменений ${chunks}, записей журналов ${entries}.`,
  keyInside:
    'В копии лежит ключ узла: кто её держит, тот может выдать себя за узел. Храните её как ключ. Ключа оператора в ней нет.',
  keyOutside:
    'Ключа узла в копии нет. Сохраните его отдельно: без него устройства не примут восстановленный узел.',
  found: (subject: string, count: number | undefined, text: string) =>
    `${subject}${count === undefined || count === 1 ? '' : ` (${count})`}: ${text}`,
  line: (name: string, bytes: number, state: string) =>
    `${name}  ${(bytes / 1_048_576).toFixed(1)} МиБ  ${state}`,
  states: { whole: 'проверена', failed: 'не прошла проверку', damaged: 'опись повреждена' },
  noCopies: (folder: string) => `В папке ${folder} копий нет. Сделать: backup create.`,
  good: (path: string) => `Копия цела: ${path}.`,
  bad: (path: string) => `Копия повреждена: ${path}. Не полагайтесь на неё, сделайте новую.`,
  pruned: (deleted: number, kept: number) => `Удалено копий: ${deleted}, осталось: ${kept}.`,
  comparison: {
    documentsLost: 'Документов пропадёт',
    documentsGained: 'Документов вернётся',
    changesLost: 'Изменений пропадёт',
    changesGained: 'Изменений вернётся',
    entriesLost: 'Записей журналов пропадёт',
    entriesGained: 'Записей журналов вернётся',
  },
  nothingToCompare: 'Нынешних данных нет или они не читаются: сравнить не с чем.',
  dryRun: 'Это проба, ничего не изменено.',
  restored: (folder: string) => `Копия поставлена на место: ${folder}.`,
  aside: (folder: string) =>
    `Прежние данные отложены в ${folder}. Удалите их, когда убедитесь, что всё на месте.`,
  exported: (path: string, documents: number, changes: number) =>
    `Выгружено: ${path} (документов: ${documents}, изменений: ${changes}). В файле данные людей: передавайте его из рук в руки.`,
  imported: (
    documents: number,
    totals: { taken: number; known: number; refused: number; waiting: number },
    entries: number,
  ) =>
    `Документов в файле: ${documents}. Принято изменений: ${totals.taken}, было и раньше: ${totals.known}, отклонено: ${totals.refused}, ждут: ${totals.waiting}. Вернулось записей журнала: ${entries}.`,
  afterRestore:
    'Дальше: serve. Изменения, которых нет в копии, пришлют устройства, когда выйдут на связь.',
};

export type CopiesTexts = typeof copiesRu;

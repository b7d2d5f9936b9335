import type { ApprovalState } from './verify-approval.ts';

/** Words of the report on a file of signatures. */
export const reportTextsRu = {
  log: 'Организация: {name}. Ключ учредителя: {kid}',
  document: 'Документ: {kind} {id}',
  chain: 'Журнал участников: цепочка записей верна',
  record: '{purpose}: {role} {member}, подписано {at} — {state}',
  countersigned: '  узел подтвердил {at}',
  none: 'В файле нет подписей',
  good: 'Итог: все подписи верны',
  bad: 'Итог: не все подписи верны',
  states: {
    valid: 'верна',
    'changed-since': 'верна, но документ с тех пор изменён',
    'signer-revoked': 'верна, но устройство подписавшего позже отозвано',
    invalid: 'НЕ ВЕРНА',
  } satisfies Record<ApprovalState, string>,
  usage: 'Укажите файл: npm run verify -- ФАЙЛ [--lang en]',
  unreadable: 'Файл не читается: {path}',
};

export type ReportTexts = typeof reportTextsRu;

import type { ReportTexts } from './texts.ru.ts';

/** English twin of `texts.ru.ts`. */
export const reportTextsEn: ReportTexts = {
  log: 'Organisation: {name}. Founder’s key: {kid}',
  document: 'Document: {kind} {id}',
  chain: 'Membership log: the chain of entries holds',
  record: '{purpose}: {role} {member}, signed {at} — {state}',
  countersigned: '  confirmed by the relay {at}',
  none: 'The file has no signatures',
  good: 'Result: every signature is valid',
  bad: 'Result: not every signature is valid',
  states: {
    valid: 'valid',
    'changed-since': 'valid, but the document has changed since',
    'signer-revoked': 'valid, but the signer’s device was revoked later',
    invalid: 'NOT VALID',
  },
  usage: 'Name a file: npm run verify -- FILE [--lang en]',
  unreadable: 'The file cannot be read: {path}',
};

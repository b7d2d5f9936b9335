import { count } from '../formats.ts';
import type { Texts } from '../ru/index.ts';

const changes = (amount: number): string =>
  count('en', amount, { one: 'change', other: 'changes' });

export const files: Texts['files'] = {
  title: 'Exchange file',
  hint: 'When there is no connection between you, pass the pair’s records on as a file. It is signed by your device and holds your working records: pass it on by hand.',
  save: 'Save a file',
  load: 'Load a file',
  choose: 'Exchange file to load',
  name: (date) => `exchange-${date}.nastavnik`,
  saved: 'The file is saved.',
  nothingNew: 'The file holds nothing new: you have all of it already.',
  taken: (amount) => `Loaded: ${changes(amount)}.`,
  refused: (amount) => `Not accepted: ${changes(amount)}. Your own records did not change.`,
  waiting: (amount) => `Put off, since what they stand on is missing: ${changes(amount)}.`,
};

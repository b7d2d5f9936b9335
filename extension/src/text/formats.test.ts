import { expect, test } from 'vitest';
import { count, createFormats } from './formats.ts';
import { en } from './en/index.ts';
import { ru } from './ru/index.ts';

test('[I1] dates are written as people write them', () => {
  expect(createFormats('ru').date('2026-05-12')).toBe('12 мая 2026');
  expect(createFormats('en').date('2026-05-12')).toBe('12 May 2026');
  expect(createFormats('ru').date('до сентября')).toBe('до сентября');
  expect(createFormats('ru').period('2026-05-12', undefined)).toBe('12 мая 2026 — …');
  expect(createFormats('ru').period(undefined, undefined)).toBe('—');
});

test('[I1] an instant is told in the zone of the organisation', () => {
  const at = Date.UTC(2026, 4, 12, 20, 5);
  expect(createFormats('ru', 'Asia/Krasnoyarsk').instant(at)).toBe('13 мая 2026, 03:05');
});

test('[I1] counted nouns take the form that Russian asks for', () => {
  const forms = { one: 'пара', few: 'пары', many: 'пар', other: 'пары' };
  const said = [1, 2, 5, 11, 21, 104].map((amount) => count('ru', amount, forms));
  expect(said.map((text) => text.replace('\u00a0', ' '))).toEqual([
    '1 пара',
    '2 пары',
    '5 пар',
    '11 пар',
    '21 пара',
    '104 пары',
  ]);
});

/** Paths of all texts of a table; a function is a text as well. */
const pathsOf = (table: object, at = ''): readonly string[] =>
  Object.entries(table).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null
      ? pathsOf(value, `${at}${key}.`)
      : [`${at}${key} ${typeof value}`],
  );

test('[I1] every text key has both languages, and none is empty by mistake', () => {
  expect(pathsOf(en)).toEqual(expect.arrayContaining([...pathsOf(ru)]));
  expect(pathsOf(ru)).toEqual(expect.arrayContaining([...pathsOf(en)]));
});

test('[I1] no Russian letter has stayed in an English text', () => {
  const cyrillic = JSON.stringify(en).match(/[\u0400-\u04ff]+/gu) ?? [];
  expect(cyrillic).toEqual(['Русский']);
});

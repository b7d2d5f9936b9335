import fc from 'fast-check';
import { expect, test } from 'vitest';
import { redact } from './redact.ts';

const words = { pupil: 'Ученик', email: '[почта]', phone: '[телефон]' };
const rows = [
  'Берёзкин Борис Петрович',
  'Вишнёва Вера',
  'Грушин Г. И.',
  'Грушин П. А.',
  'Ким Л.',
  'Итого',
];
const clean = (text: string): string => redact(text, rows, words).text;

test('[D.2] a name in any case becomes the pupil’s number in the alphabet', () => {
  expect(clean('Берёзкину помочь с дробями')).toBe('Ученик 1 помочь с дробями');
  expect(clean('Поговорить с Вишнёвой и БЕРЕЗКИНЫМ.')).toBe('Поговорить с Ученик 2 и Ученик 1.');
  expect(clean('Берёзкин Борис и Б. П. Берёзкин')).toBe('Ученик 1 и Ученик 1');
  expect(clean('У Бориса нет тетради')).toBe('У Ученик 1 нет тетради');
});

test('[D.2] of two namesakes the initials choose, and without them neither is guessed', () => {
  expect(clean('Грушин П. А. опоздал')).toContain('Ученик 4');
  expect(clean('П. Грушину пересдать')).toBe('Ученик 4 пересдать');
  expect(clean('Грушин опоздал')).toBe('Ученик опоздал');
});

test('[D.2] short surnames go too, words that only look like them stay', () => {
  expect(clean('Киму и ким')).not.toMatch(/ким/iu);
  expect(clean('Вера в себя и вера в других')).toBe('Ученик 2 в себя и вера в других');
  expect(clean('Дроби, скимминг и окно')).toBe('Дроби, скимминг и окно');
});

test('[D.2] addresses and telephone numbers go', () => {
  expect(clean('Писать на mama.b@school.example, звонить +7 (913) 555-01-02!')).toBe(
    'Писать на [почта], звонить [телефон]!',
  );
  expect(clean('8 913 5550102, оценки 5 4 5 3 и 15.11.2026')).toBe(
    '[телефон], оценки 5 4 5 3 и 15.11.2026',
  );
});

test('[D.2] redaction counts what it took, and leaves a text without names alone', () => {
  expect(redact('Разобрать тему 7', rows, words)).toEqual({
    text: 'Разобрать тему 7',
    replaced: 0,
  });
  expect(redact('Ким и Берёзкин', rows, words).replaced).toBe(2);
  expect(redact('', [], words).replaced).toBe(0);
});

const surnames = [
  'Абрикосов',
  'Берёзкина',
  'Вишневский',
  'Цой',
  'Ли',
  'Щукарь',
  'Петрова-Лугова',
  'О’Нил',
  'Шевченко',
  'Белых',
  'Гоголь',
];
const endings = ['', 'а', 'у', 'ым', 'ой', 'е'];

test('[D.2] no surname of the grid survives, whatever stands around it', () => {
  fc.assert(
    fc.property(
      fc.shuffledSubarray(surnames, { minLength: 1 }),
      fc.array(fc.tuple(fc.nat(), fc.constantFrom(...endings), fc.nat({ max: 3 })), {
        maxLength: 6,
      }),
      fc.constantFrom(' ', ', ', ' — ', '\n', '. ', '«', '(', '\u00a0'),
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      (names, uses, gap, noise) => {
        const headers = names.map((name, i) =>
          i % 2 === 0 ? `${name} А. Б.` : `${i}. ${name} Анна`,
        );
        const text = uses
          .map(([n, ending, shape]) => {
            const name = names[n % names.length] ?? '';
            const inCase = /[аиоу]$/.test(name) || name.length < 3 ? name : name + ending;
            return [inCase, inCase.toUpperCase(), `А. ${inCase}`, `${inCase} А.Б.`][shape];
          })
          .join(gap);
        const result = redact(`${noise} ${text} ${noise}`, headers, words).text;
        const written = redact(`${noise} ${noise}`, [], words).text.toLowerCase();
        const survivors = names.filter((name) => {
          const pattern = new RegExp(`(?<!\\p{L})${name}`, 'iu');
          return pattern.test(result) && !pattern.test(written);
        });
        expect(survivors).toEqual([]);
      },
    ),
    { numRuns: 500 },
  );
});

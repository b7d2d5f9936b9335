import { fold } from './row-name.ts';

/** Vowels, й and ь: what Russian cases change at the end of a name. One start for each run of them. */
const endings =
  /(?<![\u0430\u0435\u0438\u0439\u043e\u0443\u044b\u044c\u044d\u044e\u044faeiouy])[\u0430\u0435\u0438\u0439\u043e\u0443\u044b\u044c\u044d\u044e\u044faeiouy]+$/u;

/** The part of a name that its cases share. */
export function stemOf(name: string): string {
  const folded = fold(name);
  const stem = folded.replace(endings, '');
  return stem.length >= 2 ? stem : folded.slice(0, Math.max(2, folded.length - 1));
}

/**
 * Matches a surname in its cases and any letter case. A stem under four letters is common inside
 * other words, so there the first letter has to be a capital, or the word the surname itself.
 */
export function surnamePattern(surname: string): string {
  const stem = stemOf(surname);
  if (stem.length >= 4) return `${anyCase(stem)}\\p{L}{0,4}`;
  const exact = surname.length > 2 ? `|${anyCase(surname)}` : '';
  return `(?:${capitalised(stem)}\\p{L}{0,3}${exact})`;
}

/** Matches a given name or patronymic in its cases; always with a capital, for «вера» is a word. */
export const givenPattern = (name: string): string => `${capitalised(stemOf(name))}\\p{L}{0,3}`;

/** Whole words only. */
export const wholeWord = (patterns: readonly string[]): string =>
  `(?<!\\p{L})(?:${patterns.join('|')})(?!\\p{L})`;

const letterClass = (letter: string): string => {
  const forms = letter === '\u0435' ? ['\u0435', '\u0451'] : [letter];
  const all = forms.flatMap((form) => [form, form.toUpperCase()]);
  return /\p{L}/u.test(letter)
    ? `[${all.join('')}]`
    : `\\u{${letter.codePointAt(0)?.toString(16)}}`;
};

const anyCase = (text: string): string => Array.from(text, letterClass).join('');

const capitalised = (text: string): string => {
  const [first = '', ...rest] = Array.from(text);
  const upper = first === '\u0435' ? '[\u0415\u0401]' : first.toUpperCase();
  return upper + rest.map(letterClass).join('');
};

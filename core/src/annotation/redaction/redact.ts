import { givenPattern, stemOf, surnamePattern, wholeWord } from './name-pattern.ts';
import { fold, namesOf, type RowName } from './row-name.ts';

/** The words put in place of what is taken out, in the author's language. */
export interface RedactionWords {
  /** «Ученик»; the pupil's number in the grid is added where it is certain. */
  readonly pupil: string;
  readonly email: string;
  readonly phone: string;
}

export interface Redaction {
  readonly text: string;
  /** How many places were replaced, so that the author can be shown that something was. */
  readonly replaced: number;
}

// The look behind makes a long run without an at sign cost its length, not its square.
const emailPattern = /(?<![\p{L}\d._%+-])[\p{L}\d._%+-]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)+/gu;
const phonePattern = /(?<!\d)\+?\d(?:[\s()-]{0,2}\d){9,10}(?!\d)/g;
const invisible = /[\u00ad\u200b-\u200f\u2060\ufeff]/g;
const initialsPattern = String.raw`(?<!\p{L})\p{Lu}\.(?:\s?\p{Lu}\.)?`;

/**
 * Takes the names in a grid's row headers out of a note's text, in every case that keeps the stem,
 * with initials or given names beside them; e-mail addresses and telephone numbers too. The number
 * is the name's place in the alphabet of the grid, so sorting the page does not change it.
 */
export function redact(
  text: string,
  rowHeaders: readonly string[],
  words: RedactionWords,
): Redaction {
  const names = namesOf(rowHeaders);
  let replaced = 0;
  const put = (word: string): string => {
    replaced += 1;
    return word;
  };
  let result = text
    .normalize('NFC')
    .replace(invisible, '')
    .replace(emailPattern, () => put(words.email))
    .replace(phonePattern, () => put(words.phone));
  for (const pattern of patternsOf(names)) {
    result = result.replace(pattern, (found) => put(labelOf(found, names, words.pupil)));
  }
  return { text: result, replaced };
}

/** First a surname with what stands beside it, then given names that are left alone. */
function patternsOf(names: readonly RowName[]): readonly RegExp[] {
  const longestFirst = (all: readonly string[]): string[] =>
    [...new Set(all)].toSorted((a, b) => b.length - a.length);
  const surnames = longestFirst(names.flatMap((name) => name.surnames)).map(surnamePattern);
  const given = longestFirst(names.flatMap((name) => name.given)).map(givenPattern);
  const patterns: RegExp[] = [];
  if (surnames.length > 0) {
    const beside = [initialsPattern, ...(given.length > 0 ? [wholeWord(given)] : [])].join('|');
    const surname = `${wholeWord(surnames)}(?:-${wholeWord(surnames)})?`;
    const source = `(?:(?:${beside})\\s*){0,2}${surname}(?:\\s*(?:${beside})){0,2}`;
    patterns.push(new RegExp(source, 'gu'));
  }
  if (given.length > 0) patterns.push(new RegExp(wholeWord(given), 'gu'));
  return patterns;
}

/** With the pupil's number when one name fits alone; of two Ivanovs neither is guessed. */
function labelOf(found: string, names: readonly RowName[], pupil: string): string {
  const words = fold(found).match(/\p{L}+/gu) ?? [];
  const says = (parts: readonly string[]): boolean =>
    parts.some((part) => words.some((word) => word.startsWith(stemOf(part))));
  const bySurname = names.filter((name) => says(name.surnames));
  const fitting = (bySurname.length > 0 ? bySurname : names).filter((name) => {
    const others = words.filter(
      (word) => !name.surnames.some((part) => word.startsWith(stemOf(part))),
    );
    return bySurname.length > 0
      ? others.every((word) => name.initials.includes(word.slice(0, 1)))
      : says(name.given);
  });
  const [only, ...rest] = fitting;
  return only && rest.length === 0 ? `${pupil} ${only.number}` : pupil;
}

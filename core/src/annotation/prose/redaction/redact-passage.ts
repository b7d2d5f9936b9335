import { redact, type Redaction, type RedactionWords } from '../../redaction/redact.ts';
import { nameEndings } from './text/name-endings.ru.ts';

/** What stands for a person whom no row header names. */
export interface PassageRedactionWords extends RedactionWords {
  readonly person: string;
}

const capital = String.raw`\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?`;
const initials = String.raw`\p{Lu}\.\s?(?:\p{Lu}\.)?`;
const named = String.raw`(?:\p{Lu}\p{Ll}*-)?\p{Lu}\p{Ll}*(?:${nameEndings})(?!\p{L})`;
const edge = String.raw`(?<!\p{L})`;

const patterns: readonly RegExp[] = [
  new RegExp(`${edge}${capital}\\s+${initials}|${edge}${initials}\\s?${capital}`, 'gu'),
  // A surname or patronymic with one or two capital words beside it.
  new RegExp(
    `${edge}(?:${capital}\\s+){1,2}${named}(?:\\s+${capital}){0,2}|${edge}${named}(?:\\s+${capital}){1,2}`,
    'gu',
  ),
];

/**
 * Takes names out of running text, where nothing says who is who: those of row headers, what looks
 * like a surname with initials or with other names, addresses and telephones. Takes a street for a
 * person sooner than a person for a street.
 */
export function redactPassage(
  text: string,
  rowHeaders: readonly string[],
  words: PassageRedactionWords,
): Redaction {
  const known = redact(text, rowHeaders, words);
  let { replaced } = known;
  const result = patterns.reduce(
    (now, pattern) =>
      now.replace(pattern, () => {
        replaced += 1;
        return words.person;
      }),
    known.text,
  );
  return { text: result, replaced };
}

import { statementHash } from '@nastavnik/core/access';
import type { Speech } from '../../../text/language.tsx';
import { languages, tables } from '../../../text/language.tsx';
import type { Texts } from '../../../text/ru/index.ts';

/** Name of a wording, such as `agree/1`; the language stands behind it in a signed record. */
export type StatementKey = keyof Texts['statements'];

export interface Statement {
  readonly id: string;
  readonly text: string;
}

/** What a person is shown and signs, in the language they read. */
export const statementFor = ({ t, language }: Speech, key: StatementKey): Statement => ({
  id: `${key}/${language}`,
  text: t.statements[key],
});

/** Every wording this release knows, by the id it is signed under. */
export const knownStatements: Readonly<Record<string, string>> = Object.fromEntries(
  languages.flatMap((language) =>
    Object.entries(tables[language].statements).map(([key, text]) => [`${key}/${language}`, text]),
  ),
);

/** The words a signature was given for; absent when they are not the ones this release knows. */
export function signedStatement(id: string, hash: string): string | undefined {
  const text = knownStatements[id];
  return text !== undefined && statementHash(text) === hash ? text : undefined;
}

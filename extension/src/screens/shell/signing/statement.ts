import { statementHash } from '@nastavnik/core/access';
import { tables } from '../../../text/language.tsx';
import type { Texts } from '../../../text/ru/index.ts';

export type StatementId = keyof Texts['statements'];

const isStatementId = (id: string): id is StatementId => id in tables.ru.statements;

/** The words a signature was given for: found by id and hash, in whichever language they were shown. */
export function signedStatement(id: string, hash: string): string | undefined {
  if (!isStatementId(id)) return undefined;
  return Object.values(tables)
    .map((table) => table.statements[id])
    .find((text) => statementHash(text) === hash);
}

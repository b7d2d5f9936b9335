import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { AppError, isDocumentId, type DocumentId } from '@nastavnik/core/kernel';
import { openSqliteStore } from '../../../store/sqlite-store.ts';
import type { DocumentCase } from '../../../store/store.ts';
import { quarantineTables } from '../../../store/tables/quarantine-tables.ts';
import { exitCodes, type ExitCode } from '../../exit-codes.ts';
import { findRunning } from '../../loopback/running-relay.ts';
import { UsageError, type Command, type CommandContext } from '../command.ts';
import { takeCare, type CareAction } from './take-care.ts';

/** Reads the relay's file beside it, or brings the file up to date where no relay runs. */
async function casesIn<T>(
  { data }: CommandContext,
  look: (tables: ReturnType<typeof quarantineTables>) => T,
): Promise<T> {
  if (!existsSync(data.store)) throw new AppError('store-missing');
  if ((await findRunning(data.running)) === undefined) await openSqliteStore(data.store).close();
  const db = new DatabaseSync(data.store, { readOnly: true });
  try {
    return look(quarantineTables(db));
  } finally {
    db.close();
  }
}

function documentIdOf({ words, texts }: CommandContext): DocumentId {
  const id = words[2];
  if (id === undefined || !isDocumentId(id)) throw new UsageError(texts.documents.idNeeded);
  return id;
}

function tell(context: CommandContext, found: DocumentCase): void {
  const { texts, say, language } = context;
  const { documents } = texts;
  const { quarantine } = found;
  say(documents.lines(found));
  if (quarantine === undefined) return;
  const at = quarantine.atMs === 0 ? undefined : new Date(quarantine.atMs).toLocaleString(language);
  say(documents.reason(documents.reasons[quarantine.reason], at, quarantine.goodSeq));
}

async function list(context: CommandContext): Promise<ExitCode> {
  const { texts, say, report } = context;
  const cases = await casesIn(context, (tables) => tables.quarantined());
  for (const found of cases) tell(context, found);
  say(cases.length === 0 ? texts.documents.noneQuarantined : texts.documents.nextAfterList);
  report({ documents: cases });
  return exitCodes.done;
}

async function inspect(context: CommandContext): Promise<ExitCode> {
  const { texts, say, report } = context;
  const documentId = documentIdOf(context);
  const found = await casesIn(context, (tables) => tables.inspect(documentId));
  if (found === undefined) throw new UsageError(texts.documents.unknown(documentId));
  tell(context, found);
  say(texts.documents.next[found.state]);
  report(found);
  return exitCodes.done;
}

async function care(context: CommandContext, action: CareAction): Promise<ExitCode> {
  const { data, texts, say, report } = context;
  const documentId = documentIdOf(context);
  if (!existsSync(data.store)) throw new AppError('store-missing');
  const found = await takeCare(data, documentId, action).catch((error: unknown) => {
    const isUnknown = error instanceof AppError && error.code === 'document-unavailable';
    throw isUnknown ? new UsageError(texts.documents.unknown(documentId)) : error;
  });
  const isAsAsked = (found.state === 'open') === (action === 'release');
  if (action === 'quarantine') say(texts.documents.quarantined);
  else say(isAsAsked ? texts.documents.released : texts.documents.trippedAgain);
  tell(context, found);
  report(found);
  return isAsAsked ? exitCodes.done : exitCodes.damaged;
}

/** `doc list | inspect ID | quarantine ID | release ID`: single documents, with the relay up or down. */
export const doc: Command = (context) => {
  const { words, texts } = context;
  switch (words[1]) {
    case 'list':
      return list(context);
    case 'inspect':
      return inspect(context);
    case 'quarantine':
    case 'release':
      return care(context, words[1]);
    default:
      return Promise.reject(new UsageError(texts.unknownCommand(words.join(' '))));
  }
};

import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { appendEntries } from '@nastavnik/core/access';
import { bundleLimits } from '@nastavnik/core/bundles';
import { AppError, describeRefusal, type LogId } from '@nastavnik/core/kernel';
import { exportOrganisation } from '../../copies/exchange/export-organisation.ts';
import { importFile } from '../../copies/exchange/import-file.ts';
import { openReadOnlyStore, type ReadOnlyStore } from '../../copies/inspection/read-only-store.ts';
import { exitCodes } from '../../exit-codes.ts';
import { readKeyFile } from '../../keys/key-file.ts';
import { UsageError, type Command, type CommandContext } from '../command.ts';

/** A log by its id or by the name it says of itself. */
async function findLog(
  store: ReadOnlyStore,
  wanted: string,
  { texts }: CommandContext,
): Promise<LogId> {
  const names: string[] = [];
  for (const logId of store.logIds()) {
    const { state } = await appendEntries(undefined, store.entries(logId).slice(0, 1));
    if (logId === wanted || state?.name === wanted) return logId;
    if (state?.level === 'organisation') names.push(state.name);
  }
  throw new UsageError(texts.unknownOrganisation(wanted, names.join(', ')));
}

/** `export --org NAME --to FILE`: one organisation's changes and log as one file signed by the relay. */
export const exportCommand: Command = async (context) => {
  const { data, options, clock, texts, say, report } = context;
  if (options.org === undefined) throw new UsageError(texts.missingOption('org'));
  if (options.to === undefined) throw new UsageError(texts.missingOption('to'));
  if (!existsSync(data.store)) throw new AppError('store-missing');
  const { signer } = await readKeyFile(data.relayKey);
  const store = openReadOnlyStore(data.store);
  try {
    const logId = await findLog(store, options.org, context);
    const { bytes, documents, changes } = await exportOrganisation(store, logId, { signer, clock });
    writeFileSync(options.to, bytes, { flag: 'wx', mode: 0o600 });
    say(texts.copies.exported(options.to, documents, changes));
    report({ file: options.to, logId, bytes: bytes.length, documents, changes });
  } finally {
    store.close();
  }
  return exitCodes.done;
};

/** `import FILE`: through the gate of the running relay, or of one started for it. */
export const importCommand: Command = async (context) => {
  const { data, words, language, texts, say, report } = context;
  const [, path] = words;
  if (path === undefined) throw new UsageError(texts.missingOption('FILE'));
  if (!existsSync(data.store)) throw new AppError('store-missing');
  if (statSync(path).size > bundleLimits.maxBytes) throw new AppError('bundle-too-large');
  const { entries, documents } = await importFile(data, readFileSync(path));
  const sum = (name: 'taken' | 'known' | 'refused' | 'waiting'): number =>
    documents.reduce((total, document) => total + document[name], 0);
  const totals = {
    taken: sum('taken'),
    known: sum('known'),
    refused: sum('refused'),
    waiting: sum('waiting'),
  };
  say(texts.copies.imported(documents.length, totals, entries));
  for (const { documentId, refused, waiting, code } of documents) {
    if (code === undefined) continue;
    say(texts.copies.found(documentId, refused + waiting, describeRefusal({ code }, language)));
  }
  report({ entries, ...totals, documents });
  return totals.refused + totals.waiting === 0 ? exitCodes.done : exitCodes.damaged;
};

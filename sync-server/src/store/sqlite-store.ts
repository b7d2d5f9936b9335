import { backup, type DatabaseSync } from 'node:sqlite';
import { claimTables } from './claim-tables.ts';
import { documentTables } from './document-tables.ts';
import { GroupCommit } from './group-commit.ts';
import { logTables } from './log-tables.ts';
import { openDatabase } from './open-database.ts';
import type { Store } from './store.ts';

/**
 * The embedded store: one SQLite file, WAL, each commit flushed before its promise resolves.
 * `:memory:` is the same store without a file. Throws AppError `store-locked` and `store-newer-version`.
 */
export function openSqliteStore(path: string): Store {
  const { db, disk, close } = openDatabase(path);
  const documents = documentTables(db);
  // The order of commits is told only as far as it is on the disk.
  let syncedSeq = documents.lastSeq();
  const group = new GroupCommit(db, disk, () => {
    syncedSeq = documents.lastSeq();
  });
  const claims = claimTables(db);
  const logs = logTables(db);
  const later =
    <Arguments extends unknown[], Value>(work: (...given: Arguments) => Value) =>
    (...given: Arguments): Promise<Value> =>
      group.run(() => work(...given));
  return {
    announceDocument: later(documents.announce),
    commitChanges: later(documents.addChanges),
    document: documents.document,
    loadDocument: documents.load,
    knownHashes: documents.knownHashes,
    saveSnapshot: later(documents.saveSnapshot),
    documentsChangedSince: documents.changedSince,
    commitsSince: (afterSeq, limit) =>
      documents.commitsSince(afterSeq, limit).filter(({ seq }) => seq <= syncedSeq),
    lastSeq: () => syncedSeq,
    dropDocument: later(documents.drop),
    quarantineDocument: later((documentId) => documents.setState(documentId, 'quarantined')),
    logIds: logs.logIds,
    appendEntry: later(logs.append),
    entries: logs.entries,
    addAttestation: later(claims.addAttestation),
    attestations: claims.attestations,
    addRefusal: later(claims.addRefusal),
    refusals: claims.refusals,
    addQuarantine: later(claims.addQuarantine),
    quarantine: claims.quarantine,
    quarantineItem: claims.quarantineItem,
    removeQuarantine: later(claims.removeQuarantine),
    cursor: logs.cursor,
    saveCursor: later(logs.saveCursor),
    counts: () => countRows(db),
    backup: async (target) => {
      await backup(db, target);
    },
    close: async () => {
      await group.settled();
      close();
    },
  };
}

function countRows(db: DatabaseSync): ReturnType<Store['counts']> {
  const count = (table: string): number =>
    Number(db.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.['n'] ?? 0);
  return {
    documents: count("documents WHERE state = 'open'"),
    changes: count('changes'),
    logs: count('(SELECT DISTINCT logId FROM entries)'),
    refusals: count('refusals'),
  };
}

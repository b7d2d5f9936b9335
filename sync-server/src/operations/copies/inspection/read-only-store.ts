import { DatabaseSync, type SQLOutputValue } from 'node:sqlite';
import type { ChangeHash, DocumentId, LogId } from '@nastavnik/core/kernel';
import { packedHashes, unpack } from '../../../store/chunks/pack.ts';

type DatabaseRow = Record<string, SQLOutputValue>;

export interface StoredDocument {
  readonly documentId: DocumentId;
  readonly kind: string;
  readonly logId: LogId;
  readonly state: string;
  /** Sorted. */
  readonly heads: readonly ChangeHash[];
}

export interface StoredChunks {
  readonly chunks: readonly { readonly hash: string; readonly bytes: Uint8Array }[];
  /** Changes that a pack names and does not give. */
  readonly damaged: number;
}

/** One moment of a relay's file, read beside whoever writes it; nothing is migrated or written. */
export interface ReadOnlyStore {
  readonly db: DatabaseSync;
  readonly schemaVersion: number;
  documents(): StoredDocument[];
  /** All changes of a document, from rows and packs; a snapshot only repeats them. */
  chunks(documentId: DocumentId): StoredChunks;
  /** Names of all changes of a document. */
  hashes(documentId: DocumentId): string[];
  /** How many changes there are, in rows and packs. */
  changes(): number;
  /** How many damaged changes were put apart and not given back by a device since. */
  setAside(documentId: DocumentId): number;
  logIds(): LogId[];
  /** Entries as they were stored, unchecked. */
  entries(logId: LogId): unknown[];
  number(sql: string): number;
  close(): void;
}

const splitHeads = (text: unknown): ChangeHash[] =>
  text === '' ? [] : (String(text).split(',') as ChangeHash[]);

const readEntry = (row: DatabaseRow): unknown => {
  try {
    return JSON.parse(String(row['entry']));
  } catch {
    return undefined;
  }
};

/**
 * Statements on tables that a store of an earlier release does not have yet. A pack that is not
 * proved yet only repeats rows that are still there.
 */
function prepareNewer(db: DatabaseSync) {
  const has = db.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?");
  const prepare = (table: string, sql: string) =>
    has.get(table) === undefined ? undefined : db.prepare(sql);
  return {
    packs: prepare(
      'packs',
      'SELECT hashes, bytes FROM packs WHERE documentId = ? AND isProved = 1',
    ),
    packed: prepare(
      'packs',
      'SELECT coalesce(sum(length(hashes) / 32), 0) AS n FROM packs WHERE isProved = 1',
    ),
    setAside: prepare(
      'damagedChanges',
      'SELECT count(*) AS n FROM damagedChanges WHERE documentId = ? AND restoredAtMs IS NULL',
    ),
  };
}

function prepareChunks(
  db: DatabaseSync,
): Pick<ReadOnlyStore, 'chunks' | 'hashes' | 'changes' | 'setAside'> {
  const rows = db.prepare('SELECT hash, bytes FROM changes WHERE documentId = ?');
  const count = db.prepare('SELECT count(*) AS n FROM changes');
  const { packs, packed, setAside } = prepareNewer(db);
  return {
    chunks: (documentId) => {
      const unpacked = (packs?.all(documentId) ?? []).map((row) =>
        unpack({ hashes: row['hashes'] as Uint8Array, bytes: row['bytes'] as Uint8Array }),
      );
      const single = rows.all(documentId).map((row) => ({
        hash: String(row['hash']),
        bytes: row['bytes'] as Uint8Array,
      }));
      return {
        chunks: [...unpacked.flatMap(({ whole }) => whole), ...single],
        damaged: unpacked.reduce((sum, { damaged }) => sum + damaged.length, 0),
      };
    },
    hashes: (documentId) => [
      ...(packs?.all(documentId) ?? []).flatMap((row) => packedHashes(row['hashes'] as Uint8Array)),
      ...rows.all(documentId).map((row) => String(row['hash'])),
    ],
    changes: () => Number(count.get()?.['n']) + Number(packed?.get()?.['n'] ?? 0),
    setAside: (documentId) => Number(setAside?.get(documentId)?.['n'] ?? 0),
  };
}

/**
 * Opens a store's file without changing it. The read transaction holds one moment of it, and in
 * WAL mode a reader stops no writer. Throws where the file is no database.
 */
export function openReadOnlyStore(path: string): ReadOnlyStore {
  const db = new DatabaseSync(path, { readOnly: true, timeout: 5_000 });
  try {
    db.exec('BEGIN');
    const number = (sql: string): number => Number(Object.values(db.prepare(sql).get() ?? {})[0]);
    const schemaVersion = number('PRAGMA user_version');
    const documents = db.prepare(
      'SELECT documentId, kind, logId, state, heads FROM documents ORDER BY documentId',
    );
    const logs = db.prepare('SELECT DISTINCT logId FROM entries ORDER BY logId');
    const entries = db.prepare('SELECT entry FROM entries WHERE logId = ? ORDER BY seq');
    return {
      db,
      schemaVersion,
      number,
      ...prepareChunks(db),
      documents: () =>
        documents.all().map((row) => ({
          documentId: row['documentId'] as DocumentId,
          kind: String(row['kind']),
          logId: row['logId'] as LogId,
          state: String(row['state']),
          heads: splitHeads(row['heads']).toSorted(),
        })),
      logIds: () => logs.all().map((row) => row['logId'] as LogId),
      entries: (logId) => entries.all(logId).map(readEntry),
      close: () => {
        db.close();
      },
    };
  } catch (error) {
    db.close();
    throw error;
  }
}

import { createHash } from 'node:crypto';
import { renameSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { createTableSql } from './report-schema.ts';
import {
  reportTableNames,
  reportTables,
  type ReportRow,
  type ReportRows,
  type ReportTableName,
} from './report-tables.ts';

/**
 * Where reporting rows are kept. Everything here is derived from documents: the file may be thrown
 * away and is then built again, which is why it is not the relay's store.
 */
export interface ReportStore {
  /** Replaces all rows of one document in one transaction. */
  replace(document: ReportRow<'documents'>, rows: ReportRows): void;
  remove(documentId: string): void;
  clear(): void;
  rows<Name extends ReportTableName>(name: Name): ReportRow<Name>[];
  /** The last commit that has been passed, and when. */
  progress(): { readonly seq: number; readonly atMs: number };
  saveProgress(seq: number, atMs: number): void;
  close(): void;
}

const schemaDigest = createHash('sha256')
  .update(reportTableNames.map(createTableSql).join(';'))
  .digest('hex');

function prepareFile(database: DatabaseSync): void {
  // Lost with the machine's power at worst, and then projected again: no fsync per commit.
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
  database.exec(
    'CREATE TABLE IF NOT EXISTS "progress" ("one" INTEGER PRIMARY KEY CHECK ("one" = 1), "seq" INTEGER NOT NULL, "atMs" INTEGER NOT NULL, "schemaDigest" TEXT NOT NULL) STRICT',
  );
  const row = database.prepare('SELECT "schemaDigest" FROM "progress"').get();
  if (row?.['schemaDigest'] === schemaDigest) return;
  // Other tables than this release has: derived data is not migrated but built again.
  for (const name of reportTableNames) database.exec(`DROP TABLE IF EXISTS "${name}"`);
  for (const name of reportTableNames) database.exec(createTableSql(name));
  database.prepare('INSERT OR REPLACE INTO "progress" VALUES (1, 0, 0, ?)').run(schemaDigest);
}

function insertInto<Name extends ReportTableName>(database: DatabaseSync, name: Name) {
  const columns = Object.keys(reportTables[name].columns);
  const names = columns.map((column) => `"${column}"`).join(', ');
  const places = columns.map(() => '?').join(', ');
  const statement = database.prepare(`INSERT INTO "${name}" (${names}) VALUES (${places})`);
  return (row: Readonly<Record<string, string | number | undefined>>): void => {
    statement.run(...columns.map((column) => row[column] ?? null));
  };
}

const present = (row: Record<string, unknown>): object =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));

/** SQLite's «malformed» and «not a database». */
const damagedCodes = new Set([11, 26]);

class DamagedReports extends Error {
  override readonly name = 'DamagedReports';
}

function openFile(path: string): DatabaseSync {
  const database = new DatabaseSync(path);
  try {
    prepareFile(database);
    const found = database.prepare('PRAGMA quick_check(1)').get();
    if (found?.['quick_check'] !== 'ok') throw new DamagedReports();
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** A damaged file is moved aside: all that was in it is counted anew. */
function openWholeFile(path: string): DatabaseSync {
  try {
    return openFile(path);
  } catch (error) {
    const { errcode } = error as { errcode?: number };
    const isDamaged = error instanceof DamagedReports || damagedCodes.has((errcode ?? 0) & 0xff);
    if (path === ':memory:' || !isDamaged) throw error;
    renameSync(path, `${path}.damaged`);
    for (const suffix of ['-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true });
    return openFile(path);
  }
}

/** Opens or makes the file of reporting tables; `:memory:` keeps them in memory. */
export function openReportStore(path: string): ReportStore {
  const database = openWholeFile(path);
  const inserts = new Map(reportTableNames.map((name) => [name, insertInto(database, name)]));
  const removals = reportTableNames.map((name) =>
    database.prepare(`DELETE FROM "${name}" WHERE "documentId" = ?`),
  );
  const inTransaction = (action: () => void): void => {
    database.exec('BEGIN IMMEDIATE');
    try {
      action();
      database.exec('COMMIT');
    } catch (error) {
      database.exec('ROLLBACK');
      throw error;
    }
  };
  const removeRows = (documentId: string): void => {
    for (const removal of removals) removal.run(documentId);
  };
  return {
    replace: (document, rows) => {
      inTransaction(() => {
        removeRows(document.documentId);
        inserts.get('documents')?.(document);
        for (const [name, list] of Object.entries(rows)) {
          for (const row of list) inserts.get(name as ReportTableName)?.(row);
        }
      });
    },
    remove: (documentId) => {
      inTransaction(() => {
        removeRows(documentId);
      });
    },
    clear: () => {
      inTransaction(() => {
        for (const name of reportTableNames) database.exec(`DELETE FROM "${name}"`);
        database.exec('UPDATE "progress" SET "seq" = 0, "atMs" = 0');
      });
    },
    rows: <Name extends ReportTableName>(name: Name) => {
      const order = reportTables[name].key.map((column) => `"${column}"`).join(', ');
      return database
        .prepare(`SELECT * FROM "${name}" ORDER BY ${order}`)
        .all()
        .map((row) => present(row) as ReportRow<Name>);
    },
    progress: () => {
      const row = database.prepare('SELECT "seq", "atMs" FROM "progress"').get();
      return { seq: Number(row?.['seq'] ?? 0), atMs: Number(row?.['atMs'] ?? 0) };
    },
    saveProgress: (seq, atMs) => {
      database.prepare('UPDATE "progress" SET "seq" = ?, "atMs" = ?').run(seq, atMs);
    },
    close: () => {
      database.close();
    },
  };
}

import { closeSync, fdatasync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { AppError } from '@nastavnik/core/kernel';
import type { Disk } from './group-commit.ts';
import { schemaSteps } from './schema.ts';

export interface OpenedDatabase {
  readonly db: DatabaseSync;
  readonly disk: Disk;
  readonly close: () => void;
}

const minimumVersion = [3, 51, 3];

/** Older SQLite can corrupt a WAL file when two connections checkpoint at once. */
export function isSafeVersion(version: string): boolean {
  const parts = version.split('.').map(Number);
  for (const [place, least] of minimumVersion.entries()) {
    const part = parts[place] ?? 0;
    if (part !== least) return part > least;
  }
  return true;
}

/**
 * Opens the relay's file and brings its schema up to date. A second process is refused with
 * `store-locked` by a lock file beside it, so that the data file itself stays open to readers.
 */
export function openDatabase(path: string): OpenedDatabase {
  const lock = path === ':memory:' ? undefined : takeLock(`${path}.lock`);
  const db = new DatabaseSync(path, { timeout: 1_000 });
  let wal: number | undefined;
  const close = (): void => {
    if (db.isOpen) db.close();
    if (wal !== undefined) closeSync(wal);
    if (lock?.isOpen === true) lock.close();
    wal = undefined;
  };
  try {
    prepareDatabase(db);
    if (path !== ':memory:') wal = openSync(`${path}-wal`, 'r+');
  } catch (error) {
    close();
    throw error;
  }
  return { db, disk: { sync: () => syncFile(wal), abandon: close }, close };
}

const flush = promisify(fdatasync);

/**
 * SQLite's own flush of the write-ahead log (`synchronous=FULL`) would stop the event loop for as
 * long as the disk takes; the same call on the same file from the thread pool does not.
 */
async function syncFile(file: number | undefined): Promise<void> {
  if (file !== undefined) await flush(file);
}

/** Takes the lock file that says «one process at a time»; throws `store-locked` when another has it. */
export function takeLock(path: string): DatabaseSync {
  const lock = new DatabaseSync(path, { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    throw new AppError('store-locked', {}, error);
  }
  return lock;
}

function prepareDatabase(db: DatabaseSync): void {
  const version = db.prepare('SELECT sqlite_version() AS version').get()?.['version'];
  if (typeof version !== 'string' || !isSafeVersion(version)) {
    throw new Error(`SQLite ${String(version)} is older than ${minimumVersion.join('.')}`);
  }
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON');
  const found = Number(db.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0);
  if (found > schemaSteps.length) throw new AppError('store-newer-version');
  for (const [place, step] of schemaSteps.entries()) {
    if (place < found) continue;
    db.exec(`BEGIN IMMEDIATE; ${step} PRAGMA user_version = ${place + 1}; COMMIT`);
  }
  // From here on each commit is flushed by `Disk.sync`; NORMAL still orders log and checkpoint.
  db.exec('PRAGMA synchronous = NORMAL');
}

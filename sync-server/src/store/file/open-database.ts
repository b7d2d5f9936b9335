import { closeSync, fdatasync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { AppError } from '@nastavnik/core/kernel';
import type { Disk } from './group-commit.ts';
import { migrate } from './migrate.ts';
import { storageError } from './storage-error.ts';

export interface OpenedDatabase {
  readonly db: DatabaseSync;
  readonly disk: Disk;
  readonly close: () => void;
}

export interface DatabaseOptions {
  /** How large the file may grow, in pages; as large as the disk without it. */
  readonly maxPages?: number;
}

/** `synchronous` as SQLite reads it back. */
const normal = 1;
const full = 2;

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
 * Also throws `store-newer-version`, `sqlite-too-old` and `store-setting-refused`.
 */
export function openDatabase(path: string, options: DatabaseOptions = {}): OpenedDatabase {
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
    prepareDatabase(db, path, options);
    if (path !== ':memory:') wal = openSync(`${path}-wal`, 'r+');
  } catch (error) {
    close();
    throw storageError(error);
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

/** What every connection to the relay's file is held to; read back, since SQLite ignores in silence. */
function demand(db: DatabaseSync, setting: string, wanted: string | number, given = wanted): void {
  db.exec(`PRAGMA ${setting} = ${wanted}`);
  const found = Object.values(db.prepare(`PRAGMA ${setting}`).get() ?? {})[0];
  if (found !== given) throw new AppError('store-setting-refused', { setting });
}

function prepareDatabase(db: DatabaseSync, path: string, { maxPages }: DatabaseOptions): void {
  const version = String(db.prepare('SELECT sqlite_version() AS version').get()?.['version']);
  if (!isSafeVersion(version)) throw new AppError('sqlite-too-old', { version });
  demand(db, 'journal_mode', path === ':memory:' ? 'memory' : 'wal');
  demand(db, 'synchronous', 'FULL', full);
  demand(db, 'foreign_keys', 1);
  const steps = migrate(db, path);
  while (steps.next().done !== true);
  // From here on each commit is flushed by `Disk.sync`; NORMAL still orders log and checkpoint.
  demand(db, 'synchronous', 'NORMAL', normal);
  if (maxPages !== undefined) demand(db, 'max_page_count', maxPages);
}

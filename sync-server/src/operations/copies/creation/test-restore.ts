import { chmodSync, copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { AppError } from '@nastavnik/core/kernel';
import { openSqliteStore } from '../../../store/sqlite-store.ts';
import { databaseName } from '../folder/copy-folder.ts';
import type { Finding } from '../finding.ts';
import { inspectStore, type StoreInspection } from '../inspection/inspect-store.ts';
import { openReadOnlyStore } from '../inspection/read-only-store.ts';

export interface RestoreTest {
  readonly findings: readonly Finding[];
  /** Absent where the file could not be opened at all. */
  readonly inspection?: StoreInspection;
}

function temporaryFolder(near: string): string {
  try {
    return mkdtempSync(join(near, '.test-'));
  } catch {
    // A copy on a medium that cannot be written.
    return mkdtempSync(join(tmpdir(), 'nastavnik-test-'));
  }
}

/**
 * Restores a copy's database into an empty folder, opens it as the relay would, migrations
 * included, and reads it through. Nothing of the copy itself is touched.
 *
 * @clause O1
 */
export async function testRestore(folder: string): Promise<RestoreTest> {
  const trial = temporaryFolder(dirname(folder));
  try {
    const path = join(trial, databaseName);
    copyFileSync(join(folder, databaseName), path);
    chmodSync(path, 0o600);
    await openSqliteStore(path).close();
    const store = openReadOnlyStore(path);
    try {
      const inspection = await inspectStore(store);
      return { findings: inspection.findings, inspection };
    } finally {
      store.close();
    }
  } catch (error) {
    const isNewer = error instanceof AppError && error.code === 'store-newer-version';
    const code = isNewer ? 'schema-newer' : 'database-damaged';
    return { findings: [{ code, subject: databaseName }] };
  } finally {
    rmSync(trial, { recursive: true, force: true });
  }
}

import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '@nastavnik/core/kernel';
import { schemaSteps } from './schema.ts';

export type MigrationStep = 'copied' | 'kept' | 'stepped';

const versionOf = (db: DatabaseSync): number =>
  Number(db.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0);

/** Where the file as it was before an upgrade is kept: `relay.sqlite.schema-1`. */
export const copyBeforeUpgrade = (path: string, version: number): string =>
  `${path}.schema-${version}`;

function flushFile(path: string): void {
  const file = openSync(path, 'r+');
  fsyncSync(file);
  closeSync(file);
}

/** A copy that is whole or not there: it gets its name only when it is on the disk. */
function* copyFile(db: DatabaseSync, path: string, version: number): Generator<MigrationStep> {
  const target = copyBeforeUpgrade(path, version);
  if (existsSync(target)) return;
  const unfinished = `${target}.part`;
  rmSync(unfinished, { force: true });
  db.prepare('VACUUM INTO ?').run(unfinished);
  yield 'copied';
  flushFile(unfinished);
  renameSync(unfinished, target);
  yield 'kept';
}

/**
 * Brings a file to today's schema: first a copy of it, then each step in a transaction of its own
 * with its number. May be cut off after any step and run again. Throws `store-newer-version`.
 */
export function* migrate(db: DatabaseSync, path: string): Generator<MigrationStep, void> {
  const found = versionOf(db);
  if (found > schemaSteps.length) throw new AppError('store-newer-version');
  const isUpgrade = found > 0 && found < schemaSteps.length;
  if (isUpgrade && path !== ':memory:') yield* copyFile(db, path, found);
  for (const [place, step] of schemaSteps.entries()) {
    if (place < found) continue;
    db.exec(`BEGIN IMMEDIATE; ${step} PRAGMA user_version = ${place + 1}; COMMIT`);
    yield 'stepped';
  }
}

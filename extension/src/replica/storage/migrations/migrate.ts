import type { IDBPDatabase, IDBPTransaction, StoreNames } from 'idb';
import { abort } from '../atomically.ts';
import type { PersonSchema } from '../person-database.ts';
import { createStores } from './create-stores.ts';
import { dateDamage } from './date-damage.ts';

/** The transaction that the browser opens for an upgrade: all of it happens, or none. */
export type UpgradeTransaction = IDBPTransaction<
  PersonSchema,
  StoreNames<PersonSchema>[],
  'versionchange'
>;

type Migration = (db: IDBPDatabase<PersonSchema>, tx: UpgradeTransaction) => Promise<void>;

/** Each brings a database of one version to the next; released ones never change. */
const migrations: readonly Migration[] = [createStores, dateDamage];

/** The version this release writes; a database of a later one is left alone. */
export const databaseVersion = migrations.length;

/**
 * Brings a database up to date inside the browser's own upgrade transaction. A browser that dies
 * in it finds the old version untouched the next time, so no copy is made before. A migration that
 * fails ends the transaction, and with it the opening: half of one is never kept.
 */
export async function migrate(
  db: IDBPDatabase<PersonSchema>,
  tx: UpgradeTransaction,
  fromVersion: number,
): Promise<void> {
  try {
    for (const migration of migrations.slice(fromVersion)) await migration(db, tx);
  } catch {
    abort(tx);
  }
}

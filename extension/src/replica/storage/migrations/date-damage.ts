import type { IDBPDatabase } from 'idb';
import type { PersonSchema } from '../person-database.ts';
import type { UpgradeTransaction } from './migrate.ts';

/** Version 2: chunks set aside say when they were found; of earlier ones nothing is known. */
export async function dateDamage(
  _db: IDBPDatabase<PersonSchema>,
  tx: UpgradeTransaction,
): Promise<void> {
  const store = tx.objectStore('damaged');
  for (let cursor = await store.openCursor(); cursor; cursor = await cursor.continue()) {
    await cursor.update({ ...cursor.value, foundAtMs: cursor.value.foundAtMs ?? 0 });
  }
}

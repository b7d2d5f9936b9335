import { existsSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '@nastavnik/core/kernel';
import { openReadOnlyStore } from '../../copies/inspection/read-only-store.ts';
import type { CommandContext } from '../command.ts';

/**
 * Reads one moment of the relay's file, whether the relay runs or not: in WAL mode a reader stops
 * no writer. Throws `store-missing`.
 */
export function withStored<T>({ data }: CommandContext, read: (db: DatabaseSync) => T): T {
  if (!existsSync(data.store)) throw new AppError('store-missing');
  const store = openReadOnlyStore(data.store);
  try {
    return read(store.db);
  } finally {
    store.close();
  }
}

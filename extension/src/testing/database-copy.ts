import { bytesToHex } from '@nastavnik/core/kernel';
import type { PersonDatabase } from '../replica/storage/person-database.ts';

export interface CopiedRow {
  readonly key: IDBValidKey;
  readonly value: unknown;
  /** The store keeps the key inside its values. */
  readonly isInline: boolean;
}

/** Every row of a person's database by store: what a copy of the browser's profile folder holds. */
export type DatabaseCopy = ReadonlyMap<string, readonly CopiedRow[]>;

export async function copyDatabase(db: PersonDatabase): Promise<DatabaseCopy> {
  const stores = [...db.objectStoreNames];
  const tx = db.transaction(stores, 'readonly');
  const copies = stores.map(async (name) => {
    const store = tx.objectStore(name);
    const [keys, values] = await Promise.all([store.getAllKeys(), store.getAll()]);
    const isInline = store.keyPath !== null;
    return [name, keys.map((key, at) => ({ key, value: values[at], isInline }))] as const;
  });
  return new Map<string, readonly CopiedRow[]>(await Promise.all(copies));
}

/** Puts the rows of a copy into a database that is empty. */
export async function restoreDatabase(db: PersonDatabase, copy: DatabaseCopy): Promise<void> {
  const tx = db.transaction([...db.objectStoreNames], 'readwrite');
  const puts = [...copy].flatMap(([name, rows]) => {
    const store = tx.objectStore(name as 'settings');
    return rows.map(({ key, value, isInline }) =>
      isInline ? store.put(value as string) : store.put(value as string, key as string),
    );
  });
  await Promise.all([...puts, tx.done]);
}

/** A copy as one comparable text. */
export const textOf = (copy: DatabaseCopy): string =>
  JSON.stringify([...copy], (_key, value: unknown) =>
    value instanceof Uint8Array ? `bytes ${bytesToHex(value)}` : value,
  );

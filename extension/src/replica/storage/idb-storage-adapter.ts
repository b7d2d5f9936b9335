import type { Chunk, StorageAdapterInterface, StorageKey } from '@automerge/automerge-repo/slim';
import type { ChunkRow, PersonDatabase } from './person-database.ts';

export interface ChunkGuard {
  /** False for a chunk that is not the one that was written. */
  readonly isIntact: (key: StorageKey, data: Uint8Array) => boolean;
  /** A chunk failed its checksum and was set aside. */
  readonly onDamaged: (key: StorageKey) => void;
}

/** automerge-repo's storage in a person's IndexedDB. */
export class IdbStorageAdapter implements StorageAdapterInterface {
  readonly #db: PersonDatabase;
  readonly #guard: ChunkGuard;
  readonly #nextOrder: () => number;
  /** Incremental chunks read together with the snapshots, by document. */
  readonly #together = new Map<string, Chunk[]>();

  constructor(db: PersonDatabase, nextOrder: () => number, guard: ChunkGuard) {
    this.#db = db;
    this.#nextOrder = nextOrder;
    this.#guard = guard;
  }

  async load(key: StorageKey): Promise<Uint8Array | undefined> {
    return (await this.#db.get('chunks', key))?.data;
  }

  async save(key: StorageKey, data: Uint8Array): Promise<void> {
    this.#together.delete(key[0] ?? '');
    await this.#db.put('chunks', { data, order: this.#nextOrder() }, key);
  }

  async remove(key: StorageKey): Promise<void> {
    this.#together.delete(key[0] ?? '');
    await this.#db.delete('chunks', key);
  }

  /**
   * Repo asks for snapshots, then for incrementals; between the two another context may compact,
   * and the reader would see neither. Both are read in one transaction.
   */
  async loadRange(prefix: StorageKey): Promise<Chunk[]> {
    const [documentId = '', type] = prefix;
    if (prefix.length === 2 && type === 'snapshot') {
      const chunks = await this.#read([documentId]);
      this.#together.set(
        documentId,
        chunks.filter((chunk) => chunk.key[1] === 'incremental'),
      );
      return chunks.filter((chunk) => chunk.key[1] === 'snapshot');
    }
    const together = this.#together.get(documentId);
    if (prefix.length === 2 && type === 'incremental' && together) {
      this.#together.delete(documentId);
      return together;
    }
    return this.#read(prefix);
  }

  async removeRange(prefix: StorageKey): Promise<void> {
    this.#together.delete(prefix[0] ?? '');
    await this.#db.delete('chunks', rangeOf(prefix));
  }

  async #read(prefix: StorageKey): Promise<Chunk[]> {
    const tx = this.#db.transaction('chunks', 'readonly');
    const range = rangeOf(prefix);
    const [keys, rows] = await Promise.all([
      tx.store.getAllKeys(range),
      tx.store.getAll(range),
      tx.done,
    ]);
    const found = keys.map((key, index) => ({ key, row: rows[index] as ChunkRow }));
    const bad = found.filter(({ key, row }) => !this.#guard.isIntact(key, row.data));
    if (bad.length > 0) await this.#setAside(bad);
    return found
      .filter((chunk) => !bad.includes(chunk))
      .toSorted((a, b) => a.row.order - b.row.order)
      .map(({ key, row }) => ({ key, data: row.data }));
  }

  async #setAside(bad: readonly { key: string[]; row: ChunkRow }[]): Promise<void> {
    const tx = this.#db.transaction(['chunks', 'damaged'], 'readwrite');
    await Promise.all([
      ...bad.flatMap(({ key, row }) => [
        tx.objectStore('damaged').put(row, key),
        tx.objectStore('chunks').delete(key),
      ]),
      tx.done,
    ]);
    for (const { key } of bad) this.#guard.onDamaged(key);
  }
}

/** Every key that begins with the prefix; an array sorts above all strings in IndexedDB. */
export function rangeOf(prefix: StorageKey): IDBKeyRange {
  return IDBKeyRange.bound([...prefix], [...prefix, []]);
}

import type { Chunk, StorageAdapterInterface, StorageKey } from '@automerge/automerge-repo/slim';
import type { ChunkReader } from './damage/chunk-reader.ts';
import type { PersonDatabase } from './person-database.ts';

/** automerge-repo's storage in a person's IndexedDB. */
export class IdbStorageAdapter implements StorageAdapterInterface {
  readonly #db: PersonDatabase;
  readonly #reader: ChunkReader;
  readonly #nextOrder: () => number;
  /** Incremental chunks read together with the snapshots, by document. */
  readonly #together = new Map<string, Chunk[]>();

  constructor(db: PersonDatabase, nextOrder: () => number, reader: ChunkReader) {
    this.#db = db;
    this.#nextOrder = nextOrder;
    this.#reader = reader;
  }

  async load(key: StorageKey): Promise<Uint8Array | undefined> {
    return (await this.#reader.readKeys([key]))?.[0];
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
    const chunks = await this.#reader.readRange(prefix);
    return chunks.map(({ key, row }) => ({ key: [...key], data: row.data }));
  }
}

/** Every key that begins with the prefix; an array sorts above all strings in IndexedDB. */
export function rangeOf(prefix: StorageKey): IDBKeyRange {
  return IDBKeyRange.bound([...prefix], [...prefix, []]);
}

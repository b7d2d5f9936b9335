import type { Clock, DocumentId } from '@nastavnik/core/kernel';
import { isIntactChunk } from './chunk-integrity.ts';
import { rangeOf } from '../idb-storage-adapter.ts';
import type { ChunkKey, ChunkRow, PersonDatabase } from '../person-database.ts';

export interface StoredChunk {
  readonly key: readonly string[];
  readonly row: ChunkRow;
}

export interface ChunkReaderOptions {
  readonly clock: Clock;
  /** A chunk of this document failed its checksum and was set aside. */
  readonly onDamaged: (documentId: DocumentId) => void;
  /** False for a chunk that is not the one that was written. */
  readonly isIntact?: (key: ChunkKey, data: Uint8Array) => boolean;
}

/**
 * The only way stored chunks reach Automerge: each is checked by itself, and a damaged one is set
 * aside with its bytes, so that it takes no intact one with it.
 */
export class ChunkReader {
  readonly #db: PersonDatabase;
  readonly #options: ChunkReaderOptions;

  constructor(db: PersonDatabase, options: ChunkReaderOptions) {
    this.#db = db;
    this.#options = options;
  }

  /** Intact chunks whose keys begin with the prefix, in the order they were written. */
  async readRange(prefix: ChunkKey): Promise<StoredChunk[]> {
    const tx = this.#db.transaction('chunks', 'readonly');
    const range = rangeOf([...prefix]);
    const [keys, rows] = await Promise.all([
      tx.store.getAllKeys(range),
      tx.store.getAll(range),
      tx.done,
    ]);
    const found = keys.map((key, index) => ({ key, row: rows[index] as ChunkRow }));
    const intact = await this.#intact(found);
    return intact.toSorted((a, b) => a.row.order - b.row.order);
  }

  /** The chunks of these keys; undefined when one is not there: compacted away, or damaged. */
  async readKeys(keys: readonly ChunkKey[]): Promise<Uint8Array[] | undefined> {
    const rows = await Promise.all(keys.map((key) => this.#db.get('chunks', [...key])));
    const found = keys.flatMap((key, index) => {
      const row = rows[index];
      return row ? [{ key, row }] : [];
    });
    const intact = await this.#intact(found);
    return intact.length === keys.length ? intact.map(({ row }) => row.data) : undefined;
  }

  async #intact(found: readonly StoredChunk[]): Promise<StoredChunk[]> {
    const { isIntact = isIntactChunk, onDamaged } = this.#options;
    const bad = found.filter(({ key, row }) => !isIntact(key, row.data));
    if (bad.length === 0) return [...found];
    // Where it cannot be moved it is left out all the same, and found again the next time.
    await this.#setAside(bad).catch(() => undefined);
    for (const documentId of new Set(bad.map(({ key }) => key[0]))) {
      onDamaged(documentId as DocumentId);
    }
    return found.filter((chunk) => !bad.includes(chunk));
  }

  /** The summary forgets its heads too: they would say that nothing needs to be fetched. */
  async #setAside(bad: readonly StoredChunk[]): Promise<void> {
    const tx = this.#db.transaction(['chunks', 'damaged', 'summaries'], 'readwrite', {
      durability: 'strict',
    });
    const foundAtMs = this.#options.clock.nowMs();
    const summaries = tx.objectStore('summaries');
    const forget = async (documentId: DocumentId): Promise<void> => {
      const summary = await summaries.get(documentId);
      if (summary) await summaries.put({ ...summary, heads: [] });
    };
    await Promise.all([
      ...bad.flatMap(({ key, row }) => [
        tx.objectStore('damaged').put({ ...row, foundAtMs }, [...key]),
        tx.objectStore('chunks').delete([...key]),
      ]),
      ...[...new Set(bad.map(({ key }) => key[0] as DocumentId))].map(forget),
      tx.done,
    ]);
  }
}

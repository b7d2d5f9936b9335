import {
  bytesToHex,
  fail,
  ok,
  sha256,
  utf8ToBytes,
  type ChangeHash,
  type Clock,
  type DocumentId,
  type Refusal,
  type Result,
} from '@nastavnik/core/kernel';
import type { WaitingChange } from '../replica.ts';
import { atomically, type Include } from './atomically.ts';
import { ChunkReader } from './damage/chunk-reader.ts';
import { rangeOf } from './idb-storage-adapter.ts';
import type { ChunkKey, PersonDatabase, SummaryRow } from './person-database.ts';
import { storageFailure } from './storage-failure.ts';

/** A change of this device with its row for the list of waiting changes. */
export interface OwnChange {
  readonly bytes: Uint8Array;
  readonly waiting?: WaitingChange;
}

const begin = (db: PersonDatabase) =>
  db.transaction(['chunks', 'outbox', 'summaries'], 'readwrite', { durability: 'strict' });
type JournalTransaction = ReturnType<typeof begin>;

/**
 * Where changes are written. Repo only reads: its own saving is delayed, deletes chunks it has
 * merged one by one, and cannot write a change and its outbox row together.
 */
export class Journal {
  readonly #db: PersonDatabase;
  readonly #clock: Clock;
  readonly #reader: ChunkReader;
  #written = 0;

  constructor(
    db: PersonDatabase,
    clock: Clock,
    reader = new ChunkReader(db, { clock, onDamaged: () => undefined }),
  ) {
    this.#db = db;
    this.#clock = clock;
    this.#reader = reader;
  }

  /** Rises with every call and from session to session: the order ranges are read in. */
  readonly nextOrder = (): number => this.#clock.nowMs() * 1_000 + (this.#written++ % 1_000);

  /**
   * Writes own changes and their outbox rows in one transaction. All requests and the commit are
   * issued before the first await, so that a page that closes right now still gets them through.
   */
  async recordOwn(
    documentId: DocumentId,
    changes: readonly OwnChange[],
    summary: SummaryRow | undefined,
  ): Promise<Result<ChunkKey[], Refusal>> {
    const keys = changes.map(({ bytes }) => incrementalKey(documentId, bytes));
    const written = await this.#write((tx, include) => {
      for (const [index, { bytes, waiting }] of changes.entries()) {
        const row = { data: bytes, order: this.nextOrder() };
        include(tx.objectStore('chunks').put(row, keys[index]));
        if (waiting) include(tx.objectStore('outbox').put(waiting, [documentId, waiting.hash]));
      }
      if (summary) include(tx.objectStore('summaries').put(summary));
    });
    return written.ok ? ok(keys) : written;
  }

  /** Writes what came from the relay, as one chunk: `snapshot` when nothing was here before. */
  async recordReceived(
    documentId: DocumentId,
    chunk: { type: 'snapshot' | 'incremental'; data: Uint8Array; heads: readonly ChangeHash[] },
    summary: SummaryRow | undefined,
  ): Promise<Result<ChunkKey, Refusal>> {
    const key =
      chunk.type === 'snapshot'
        ? snapshotKey(documentId, chunk.heads)
        : incrementalKey(documentId, chunk.data);
    const row = { data: chunk.data, order: this.nextOrder() };
    const written = await this.#write((tx, include) => {
      include(tx.objectStore('chunks').put(row, [...key]));
      if (summary) include(tx.objectStore('summaries').put(summary));
    });
    return written.ok ? ok(key) : written;
  }

  /** Says ok only when the disk has it. */
  async #write(
    request: (tx: JournalTransaction, include: Include) => void,
  ): Promise<Result<void, Refusal>> {
    try {
      const tx = begin(this.#db);
      await atomically(tx, (include) => {
        request(tx, include);
        tx.commit();
      });
      return ok(undefined);
    } catch (cause) {
      return fail(storageFailure(cause));
    }
  }

  /** The chunks of these keys; undefined when one has been compacted away meanwhile. */
  read(keys: readonly ChunkKey[]): Promise<Uint8Array[] | undefined> {
    return this.#reader.readKeys(keys);
  }

  /** Every intact chunk of a document, snapshots first. */
  async readAll(documentId: DocumentId): Promise<Uint8Array[]> {
    const chunks = await this.#reader.readRange([documentId]);
    return chunks
      .toSorted((a, b) => Number(b.key[1] === 'snapshot') - Number(a.key[1] === 'snapshot'))
      .map(({ row }) => row.data);
  }

  async refusedHashes(documentId: DocumentId): Promise<ReadonlySet<string>> {
    const keys = await this.#db.getAllKeys('refused', rangeOf([documentId]));
    return new Set<string>(keys.map(([, hash]) => hash));
  }
}

export const incrementalKey = (documentId: DocumentId, bytes: Uint8Array): string[] => [
  documentId,
  'incremental',
  bytesToHex(sha256(bytes)),
];

export const snapshotKey = (documentId: DocumentId, heads: readonly string[]): string[] => [
  documentId,
  'snapshot',
  bytesToHex(sha256(utf8ToBytes(heads.join('')))),
];

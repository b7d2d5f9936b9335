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
import { rangeOf } from './idb-storage-adapter.ts';
import type { ChunkKey, PersonDatabase, SummaryRow } from './person-database.ts';
import { storageFailure } from './storage-failure.ts';

/** A change of this device with its row for the list of waiting changes. */
export interface OwnChange {
  readonly bytes: Uint8Array;
  readonly waiting?: WaitingChange;
}

const settled = (requests: readonly Promise<unknown>[]): Promise<unknown> => Promise.all(requests);

/**
 * Where changes are written. Repo only reads: its own saving is delayed, deletes chunks it has
 * merged one by one, and cannot write a change and its outbox row together.
 */
export class Journal {
  readonly #db: PersonDatabase;
  readonly #clock: Clock;
  #written = 0;

  constructor(db: PersonDatabase, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
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
    try {
      const tx = this.#db.transaction(['chunks', 'outbox', 'summaries'], 'readwrite', {
        durability: 'strict',
      });
      const keys = changes.map(({ bytes }) => incrementalKey(documentId, bytes));
      const requests: Promise<unknown>[] = changes.flatMap(({ bytes, waiting }, index) => [
        tx.objectStore('chunks').put({ data: bytes, order: this.nextOrder() }, keys[index]),
        ...(waiting ? [tx.objectStore('outbox').put(waiting, [documentId, waiting.hash])] : []),
      ]);
      if (summary) requests.push(tx.objectStore('summaries').put(summary));
      const written = settled([...requests, tx.done]);
      tx.commit();
      await written;
      return ok(keys);
    } catch (cause) {
      return fail(storageFailure(cause));
    }
  }

  /** Writes what came from the relay, as one chunk: `snapshot` when nothing was here before. */
  async recordReceived(
    documentId: DocumentId,
    chunk: { type: 'snapshot' | 'incremental'; data: Uint8Array; heads: readonly ChangeHash[] },
    summary: SummaryRow | undefined,
  ): Promise<Result<ChunkKey, Refusal>> {
    try {
      const key =
        chunk.type === 'snapshot'
          ? snapshotKey(documentId, chunk.heads)
          : incrementalKey(documentId, chunk.data);
      const tx = this.#db.transaction(['chunks', 'summaries'], 'readwrite', {
        durability: 'strict',
      });
      await settled([
        tx.objectStore('chunks').put({ data: chunk.data, order: this.nextOrder() }, [...key]),
        ...(summary ? [tx.objectStore('summaries').put(summary)] : []),
        tx.done,
      ]);
      return ok(key);
    } catch (cause) {
      return fail(storageFailure(cause));
    }
  }

  /** The chunks of these keys; undefined when one has been compacted away meanwhile. */
  async read(keys: readonly ChunkKey[]): Promise<Uint8Array[] | undefined> {
    const rows = await Promise.all(keys.map((key) => this.#db.get('chunks', [...key])));
    const found = rows.filter((row) => row !== undefined).map((row) => row.data);
    return found.length === rows.length ? found : undefined;
  }

  /** Every chunk of a document, snapshots first. */
  async readAll(documentId: DocumentId): Promise<Uint8Array[]> {
    const tx = this.#db.transaction('chunks', 'readonly');
    const [snapshots, incrementals] = await Promise.all([
      tx.store.getAll(rangeOf([documentId, 'snapshot'])),
      tx.store.getAll(rangeOf([documentId, 'incremental'])),
      tx.done,
    ]);
    const inOrder = incrementals.toSorted((a, b) => a.order - b.order);
    return [...snapshots, ...inOrder].map((row) => row.data);
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

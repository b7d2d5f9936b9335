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
import { ChunkReader } from './damage/chunk-reader.ts';
import { GroupCommit, type Request } from './group-commit.ts';
import { rangeOf } from './idb-storage-adapter.ts';
import type { ChunkKey, PersonDatabase, SummaryRow } from './person-database.ts';
import { storageFailure } from './storage-failure.ts';

/** A change of this device with its row for the list of waiting changes. */
export interface OwnChange {
  readonly bytes: Uint8Array;
  readonly waiting?: WaitingChange;
}

/**
 * Where changes are written. Repo only reads: its own saving is delayed, deletes chunks it has
 * merged one by one, and cannot write a change and its outbox row together.
 */
export class Journal {
  readonly #db: PersonDatabase;
  readonly #clock: Clock;
  readonly #reader: ChunkReader;
  readonly #commits: GroupCommit;
  #written = 0;

  constructor(
    db: PersonDatabase,
    clock: Clock,
    reader = new ChunkReader(db, { clock, onDamaged: () => undefined }),
  ) {
    this.#db = db;
    this.#clock = clock;
    this.#reader = reader;
    this.#commits = new GroupCommit(db, clock);
  }

  /** Rises with every call and from session to session: the order ranges are read in. */
  readonly nextOrder = (): number => this.#clock.nowMs() * 1_000 + (this.#written++ % 1_000);

  /**
   * Writes own changes and their outbox rows in one transaction; ok once the disk has them.
   * `onTaken` is called before that, when they would survive the end of this page.
   */
  async recordOwn(
    documentId: DocumentId,
    changes: readonly OwnChange[],
    summary: SummaryRow | undefined,
    onTaken: (keys: readonly ChunkKey[]) => void = () => undefined,
  ): Promise<Result<ChunkKey[], Refusal>> {
    const keys = changes.map(({ bytes }) => incrementalKey(documentId, bytes));
    const request: Request = (tx, include) => {
      for (const [index, { bytes, waiting }] of changes.entries()) {
        const row = { data: bytes, order: this.nextOrder() };
        include(tx.objectStore('chunks').put(row, keys[index]));
        if (waiting) include(tx.objectStore('outbox').put(waiting, [documentId, waiting.hash]));
      }
      if (summary) include(tx.objectStore('summaries').put(summary));
    };
    const kept = await attempt(this.#commits.keep(request, () => onTaken(keys)));
    return kept.ok ? ok(keys) : kept;
  }

  /**
   * Writes what came from the relay, as one chunk: `snapshot` when nothing was here before. Ok once
   * it would survive the end of this page: what a power cut takes with it, the relay has.
   */
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
    const request: Request = (tx, include) => {
      include(tx.objectStore('chunks').put(row, [...key]));
      if (summary) include(tx.objectStore('summaries').put(summary));
    };
    const taken = await attempt(this.#commits.write(request));
    return taken.ok ? ok(key) : taken;
  }

  /** Settles when nothing is under way any more. */
  settled(): Promise<void> {
    return this.#commits.settled();
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

async function attempt(work: Promise<void>): Promise<Result<void, Refusal>> {
  try {
    return ok(await work);
  } catch (cause) {
    return fail(storageFailure(cause));
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

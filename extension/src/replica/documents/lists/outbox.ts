import type { ChangeHash, DocumentId } from '@nastavnik/core/kernel';
import { signal, type ReadonlySignal } from '@preact/signals';
import type { ProfileChannel } from '../../../messaging/profile-channel.ts';
import type { Draft, WaitingChange } from '../../replica.ts';
import { atomically } from '../../storage/atomically.ts';
import type { PersonDatabase, ProgressRow } from '../../storage/person-database.ts';

/** What waits for the relay, what it refused, and how far it came with each document. */
export interface OutboxView {
  readonly waiting: readonly WaitingChange[];
  readonly drafts: readonly Draft[];
  readonly progress: ReadonlyMap<DocumentId, ProgressRow>;
}

const empty: OutboxView = { waiting: [], drafts: [], progress: new Map() };

/** The persistent outbox of a profile as one context sees it. */
export class Outbox {
  readonly #db: PersonDatabase;
  readonly #channel: ProfileChannel;
  readonly #view = signal<OutboxView>(empty);

  #reading: Promise<void> = Promise.resolve();
  #next: Promise<void> | undefined;

  constructor(db: PersonDatabase, channel: ProfileChannel) {
    this.#db = db;
    this.#channel = channel;
  }

  get view(): ReadonlySignal<OutboxView> {
    return this.#view;
  }

  /** Reads everything again. Calls that come while one reads share the next reading. */
  reload(): Promise<void> {
    this.#next ??= this.#reading
      .catch(() => undefined)
      .then(() => {
        this.#next = undefined;
        this.#reading = this.#read();
        return this.#reading;
      });
    return this.#next;
  }

  async #read(): Promise<void> {
    const tx = this.#db.transaction(['outbox', 'drafts', 'progress'], 'readonly');
    const [waiting, drafts, progress] = await Promise.all([
      tx.objectStore('outbox').getAll(),
      tx.objectStore('drafts').getAll(),
      tx.objectStore('progress').getAll(),
      tx.done,
    ]);
    this.#view.value = {
      waiting: waiting.toSorted((a, b) => a.atMs - b.atMs),
      drafts: drafts
        .map(({ changes: _changes, ...draft }) => draft)
        .toSorted((a, b) => a.refusedAtMs - b.refusedAtMs),
      progress: new Map(progress.map((row) => [row.documentId, row])),
    };
  }

  /** Rows that this context has just written itself, be it for the second time. */
  add(rows: readonly WaitingChange[]): void {
    if (rows.length === 0) return;
    const view = this.#view.value;
    const known = new Set(view.waiting.map(({ hash }) => hash));
    const more = rows.filter(({ hash }) => !known.has(hash));
    this.#view.value = { ...view, waiting: [...view.waiting, ...more] };
    this.#channel.post({ type: 'outbox', documentIds: rows.map((row) => row.documentId) });
  }

  /** Tells every context, this one included, to read again. */
  async announce(documentIds: readonly DocumentId[]): Promise<void> {
    this.#channel.post({ type: 'outbox', documentIds });
    await this.reload();
  }

  waitingFor(documentId: DocumentId): readonly WaitingChange[] {
    return this.#view.value.waiting.filter((row) => row.documentId === documentId);
  }

  /**
   * These changes are on the relay's disk, as of commit `seq`. Where the seq is not known, it is
   * at least beyond what aggregation has passed, so that nobody is told «в районе» too early.
   */
  async settleDurable(
    documentId: DocumentId,
    hashes: readonly ChangeHash[],
    at: { seq?: number; atMs: number },
  ): Promise<void> {
    const tx = this.#db.transaction(['outbox', 'progress'], 'readwrite');
    await atomically(tx, async (include) => {
      const progress = await tx.objectStore('progress').get(documentId);
      const { seq, atMs } = at;
      include(
        ...hashes.map((hash) => tx.objectStore('outbox').delete([documentId, hash])),
        tx.objectStore('progress').put({
          ...(progress ?? { documentId, aggregatedSeq: -1, aggregatedAtMs: 0 }),
          durableSeq: Math.max(
            seq ?? (progress?.aggregatedSeq ?? -1) + 1,
            progress?.durableSeq ?? -1,
          ),
          durableAtMs: atMs,
          ...(seq !== undefined && { toldSeq: Math.max(seq, progress?.toldSeq ?? -1) }),
        }),
      );
    });
    await this.announce([documentId]);
  }

  /** Aggregation has passed commit `seq` of this document. */
  async settleAggregated(documentId: DocumentId, at: { seq: number; atMs: number }): Promise<void> {
    const tx = this.#db.transaction('progress', 'readwrite');
    await atomically(tx, async (include) => {
      const progress = await tx.store.get(documentId);
      include(
        tx.store.put({
          ...(progress ?? { documentId, durableSeq: at.seq, durableAtMs: at.atMs }),
          aggregatedSeq: Math.max(at.seq, progress?.aggregatedSeq ?? -1),
          aggregatedAtMs: at.atMs,
        }),
      );
    });
    await this.announce([documentId]);
  }

  async discardDraft(draftId: string): Promise<void> {
    await this.#db.delete('drafts', draftId);
    await this.announce([]);
  }
}

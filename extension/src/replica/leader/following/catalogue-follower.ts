import * as A from '@automerge/automerge/slim';
import type { ChangeHash, DocumentId } from '@nastavnik/core/kernel';
import type { ServerFrameOf } from '@nastavnik/core/protocol';
import { effect, signal } from '@preact/signals';
import type { OpenDocument } from '../../documents/open/open-document.ts';
import type { CatalogueRow } from '../../storage/person-database.ts';
import type { FollowerOptions } from './log-follower.ts';

/** Documents fetched at a time: each holds memory and a place in the relay's queue. */
const atATime = 8;
const fetchLimitMs = 30_000;
const cursorKey = 'catalogueCursor';

/** Finds out which documents changed at the relay while we were away, and fetches only those. */
export class CatalogueFollower {
  readonly #options: FollowerOptions;
  readonly #queue: CatalogueRow[] = [];
  readonly #stopped = new AbortController();
  /** What the relay said last of each document that is being fetched. */
  readonly #relayHeads = signal<ReadonlyMap<DocumentId, readonly ChangeHash[]>>(new Map());
  readonly #fetching = new Set<DocumentId>();
  #running = 0;
  #isAsked = false;
  /** The last cursor of this connection. */
  #cursor = -1;

  constructor(options: FollowerOptions) {
    this.#options = options;
  }

  stop(): void {
    this.#queue.length = 0;
    this.#stopped.abort();
  }

  /** A page of the catalogue that was asked for and has not come. */
  get unanswered(): ReadonlySet<string> {
    return new Set(this.#isAsked ? ['catalogue'] : []);
  }

  /** The relay has a document up to these heads. */
  relayHas(documentId: DocumentId, heads: readonly ChangeHash[]): void {
    if (!this.#fetching.has(documentId)) return;
    this.#relayHeads.value = new Map([...this.#relayHeads.value, [documentId, heads]]);
  }

  /** Asks from the last cursor on, and goes on with what was not fetched the last time. */
  async begin(): Promise<void> {
    const { db } = this.#options.context.sources;
    const cursor = await db.get('settings', cursorKey);
    this.#cursor = -1;
    this.#enqueue(await db.getAll('catalogue'));
    this.#ask(typeof cursor === 'number' ? cursor : 0);
  }

  /** Looks for documents from the beginning: some that were closed to this person are open now. */
  async restart(): Promise<void> {
    await this.#options.context.sources.db.put('settings', 0, cursorKey);
    this.#cursor = -1;
    this.#options.send({ type: 'catalogue', cursor: 0 });
  }

  async receive({ entries: told, cursor, more }: ServerFrameOf<'catalogue'>): Promise<void> {
    const { context, book, onRolledBack, onUnknown } = this.#options;
    const { db } = context.sources;
    this.#isAsked = false;
    for (const { documentId, logId } of told) if (!book.isAnnounced(documentId)) onUnknown(logId);
    // What no log announces is nothing to fetch; it is told again when the log has come.
    const entries = told.filter(({ documentId }) => book.isAnnounced(documentId));
    for (const { documentId, seq } of entries) {
      const progress = await db.get('progress', documentId);
      if (progress && seq < (progress.toldSeq ?? -1)) onRolledBack();
    }
    const tx = db.transaction(['catalogue', 'settings'], 'readwrite');
    await Promise.all([
      ...entries.map((entry) => tx.objectStore('catalogue').put(entry)),
      tx.objectStore('settings').put(cursor, cursorKey),
      tx.done,
    ]);
    this.#enqueue(entries);
    // A cursor that does not move would be asked for ever.
    const isFurther = cursor > this.#cursor;
    this.#cursor = cursor;
    if (more && isFurther) this.#ask(cursor);
  }

  #ask(cursor: number): void {
    this.#isAsked = this.#options.send({ type: 'catalogue', cursor });
  }

  #enqueue(rows: readonly CatalogueRow[]): void {
    this.#queue.push(...rows);
    while (this.#running < atATime && this.#queue.length > 0) {
      this.#running += 1;
      void this.#work()
        // Without the database the rows stay: the next connection goes on with them.
        .catch(() => undefined)
        .finally(() => (this.#running -= 1));
    }
  }

  async #work(): Promise<void> {
    for (let row = this.#queue.shift(); row !== undefined; row = this.#queue.shift()) {
      if (await this.#fetch(row)) await this.#forget(row);
    }
  }

  async #fetch({ documentId, heads }: CatalogueRow): Promise<boolean> {
    const { context, registry } = this.#options;
    const summary = await context.sources.db.get('summaries', documentId);
    const isSame = heads.length > 0 && heads.length === summary?.heads.length;
    if (isSame && heads.every((head) => summary.heads.includes(head))) return true;
    this.#fetching.add(documentId);
    const document = registry.open(documentId);
    try {
      // What the database refused has to be asked for again.
      return (await this.#agreement(document, heads)) && (await document.received());
    } finally {
      this.#fetching.delete(documentId);
      await registry.release(documentId);
      if (registry.find(documentId) === undefined) await registry.compact(documentId);
    }
  }

  /**
   * Settles when this device has what the relay has and the relay what this device has: restored
   * from a copy, it knows less than it did. False when that is not so within the limit.
   */
  async #agreement(document: OpenDocument, heads: readonly string[]): Promise<boolean> {
    await document.loaded;
    return new Promise((resolve) => {
      const timer = setTimeout(() => finish(false), fetchLimitMs);
      const abort = (): void => finish(false);
      const stop = effect(() => {
        void document.view.value;
        const known = this.#relayHeads.value.get(document.documentId) ?? heads;
        const { doc } = document;
        if (doc === undefined || !A.hasHeads(doc, [...heads])) return;
        if (A.getHeads(doc).every((head) => known.includes(head as ChangeHash)))
          queueMicrotask(() => finish(true));
      });
      const finish = (has: boolean): void => {
        clearTimeout(timer);
        this.#stopped.signal.removeEventListener('abort', abort);
        stop();
        resolve(has);
      };
      this.#stopped.signal.addEventListener('abort', abort);
    });
  }

  async #forget(row: CatalogueRow): Promise<void> {
    const { db } = this.#options.context.sources;
    const tx = db.transaction('catalogue', 'readwrite');
    const stored = await tx.store.get(row.documentId);
    if (stored?.seq === row.seq) await tx.store.delete(row.documentId);
    await tx.done;
  }
}

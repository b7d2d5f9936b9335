import * as A from '@automerge/automerge/slim';
import type { ServerFrameOf } from '@nastavnik/core/protocol';
import { effect } from '@preact/signals';
import type { OpenDocument } from '../documents/open/open-document.ts';
import type { CatalogueRow } from '../storage/person-database.ts';
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
  #running = 0;

  constructor(options: FollowerOptions) {
    this.#options = options;
  }

  stop(): void {
    this.#queue.length = 0;
    this.#stopped.abort();
  }

  /** Asks from the last cursor on, and goes on with what was not fetched the last time. */
  async begin(): Promise<void> {
    const { db } = this.#options.context.sources;
    const cursor = await db.get('settings', cursorKey);
    this.#enqueue(await db.getAll('catalogue'));
    this.#options.send({ type: 'catalogue', cursor: typeof cursor === 'number' ? cursor : 0 });
  }

  async receive({ entries, cursor, more }: ServerFrameOf<'catalogue'>): Promise<void> {
    const { db } = this.#options.context.sources;
    const tx = db.transaction(['catalogue', 'settings'], 'readwrite');
    await Promise.all([
      ...entries.map((entry) => tx.objectStore('catalogue').put(entry)),
      tx.objectStore('settings').put(cursor, cursorKey),
      tx.done,
    ]);
    this.#enqueue(entries);
    if (more) this.#options.send({ type: 'catalogue', cursor });
  }

  #enqueue(rows: readonly CatalogueRow[]): void {
    this.#queue.push(...rows);
    while (this.#running < atATime && this.#queue.length > 0) {
      this.#running += 1;
      void this.#work().finally(() => (this.#running -= 1));
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
    if (heads.length > 0 && heads.every((head) => summary?.heads.includes(head))) return true;
    const document = registry.open(documentId);
    try {
      return await this.#arrival(document, heads);
    } finally {
      await registry.release(documentId);
      if (registry.find(documentId) === undefined) await registry.compact(documentId);
    }
  }

  /** Settles when the document has these heads; false when it does not within the limit. */
  async #arrival(document: OpenDocument, heads: readonly string[]): Promise<boolean> {
    await document.loaded;
    return new Promise((resolve) => {
      const timer = setTimeout(() => finish(false), fetchLimitMs);
      const abort = (): void => finish(false);
      const stop = effect(() => {
        void document.view.value;
        if (document.doc && A.hasHeads(document.doc, [...heads]))
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

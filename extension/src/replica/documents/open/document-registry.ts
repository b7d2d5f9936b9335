import { AppError, type DocumentId } from '@nastavnik/core/kernel';
import type { ProfileMessage } from '../../../messaging/profile-channel.ts';
import { rangeOf } from '../../storage/idb-storage-adapter.ts';
import { rewriteHistory } from '../../storage/history/rewrite.ts';
import type { DocumentContext } from './document-context.ts';
import { OpenDocument } from './open-document.ts';

interface Entry {
  readonly document: OpenDocument;
  users: number;
}

/** Incremental chunks after which a document is compacted when it is put away. */
const compactAfterChunks = 64;

/** The documents that one context has open, counted by who uses them. */
export class DocumentRegistry {
  readonly #context: DocumentContext;
  readonly #entries = new Map<DocumentId, Entry>();
  readonly #closing = new Map<DocumentId, Promise<void>>();

  constructor(context: DocumentContext) {
    this.#context = context;
  }

  get openIds(): readonly DocumentId[] {
    return [...this.#entries.keys()];
  }

  find(documentId: DocumentId): OpenDocument | undefined {
    return this.#entries.get(documentId)?.document;
  }

  /** Opens a document, or joins those who have it open; every call needs its `release`. */
  open(documentId: DocumentId): OpenDocument {
    const known = this.#entries.get(documentId);
    if (known) {
      known.users += 1;
      return known.document;
    }
    const document = new OpenDocument(this.#context, documentId, this.#closing.get(documentId));
    this.#entries.set(documentId, { document, users: 1 });
    this.#context.channel.post({ type: 'interest', documentId });
    return document;
  }

  async release(documentId: DocumentId): Promise<void> {
    const entry = this.#entries.get(documentId);
    if (entry === undefined) throw new AppError('internal');
    entry.users -= 1;
    if (entry.users > 0 || entry.document.isUnwritten) return;
    this.#entries.delete(documentId);
    const closing = entry.document.close();
    this.#closing.set(documentId, closing);
    try {
      await closing;
    } finally {
      if (this.#closing.get(documentId) === closing) this.#closing.delete(documentId);
    }
  }

  /** What another context of this profile has told. */
  async hear(message: ProfileMessage): Promise<void> {
    if (message.type === 'written') {
      const document = this.find(message.documentId);
      // Without keys only the summary was written anew; an open document knows better itself.
      if (document && message.keys.length > 0) await document.absorb(message.keys);
      else if (!document) await this.#context.summaries.reload(message.documentId);
    }
    if (message.type === 'rewritten') await this.find(message.documentId)?.reopen();
  }

  refresh(): void {
    for (const { document } of this.#entries.values()) document.refresh();
  }

  /** Gathers a document's chunks into one where many have come together. */
  async compact(documentId: DocumentId): Promise<void> {
    const { db } = this.#context.sources;
    const count = await db.count('chunks', rangeOf([documentId, 'incremental']));
    if (count > compactAfterChunks) await rewriteHistory(this.#context.sources, documentId);
  }

  async closeAll(): Promise<void> {
    const open = [...this.#entries.values()];
    this.#entries.clear();
    await Promise.all(open.map(({ document }) => document.close()));
  }
}

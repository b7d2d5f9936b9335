import * as A from '@automerge/automerge/slim';
import type { DocumentId as RepoDocumentId, Message, PeerId } from '@automerge/automerge-repo/slim';
import type { ChangeHash, DocumentId, Refusal } from '@nastavnik/core/kernel';
import type { ServerFrame } from '@nastavnik/core/protocol';

export type RepoFrame = Extract<ServerFrame, { type: 'sync' | 'doc-unavailable' | 'ephemeral' }>;

export interface DeliveryOptions {
  /** Must settle before a message for a document reaches the Repo; undefined if it may at once. */
  readonly prepare: (documentId: DocumentId) => Promise<void> | undefined;
  /** True while a document waits for `writable`: its messages belong to a state that is gone. */
  readonly isHeld: (documentId: DocumentId) => boolean;
  /** Why changes of a sync message must not reach the Repo; undefined where they may. */
  readonly judge: (documentId: DocumentId, data: Uint8Array) => Promise<Refusal | undefined>;
  readonly onForged: (documentId: DocumentId, refusal: Refusal) => void;
  /** The relay gives no answer about a document: it is not there, or not for this person. */
  readonly onUnavailable: (documentId: DocumentId) => void;
  /** Heads in an answer of the relay: they are on its disk. */
  readonly onHeads: (documentId: DocumentId, heads: readonly ChangeHash[]) => void;
}

interface Ends {
  readonly senderId: PeerId;
  readonly targetId: PeerId;
}

/** Messages of the relay on their way to the Repo: each document's in order, changes judged. */
export class Delivery {
  readonly #options: DeliveryOptions;
  readonly #emit: (message: Message) => void;
  readonly #queues = new Map<DocumentId, Promise<void>>();

  constructor(options: DeliveryOptions, emit: (message: Message) => void) {
    this.#options = options;
    this.#emit = emit;
  }

  deliver(frame: RepoFrame, ends: Ends): void {
    const { documentId } = frame;
    const { isHeld, prepare, onUnavailable } = this.#options;
    if (frame.type === 'doc-unavailable') onUnavailable(documentId);
    if (isHeld(documentId)) return;
    const message = { ...frame, ...ends, documentId: documentId as string as RepoDocumentId };
    const before = this.#queues.get(documentId) ?? prepare(documentId);
    if (before === undefined && frame.type !== 'sync') return this.#emit(message);
    const queue = (before ?? Promise.resolve())
      .then(() =>
        frame.type === 'sync' ? this.#pass(documentId, frame.data, message) : this.#emit(message),
      )
      // Without the database nothing can be judged: the next connection brings it again.
      .catch(() => undefined)
      .finally(() => {
        if (this.#queues.get(documentId) === queue) this.#queues.delete(documentId);
      });
    this.#queues.set(documentId, queue);
  }

  async #pass(documentId: DocumentId, data: Uint8Array, message: Message): Promise<void> {
    const { judge, isHeld, onForged, onHeads } = this.#options;
    const refusal = await judge(documentId, data);
    if (isHeld(documentId)) return;
    // What nobody announced was not asked for, and is left alone.
    if (refusal?.code === 'document-unavailable') return;
    if (refusal) return onForged(documentId, refusal);
    this.#emit(message);
    onHeads(documentId, A.decodeSyncMessage(data).heads as ChangeHash[]);
  }
}

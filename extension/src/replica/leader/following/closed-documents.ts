import { decide, principalOf } from '@nastavnik/core/access';
import type { DocumentId, Refusal } from '@nastavnik/core/kernel';
import type { DocumentContext } from '../../documents/open/document-context.ts';
import type { DocumentRegistry } from '../../documents/open/document-registry.ts';
import type { MembershipBook } from '../../membership/membership-book.ts';
import { rewriteHistory } from '../../storage/history/rewrite.ts';

export interface ClosedDocumentsOptions {
  readonly context: DocumentContext;
  readonly registry: DocumentRegistry;
  readonly book: MembershipBook;
  /** Runs after what the relay has said before. */
  readonly enqueue: (work: () => Promise<void>) => void;
}

/**
 * Work on documents that this person may not open any more. The relay answers as for a document
 * that does not exist, which it may also say of one that is not announced yet: only the verified log
 * tells which. Where the right is gone the work is kept as a draft with the reason.
 */
export class ClosedDocuments {
  readonly #options: ClosedDocumentsOptions;
  /** What the relay gives no answer about, since this connection began. */
  readonly #unavailable = new Set<DocumentId>();

  constructor(options: ClosedDocumentsOptions) {
    this.#options = options;
  }

  /** Looks again whenever something waits; gives a way to stop. */
  start(): () => void {
    const { context, enqueue } = this.#options;
    return context.outbox.view.subscribe(({ waiting }) => {
      if (waiting.some((row) => this.#whyClosed(row.documentId))) enqueue(() => this.settle());
    });
  }

  /** A new connection may answer otherwise. */
  forget(): void {
    this.#unavailable.clear();
  }

  /** The relay gives no answer about a document. */
  async closed(documentId: DocumentId): Promise<void> {
    this.#unavailable.add(documentId);
    await this.settle();
  }

  /** Makes drafts of all that waits on documents which the log says are closed. */
  async settle(): Promise<void> {
    const { waiting } = this.#options.context.outbox.view.peek();
    for (const documentId of new Set(waiting.map((row) => row.documentId))) {
      const reason = this.#whyClosed(documentId);
      if (reason) await this.#keepAsDraft(documentId, reason);
    }
  }

  #whyClosed(documentId: DocumentId): Refusal | undefined {
    const { book, context } = this.#options;
    const states = [...book.states.peek().values()];
    for (const { documents } of states) {
      const announced = documents.get(documentId);
      if (announced === undefined) continue;
      if (announced.droppedAtSeq !== undefined) return { code: 'document-unavailable' };
      if (!this.#unavailable.has(documentId)) return undefined;
      // Nothing is known of a revoked device's rights: its late work goes to the curator.
      const principal = principalOf(context.kid, states);
      if (principal === undefined) return undefined;
      const document = announced.record;
      const { allow } = decide({ principal, document, operation: 'read' });
      return allow ? undefined : { code: 'not-allowed' };
    }
    return undefined;
  }

  async #keepAsDraft(documentId: DocumentId, reason: Refusal): Promise<void> {
    const { context, registry, book } = this.#options;
    const hashes = context.outbox.waitingFor(documentId).map(({ hash }) => hash);
    const record = [...book.states.peek().values()]
      .map(({ documents }) => documents.get(documentId)?.record)
      .find((one) => one !== undefined);
    const refusal = { hashes, reason, mayReturn: true, ...(record && { kind: record.kind }) };
    const { epoch } = await rewriteHistory(context.sources, documentId, refusal);
    context.channel.post({ type: 'rewritten', documentId, epoch });
    await context.outbox.announce([documentId]);
    await registry.find(documentId)?.reopen();
  }
}

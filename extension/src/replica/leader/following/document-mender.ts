import * as A from '@automerge/automerge/slim';
import type { ChangeHash, DocumentId } from '@nastavnik/core/kernel';
import { settleDamage } from '../../storage/damage/settle-damage.ts';
import type { DocumentContext } from '../../documents/open/document-context.ts';
import type { DocumentRegistry } from '../../documents/open/document-registry.ts';

export interface MendingSources {
  readonly context: DocumentContext;
  readonly registry: DocumentRegistry;
  /** Keeps a document open and in step with the relay. */
  readonly follow: (documentId: DocumentId) => void;
}

/** Fills the gaps that damaged chunks have left, from the copy in memory and from the relay. */
export class DocumentMender {
  readonly #sources: MendingSources;
  readonly #begun = new Set<DocumentId>();

  constructor(sources: MendingSources) {
    this.#sources = sources;
  }

  /** Takes up what is damaged now and what will be found so later; gives a way to stop. */
  start(): () => void {
    return this.#sources.context.damage.view.subscribe((damaged) => {
      for (const documentId of this.#begun) {
        if (!damaged.includes(documentId)) this.#begun.delete(documentId);
      }
      for (const documentId of damaged) {
        if (this.#begun.has(documentId)) continue;
        this.#begun.add(documentId);
        this.#begin(documentId);
      }
    });
  }

  /** What the relay has: once the document here has all of it, no more can come back. */
  async relayHas(documentId: DocumentId, heads: readonly ChangeHash[]): Promise<void> {
    const { context, registry } = this.#sources;
    if (!context.damage.view.peek().includes(documentId)) return;
    const document = registry.find(documentId);
    const doc = document?.doc;
    if (doc === undefined || !A.hasHeads(doc, [...heads])) return;
    if (!(await document?.keepWhole())) return;
    const kind = context.kindOf(documentId);
    const isAnythingLost = await settleDamage(context.sources, doc, { documentId, kind });
    await context.damage.mended(documentId);
    if (isAnythingLost) await context.outbox.announce([documentId]);
  }

  #begin(documentId: DocumentId): void {
    const { registry, follow } = this.#sources;
    // Read before the damage, or by a leader that wrote it: then nothing is missing in memory.
    void registry.find(documentId)?.keepWhole();
    follow(documentId);
  }
}

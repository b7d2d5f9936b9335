import * as A from '@automerge/automerge/slim';
import type { ChangeHash, DocumentId } from '@nastavnik/core/kernel';
import type { ServerFrameOf } from '@nastavnik/core/protocol';
import type { DocumentContext } from '../../documents/open/document-context.ts';
import type { DocumentRegistry } from '../../documents/open/document-registry.ts';

/** Who else wants to know what the relay has of a document. */
interface Listener {
  relayHas(documentId: DocumentId, heads: readonly ChangeHash[]): void | Promise<void>;
}

/** Takes off the list of waiting changes what the relay says it has. */
export class Settlement {
  readonly #context: DocumentContext;
  readonly #registry: DocumentRegistry;
  readonly #listeners: readonly Listener[];
  readonly #onRolledBack: () => void;
  /** What the relay of this connection has said last to have on its disk. */
  readonly #kept = new Map<DocumentId, { readonly heads: readonly ChangeHash[]; seq?: number }>();

  constructor(
    context: DocumentContext,
    registry: DocumentRegistry,
    listeners: readonly Listener[],
    onRolledBack: () => void,
  ) {
    this.#context = context;
    this.#registry = registry;
    this.#listeners = listeners;
    this.#onRolledBack = onRolledBack;
  }

  /** A new connection: what its relay has is not known yet. */
  begin(): void {
    this.#kept.clear();
  }

  /**
   * A relay may be faster than this device's disk: what it has said already is held against every
   * row that is listed later. Gives a way to stop.
   */
  start(enqueue: (work: () => Promise<void>) => void): () => void {
    return this.#context.outbox.view.subscribe(({ waiting }) => {
      for (const documentId of new Set(waiting.map((row) => row.documentId))) {
        const kept = this.#kept.get(documentId);
        if (kept === undefined || this.#covered(documentId, kept.heads).length === 0) continue;
        enqueue(() => this.#settleListed(documentId));
      }
    });
  }

  async settle(frame: ServerFrameOf<'durable'> | ServerFrameOf<'aggregated'>): Promise<void> {
    const { outbox, commandContext } = this.#context;
    const at = { seq: frame.seq, atMs: commandContext.clock.nowMs() };
    if (frame.type === 'aggregated') return outbox.settleAggregated(frame.documentId, at);
    const told = await this.#context.sources.db.get('progress', frame.documentId);
    if (frame.seq < (told?.toldSeq ?? -1)) this.#onRolledBack();
    this.#kept.set(frame.documentId, { heads: frame.heads, seq: frame.seq });
    const covered = this.#covered(frame.documentId, frame.heads);
    await outbox.settleDurable(frame.documentId, covered, at);
    await this.#tell(frame.documentId, frame.heads);
  }

  /** An answer's heads are on the relay's disk: settles what was confirmed while we were away. */
  async relayHas(documentId: DocumentId, heads: readonly ChangeHash[]): Promise<void> {
    this.#kept.set(documentId, { heads });
    const covered = this.#covered(documentId, heads);
    const { outbox, commandContext } = this.#context;
    if (covered.length > 0) {
      await outbox.settleDurable(documentId, covered, { atMs: commandContext.clock.nowMs() });
    }
    await this.#tell(documentId, heads);
  }

  async #settleListed(documentId: DocumentId): Promise<void> {
    const { heads = [], seq } = this.#kept.get(documentId) ?? {};
    const covered = this.#covered(documentId, heads);
    if (covered.length === 0) return;
    const { outbox, commandContext } = this.#context;
    const atMs = commandContext.clock.nowMs();
    await outbox.settleDurable(documentId, covered, { atMs, ...(seq !== undefined && { seq }) });
  }

  async #tell(documentId: DocumentId, heads: readonly ChangeHash[]): Promise<void> {
    for (const listener of this.#listeners) await listener.relayHas(documentId, heads);
  }

  #covered(documentId: DocumentId, heads: readonly ChangeHash[]): readonly ChangeHash[] {
    const waiting = this.#context.outbox.waitingFor(documentId).map((row) => row.hash);
    const doc = this.#registry.find(documentId)?.doc;
    return doc === undefined ? [] : coveredBy(doc, heads, waiting);
  }
}

/** Which of the waiting changes are ancestors of heads that the relay has, or those heads. */
function coveredBy(
  doc: A.Doc<unknown>,
  relayHeads: readonly ChangeHash[],
  waiting: readonly ChangeHash[],
): readonly ChangeHash[] {
  const known = relayHeads.filter((head) => A.hasHeads(doc, [head]));
  if (known.length === 0 || waiting.length === 0) return [];
  const missing = new Set(A.getChangesMetaSince(doc, known).map((change) => change.hash));
  return waiting.filter((hash) => A.hasHeads(doc, [hash]) && !missing.has(hash));
}

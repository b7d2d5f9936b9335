import * as A from '@automerge/automerge/slim';
import { signAttestation, type Signer } from '@nastavnik/core/access';
import type { ChangeHash, DocumentId } from '@nastavnik/core/kernel';
import type { ClientFrame } from '@nastavnik/core/protocol';
import type { DocumentContext } from '../../documents/open/document-context.ts';
import type { DocumentRegistry } from '../../documents/open/document-registry.ts';

export interface OwnClaimsOptions {
  readonly context: DocumentContext;
  readonly registry: DocumentRegistry;
  readonly signer: Signer;
  readonly send: (frame: ClientFrame) => boolean;
}

/**
 * This device's claims to its changes. They follow every upload; and where the relay has changes of
 * this device with no claim that covers them, as after it was restored from a copy and a colleague
 * gave them back, they are claimed again.
 */
export class OwnClaims {
  readonly #options: OwnClaimsOptions;
  /** Changes that the relay of this connection has a claim for, each with its ancestors. */
  readonly #claimed = new Map<DocumentId, Set<ChangeHash>>();
  readonly #waiting = new Map<DocumentId, Set<() => void>>();

  constructor(options: OwnClaimsOptions) {
    this.#options = options;
  }

  /** A new connection: what its relay has is not known yet. */
  begin(): void {
    this.#claimed.clear();
  }

  /** The relay has this claim of this device, made here or by a copy of its profile elsewhere. */
  seen(documentId: DocumentId, hashes: readonly ChangeHash[]): void {
    const claimed = this.#claimed.get(documentId) ?? new Set();
    for (const hash of hashes) claimed.add(hash);
    this.#claimed.set(documentId, claimed);
    for (const tell of this.#waiting.get(documentId) ?? []) tell();
  }

  /** Settles with the next claim that is seen: true; or after `limitMs`: false. */
  whenSeen(documentId: DocumentId, limitMs: number): Promise<boolean> {
    const waiting = this.#waiting.get(documentId) ?? new Set();
    this.#waiting.set(documentId, waiting);
    return new Promise((resolve) => {
      const finish = (isSeen: boolean): void => {
        clearTimeout(timer);
        waiting.delete(tell);
        resolve(isSeen);
      };
      const tell = (): void => finish(true);
      const timer = setTimeout(() => finish(false), limitMs);
      waiting.add(tell);
    });
  }

  /** Changes claimed in this connection, each standing for its ancestors too. */
  of(documentId: DocumentId): ReadonlySet<ChangeHash> {
    return this.#claimed.get(documentId) ?? new Set();
  }

  /** Signs for what of these changes, just sent, is this device's. */
  uploaded(documentId: DocumentId, hashes: readonly ChangeHash[]): Promise<void> {
    const { context, registry } = this.#options;
    const waiting = new Set(context.outbox.waitingFor(documentId).map(({ hash }) => hash));
    const made = registry.find(documentId)?.own(hashes);
    const own = hashes.filter((hash) => waiting.has(hash) || made?.has(hash) === true);
    return this.#claim(documentId, own);
  }

  /** The relay has a document up to these heads: own changes that nobody claims there are claimed. */
  async relayHas(documentId: DocumentId, heads: readonly ChangeHash[]): Promise<void> {
    const doc = this.#options.registry.find(documentId)?.doc;
    if (doc === undefined) return;
    const here = (hashes: Iterable<ChangeHash>): ChangeHash[] =>
      [...hashes].filter((hash) => A.hasHeads(doc, [hash]));
    const own = new Set<string>(A.getActorsForAuthor(doc, this.#options.context.kid));
    if (own.size === 0) return;
    const unclaimed = A.getChangesMetaSince(doc, here(this.of(documentId)));
    const absent = new Set(A.getChangesMetaSince(doc, here(heads)).map(({ hash }) => hash));
    const newest = new Map<string, ChangeHash>();
    for (const { actor, hash } of unclaimed) {
      // In the order they were made: the last of an actor covers those before it.
      if (own.has(actor) && !absent.has(hash)) newest.set(actor, hash as ChangeHash);
    }
    await this.#claim(documentId, [...newest.values()]);
  }

  async #claim(documentId: DocumentId, hashes: readonly ChangeHash[]): Promise<void> {
    if (hashes.length === 0) return;
    this.seen(documentId, hashes);
    const sig = await signAttestation(this.#options.signer, { documentId, hashes });
    this.#options.send({ type: 'attest', documentId, hashes: [...hashes], sig });
  }
}

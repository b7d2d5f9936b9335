import type { ChangeHash, DocumentId, KeyId, PersonId, Refusal } from '@nastavnik/core/kernel';

/** One connection that has a document open. */
export interface Subscriber {
  readonly connection: string;
  readonly kid: KeyId;
  readonly personId: PersonId;
  /** The connection has ended. */
  readonly isGone: boolean;
  sync(documentId: DocumentId, data: Uint8Array): void;
  unavailable(documentId: DocumentId): void;
  writable(documentId: DocumentId): void;
  durable(documentId: DocumentId, heads: readonly ChangeHash[], seq: number): void;
  aggregated(documentId: DocumentId, heads: readonly ChangeHash[], seq: number): void;
  /** It has been let in to read: it is told what others vouch for. */
  admitted(documentId: DocumentId): void;
  rejected(documentId: DocumentId, hashes: readonly ChangeHash[], refusal: Refusal): void;
  /** The relay could not keep its promise to this connection: it starts anew. */
  fail(): void;
}

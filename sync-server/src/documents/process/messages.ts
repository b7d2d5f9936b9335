import type { DocumentKindName, DocumentRecord } from '@nastavnik/core/access';
import type { AuthorStanding, Claim } from '@nastavnik/core/judging';
import type { ChangeHash, DocumentId, KeyId, Refusal } from '@nastavnik/core/kernel';
import type { StoredChange } from '../../store/store.ts';

/** One sync message of one connection. */
export interface IncomingSync {
  readonly connection: string;
  readonly author: AuthorStanding;
  readonly data: Uint8Array;
}

export interface OutgoingSync {
  readonly connection: string;
  readonly data: Uint8Array;
}

export interface Rejection extends Refusal {
  readonly connection: string;
  readonly hashes: readonly ChangeHash[];
}

/** Late edits of a revoked device, to be kept for the curator and never applied. */
export interface LateChanges {
  readonly connection: string;
  readonly kid: KeyId;
  readonly hashes: readonly ChangeHash[];
  readonly changes: readonly Uint8Array[];
}

/** What judging a batch came to. `outgoing` may be sent once `commit` is on disk. */
export interface Judgement {
  readonly commit?: {
    readonly changes: readonly StoredChange[];
    readonly heads: readonly ChangeHash[];
    /** Connections whose changes these are, each once. */
    readonly contributors: readonly { readonly connection: string; readonly kid: KeyId }[];
  };
  /** What the disk had damaged and a device has brought back, with the heads it leads to. */
  readonly regained?: {
    readonly changes: readonly StoredChange[];
    readonly heads: readonly ChangeHash[];
  };
  readonly rejections: readonly Rejection[];
  readonly late: readonly LateChanges[];
  readonly outgoing: readonly OutgoingSync[];
}

export interface DocumentImage {
  readonly bytes: Uint8Array;
  readonly index: string;
}

interface Requests {
  open: {
    ask: {
      kind: DocumentKindName;
      snapshot?: DocumentImage;
      changes: readonly Uint8Array[];
      /** Names of accepted changes that the disk has damaged. */
      missing?: readonly ChangeHash[];
      /** Whole changes that stand on missing ones. */
      waiting?: readonly Uint8Array[];
    };
    answer: { heads: ChangeHash[] };
  };
  /** A peer comes, or starts anew: `reset` also makes it forget what it has sent. */
  join: {
    ask: { connection: string; mode: 'write' | 'read' | 'late'; reset: boolean };
    answer: { outgoing: OutgoingSync[] };
  };
  leave: { ask: { connection: string }; answer: { none: true } };
  claim: { ask: { claim: Claim }; answer: { none: true } };
  receive: {
    ask: { record: DocumentRecord; messages: readonly IncomingSync[] };
    answer: Judgement;
  };
  image: { ask: { none: true }; answer: DocumentImage };
  project: { ask: { none: true }; answer: { report: unknown } };
  /** A roadmap's words, for those who may read it; nothing of other kinds. */
  words: { ask: { none: true }; answer: { value: unknown } };
  /** Answers with what the process holds in memory now. */
  close: { ask: { none: true }; answer: { residentBytes: number } };
}

export type RequestType = keyof Requests;
export type Ask<Type extends RequestType> = Requests[Type]['ask'];
export type Answer<Type extends RequestType> = Requests[Type]['answer'];

/** What goes to a document process: one question about one document. */
export type ProcessRequest = {
  [Type in RequestType]: {
    readonly id: number;
    readonly documentId: DocumentId;
    readonly type: Type;
    readonly ask: Ask<Type>;
  };
}[RequestType];

/** What comes back: `ready` once, then one answer for each question, in their order. */
export type ProcessReply =
  | { readonly type: 'ready' }
  | { readonly type: 'answer'; readonly id: number; readonly answer: unknown }
  | { readonly type: 'failed'; readonly id: number; readonly message: string };

import type { DocumentKindName, DocumentRecord } from '@nastavnik/core/access';
import type { AuthorStanding, Claim } from '@nastavnik/core/judging';
import type { ChangeHash, DocumentId, ErrorCode, KeyId, Refusal } from '@nastavnik/core/kernel';
import type { StoredChange } from '../../store/store.ts';

/** The changes of one sync message of one connection. */
export interface IncomingChanges {
  readonly connection: string;
  readonly author: AuthorStanding;
  /** What the connection may do; `read` with why writing was refused last. */
  readonly mode: 'write' | 'read' | 'late';
  readonly refusedWith: ErrorCode;
  readonly chunks: readonly Uint8Array[];
}

export interface Rejection extends Refusal {
  /** Which message of the batch; what its connection sends after it is read-only. */
  readonly place: number;
  readonly hashes: readonly ChangeHash[];
}

/** Late edits of a revoked device, to be kept for the curator and never applied. */
export interface LateChanges {
  readonly connection: string;
  readonly kid: KeyId;
  readonly hashes: readonly ChangeHash[];
  readonly changes: readonly Uint8Array[];
}

/** What one connection has left here that waits for a dependency. */
export interface Waiting {
  readonly connection: string;
  readonly hashes: readonly ChangeHash[];
  /** What it waits for. */
  readonly missing: readonly ChangeHash[];
}

/** What judging a batch came to; true of the document only once `commit` is on disk. */
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
  readonly waiting: readonly Waiting[];
  /** A trial went wrong and its document was thrown away: it is to be opened again. */
  readonly isSpoilt: boolean;
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
  /** A connection has gone, with what it left waiting. */
  leave: { ask: { connection: string }; answer: { none: true } };
  claim: { ask: { claim: Claim }; answer: { none: true } };
  receive: {
    ask: { record: DocumentRecord; messages: readonly IncomingChanges[] };
    answer: Judgement;
  };
  /** Changes of the document, by name; those it has not are left out. */
  recall: {
    ask: { hashes: readonly ChangeHash[] };
    answer: { changes: readonly StoredChange[] };
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

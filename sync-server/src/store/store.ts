import type {
  AppError,
  ChangeHash,
  DocumentId,
  ErrorCode,
  KeyId,
  LogId,
  PersonId,
} from '@nastavnik/core/kernel';
import type { Countersignature, SequencedEntry } from '@nastavnik/core/access';
import type { AcceptedChange } from '@nastavnik/core/judging';
import type { AuditHead } from '../relay/audit/audit-chain.ts';
import type { AuditEvent, AuditRecord } from '../relay/audit/audit-event.ts';

/** One Automerge change as the relay keeps it. */
export type StoredChange = AcceptedChange;

/** What one transaction adds to one document. */
export interface ChangeCommit {
  readonly documentId: DocumentId;
  readonly changes: readonly StoredChange[];
  /** Heads of the document after these changes, sorted. */
  readonly heads: readonly ChangeHash[];
  /** Device whose connection brought them: the audit row. */
  readonly kid: KeyId;
  readonly atMs: number;
}

/** What the membership log says of a new document, as far as the catalogue needs it. */
export interface DocumentAnnouncement {
  readonly documentId: DocumentId;
  readonly kind: string;
  readonly logId: LogId;
  readonly atMs: number;
}

/** One place in the relay's total order: a document was announced, changed or dropped. */
export interface Commit {
  readonly seq: number;
  readonly event: 'announced' | 'changed' | 'dropped';
  readonly documentId: DocumentId;
  readonly kind: string;
  readonly logId: LogId;
  readonly heads: readonly ChangeHash[];
  readonly atMs: number;
}

export type DocumentState = 'open' | 'dropped' | 'quarantined';

/** A document as the catalogue knows it. `seq` is its last commit, or its announcement. */
export interface DocumentRow {
  readonly documentId: DocumentId;
  readonly kind: string;
  readonly logId: LogId;
  readonly heads: readonly ChangeHash[];
  readonly seq: number;
  readonly state: DocumentState;
}

/** A document in one piece, covering commits up to `seq`; the sources stay until it is proved. */
export interface Snapshot {
  readonly bytes: Uint8Array;
  /** The gate's index of objects, keys and actors, so that loading needs no decoding. */
  readonly index: string;
  readonly seq: number;
}

export interface LoadedDocument {
  readonly row: DocumentRow;
  readonly snapshot?: Snapshot;
  /** Whole changes after the snapshot, each after what it stands on. */
  readonly changes: readonly Uint8Array[];
  /** Changes just found damaged on the disk; the caller has them set aside. */
  readonly damaged: readonly ChangeHash[];
  /** All changes that no device has brought back yet, the damaged ones included. */
  readonly missing: readonly ChangeHash[];
  /** Whole changes that stand on missing ones. */
  readonly waiting: readonly Uint8Array[];
  /** The snapshot was damaged and is not used. */
  readonly isSnapshotDamaged: boolean;
}

/** Every change of a document in the order of commits, as its devices are given them. */
export interface ChangeHistory {
  readonly changes: readonly { readonly hash: ChangeHash; readonly bytes: Uint8Array }[];
  /** Names of those that are damaged. */
  readonly damaged: readonly ChangeHash[];
}

/** Damaged changes to be kept apart; `heads` are those of what is left of the document. */
export interface SetAside {
  readonly documentId: DocumentId;
  readonly hashes: readonly ChangeHash[];
  readonly heads?: readonly ChangeHash[];
  readonly atMs: number;
}

/** Changes that were set aside, brought back by a device, and the heads they lead to. */
export interface RestoredChanges {
  readonly documentId: DocumentId;
  readonly changes: readonly StoredChange[];
  readonly heads: readonly ChangeHash[];
  readonly atMs: number;
}

/** A device's claim to changes of one document, and this relay's receipt for it. */
export interface StoredAttestation {
  readonly documentId: DocumentId;
  readonly kid: KeyId;
  readonly hashes: readonly ChangeHash[];
  readonly sig: string;
  readonly receipt: { readonly atMs: number; readonly sig: string };
}

export interface StoredRefusal {
  readonly documentId: DocumentId;
  readonly hashes: readonly ChangeHash[];
  readonly code: ErrorCode;
  readonly kid: KeyId;
  readonly atMs: number;
}

/** Late edits of a revoked device, waiting for the curator. */
export interface QuarantineItem {
  readonly quarantineId: string;
  readonly logId: LogId;
  readonly documentId: DocumentId;
  readonly kind: string;
  readonly kid: KeyId;
  readonly personId: PersonId;
  readonly hashes: readonly ChangeHash[];
  readonly changes: readonly Uint8Array[];
  readonly receivedAtMs: number;
}

/**
 * Why a document is not served: it ended its process, took longer than it may, needed more memory
 * than there is, could not be read, or the operator has said so.
 */
export type QuarantineReason = 'ended' | 'too-slow' | 'too-large' | 'unreadable' | 'operator';

export interface QuarantineCause {
  readonly reason: QuarantineReason;
  readonly atMs: number;
}

/** What an operator may know of a document: figures and states, never content. */
export interface DocumentCase {
  readonly documentId: DocumentId;
  readonly kind: string;
  readonly logId: string;
  readonly state: DocumentState;
  readonly heads: readonly string[];
  readonly seq: number;
  readonly changes: number;
  readonly changeBytes: number;
  readonly snapshotBytes: number;
  /** Set aside by themselves and not brought back yet. */
  readonly damagedChanges: number;
  /** `goodSeq` is the last commit before it was set aside. */
  readonly quarantine?: QuarantineCause & { readonly goodSeq: number };
}

/** How many there are of what the relay keeps. */
export interface StoreCounts {
  readonly documents: number;
  readonly quarantinedDocuments: number;
  readonly changes: number;
  readonly logs: number;
  readonly refusals: number;
  /** Changes set aside as damaged that no device has brought back. */
  readonly damagedChanges: number;
}

/**
 * Everything the relay keeps. Promises resolve when the data is on disk (after COMMIT), and
 * requests made in one turn share one transaction. Reads see what has been committed. A write
 * rejects with `relay-storage-full` when there is no room: nothing of it is kept, reads go on and
 * later writes may succeed; with `relay-storage-failed` when the disk refused it.
 */
export interface Store {
  /** Adds a document to the catalogue; announcing it again changes nothing. */
  announceDocument(document: DocumentAnnouncement): Promise<void>;
  /** Adds changes; a hash that is there already stays as it is. Resolves to the commit's seq. */
  commitChanges(commit: ChangeCommit): Promise<number>;
  document(documentId: DocumentId): DocumentRow | undefined;
  loadDocument(documentId: DocumentId): LoadedDocument | undefined;
  /** What a document is synced from. */
  history(documentId: DocumentId): ChangeHistory;
  /** The bytes of some changes of a document, in the order asked for; unknown ones are left out. */
  changeBytes(documentId: DocumentId, hashes: readonly ChangeHash[]): Uint8Array[];
  /** Those of `hashes` that the document has. */
  knownHashes(documentId: DocumentId, hashes: readonly ChangeHash[]): ChangeHash[];
  saveSnapshot(documentId: DocumentId, snapshot: Snapshot): Promise<void>;
  /**
   * Moves old changes that the snapshot covers into packs, some at a time and beside the event
   * loop. No change goes before the pack that holds it was read back whole.
   */
  packChanges(documentId: DocumentId, atMs: number): Promise<void>;
  /** Moves damaged changes to a table of their own: nothing is deleted. */
  setAside(damaged: SetAside): Promise<void>;
  /** Resolves to the seq of the commit that says so. */
  restoreChanges(restored: RestoredChanges): Promise<number>;
  /** Documents whose seq is above `afterSeq`, by seq, dropped ones included. */
  documentsChangedSince(afterSeq: number, limit: number): DocumentRow[];
  commitsSince(afterSeq: number, limit: number): Commit[];
  lastSeq(): number;
  /** Deletes every chunk; the id stays refused for ever. */
  dropDocument(documentId: DocumentId, atMs: number): Promise<void>;
  /** Serves the document no more; the first cause stays until it is released. */
  quarantineDocument(documentId: DocumentId, cause: QuarantineCause): Promise<void>;
  releaseDocument(documentId: DocumentId): Promise<void>;
  inspectDocument(documentId: DocumentId): DocumentCase | undefined;

  logIds(): LogId[];
  /**
   * Appends one entry, and what the audit trail says of it in the same transaction; a seq that is
   * taken is a broken promise and throws.
   */
  appendEntry(entry: SequencedEntry, audit?: readonly AuditEvent[]): Promise<void>;
  /** Entries from `fromSeq` on, in order. */
  entries(logId: LogId, fromSeq: number, limit: number): SequencedEntry[];

  addAttestation(attestation: StoredAttestation): Promise<void>;
  attestations(documentId: DocumentId): StoredAttestation[];
  /** Also an audit record, in the same transaction; so are the two on quarantine below. */
  addRefusal(refusal: StoredRefusal): Promise<void>;
  refusals(documentId: DocumentId): StoredRefusal[];
  addQuarantine(item: QuarantineItem): Promise<void>;
  quarantine(logId: LogId): QuarantineItem[];
  quarantineItem(quarantineId: string): QuarantineItem | undefined;
  removeQuarantine(quarantineId: string, audit?: readonly AuditEvent[]): Promise<void>;

  /** Keeps this relay's word over an approval; the first one stays. Resolves to the one kept. */
  addCountersignature(given: Countersignature): Promise<Countersignature>;
  countersignature(approvalHash: string): Countersignature | undefined;

  appendAudit(events: readonly AuditEvent[]): Promise<void>;
  /** Audit records from `fromSeq` (1 is the first) on. */
  audit(fromSeq: number, limit: number): AuditRecord[];
  auditHead(): AuditHead;

  /** How far a named consumer of the feed has come; 0 before its first. */
  cursor(consumer: string): number;
  saveCursor(consumer: string, seq: number): Promise<void>;

  /** Counts for `status` and metrics. */
  counts(): StoreCounts;
  /** A write found no room, and none has succeeded since. */
  isFull(): boolean;
  /** Tells when the disk becomes full and when there is room again; returns the disposer. */
  onFull(listener: (isFull: boolean) => void): () => void;
  /** Resolves when the disk has not kept what it was given: the store takes nothing any more. */
  readonly lost: Promise<AppError>;
  /** Writes a consistent copy while the relay runs. */
  backup(path: string): Promise<void>;
  /** Waits for what is queued, then closes the file. */
  close(): Promise<void>;
}

import type { SequencedEntry, SignedEntry, StoredDeviceKey } from '@nastavnik/core/access';
import type {
  ChangeHash,
  DocumentId,
  EntryId,
  KeyId,
  LogId,
  PersonId,
  Refusal,
} from '@nastavnik/core/kernel';
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { DocumentSummary, Draft, MembershipStates, WaitingChange } from '../replica.ts';

/** Databases of persons are told from others by this prefix; the profile id follows. */
export const databasePrefix = 'nastavnik-';

export type ChunkKey = readonly string[];

export interface ChunkRow {
  readonly data: Uint8Array;
  /** Order of writing; automerge-repo wants ranges in it. */
  readonly order: number;
}

export interface ProfileRow {
  readonly label: string;
  readonly personId: PersonId;
  readonly relayUrl?: string;
  readonly createdAtMs: number;
  /** The relay's key as first met; another key behind the same address is refused. */
  readonly relayKid?: string;
}

export interface SummaryRow {
  readonly documentId: DocumentId;
  readonly kind: DocumentSummary['kind'];
  readonly value: unknown;
  readonly heads: readonly ChangeHash[];
  readonly updatedAtMs: number;
}

/** How far the relay and aggregation have come with a document, as they said themselves. */
export interface ProgressRow {
  readonly documentId: DocumentId;
  readonly durableSeq: number;
  readonly durableAtMs: number;
  readonly aggregatedSeq: number;
  readonly aggregatedAtMs: number;
}

export interface DraftRow extends Draft {
  readonly changes: readonly Uint8Array[];
}

export interface RefusedRow {
  readonly documentId: DocumentId;
  readonly hash: ChangeHash;
  readonly reason: Refusal;
}

export interface LogRow {
  readonly logId: LogId;
  readonly state: MembershipStates extends ReadonlyMap<LogId, infer State> ? State : never;
  /** Why the log is no longer believed. */
  readonly broken?: Refusal;
}

export interface SubmissionRow {
  readonly entryId: EntryId;
  readonly logId: LogId;
  readonly entry: SignedEntry;
  readonly atMs: number;
  readonly refused?: Refusal;
}

export interface CatalogueRow {
  readonly documentId: DocumentId;
  readonly kind: string;
  readonly logId: LogId;
  readonly heads: readonly ChangeHash[];
  readonly seq: number;
}

/** The relay's signature for own changes. */
export interface ReceiptRow {
  readonly hashes: readonly ChangeHash[];
  readonly sig: string;
  readonly atMs: number;
}

/** Another device's claim to its changes, with the relay's receipt: forwarded with the changes. */
export interface ClaimRow extends ReceiptRow {
  readonly author: KeyId;
  readonly claimSig: string;
}

export interface SealedRow {
  readonly iv: Uint8Array;
  readonly sealed: Uint8Array;
}

export interface PersonSchema extends DBSchema {
  /** `joining`: what becomes the profile once the relay is known to have taken the acceptance. */
  profile: { key: 'profile' | 'joining'; value: ProfileRow };
  /** `device`: signing and wrapping keys, non-extractable. */
  keys: { key: 'device'; value: StoredDeviceKey };
  chunks: { key: string[]; value: ChunkRow };
  /** Chunks that failed their checksum, set aside and never given to Automerge. */
  damaged: { key: string[]; value: ChunkRow };
  outbox: { key: [DocumentId, ChangeHash]; value: WaitingChange };
  drafts: { key: string; value: DraftRow };
  refused: { key: [DocumentId, ChangeHash]; value: RefusedRow };
  /** How many times a document's history was rewritten here; contexts re-open on a new one. */
  epochs: { key: DocumentId; value: number };
  /** Own receipts by their signature, and the latest claim of each other author by its key id. */
  receipts: { key: [DocumentId, string]; value: ReceiptRow | ClaimRow };
  summaries: { key: DocumentId; value: SummaryRow; indexes: { kind: string } };
  progress: { key: DocumentId; value: ProgressRow };
  logs: { key: LogId; value: LogRow };
  entries: { key: [LogId, number]; value: SequencedEntry };
  submissions: { key: EntryId; value: SubmissionRow };
  catalogue: { key: DocumentId; value: CatalogueRow };
  settings: { key: string; value: string | number | boolean };
  /** Names and quotes, encrypted; and the vault's own key material. */
  vault: { key: string; value: SealedRow };
  vaultKeys: { key: string; value: unknown };
}

export type PersonDatabase = IDBPDatabase<PersonSchema>;
export function createStores(db: PersonDatabase): void {
  for (const name of [
    'profile',
    'keys',
    'chunks',
    'damaged',
    'outbox',
    'refused',
    'epochs',
    'receipts',
    'entries',
    'settings',
    'vault',
    'vaultKeys',
  ] as const) {
    db.createObjectStore(name);
  }
  db.createObjectStore('drafts', { keyPath: 'draftId' });
  db.createObjectStore('summaries', { keyPath: 'documentId' }).createIndex('kind', 'kind');
  db.createObjectStore('progress', { keyPath: 'documentId' });
  db.createObjectStore('logs', { keyPath: 'logId' });
  db.createObjectStore('submissions', { keyPath: 'entryId' });
  db.createObjectStore('catalogue', { keyPath: 'documentId' });
}

export interface DatabaseEvents {
  /** Another context wants to upgrade or erase: this one must let go and re-open. */
  readonly onClosed: () => void;
}

/** Opens the database of one person; lets go at once when another context must change it. */
export function openPersonDatabase(
  profileId: string,
  events: DatabaseEvents,
): Promise<PersonDatabase> {
  const opening: Promise<PersonDatabase> = openDB<PersonSchema>(databasePrefix + profileId, 1, {
    upgrade: createStores,
    blocking: () => {
      void opening.then((db) => {
        db.close();
        events.onClosed();
      });
    },
    terminated: () => events.onClosed(),
  });
  return opening;
}

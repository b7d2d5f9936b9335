import type { SequencedEntry, SignedEntry, StoredDeviceKey } from '@nastavnik/core/access';
import {
  AppError,
  type ChangeHash,
  type DocumentId,
  type EntryId,
  type KeyId,
  type LogId,
  type PersonId,
  type Refusal,
} from '@nastavnik/core/kernel';
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { DocumentSummary, Draft, MembershipStates, WaitingChange } from '../replica.ts';
import { databaseVersion, migrate } from './migrations/migrate.ts';

/** Databases of persons are told from others by this prefix; the profile id follows. */
export const databasePrefix = 'nastavnik-';

export type ChunkKey = readonly string[];

export interface ChunkRow {
  readonly data: Uint8Array;
  /** Order of writing; automerge-repo wants ranges in it. */
  readonly order: number;
}

/** A chunk that failed its checksum, with its bytes as they were found. */
export interface DamagedRow extends ChunkRow {
  readonly foundAtMs: number;
  /** What it held has come back from the relay, or was found to be nowhere and told. */
  readonly mendedAtMs?: number;
}

export interface ProfileRow {
  readonly label: string;
  readonly personId: PersonId;
  readonly relayUrl?: string;
  readonly createdAtMs: number;
  /** The relay's key as first met; another key behind the same address is refused. */
  readonly relayKid?: KeyId;
  /** The log that the invitation was for: its first envelope, and no other, begins it. */
  readonly pinned?: { readonly logId: LogId; readonly foundHash: string };
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
  /** The highest commit the relay itself has named for the document: less is a relay gone back. */
  readonly toldSeq?: number;
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
  damaged: { key: string[]; value: DamagedRow };
  outbox: { key: [DocumentId, ChangeHash]; value: WaitingChange };
  drafts: { key: string; value: DraftRow };
  refused: { key: [DocumentId, ChangeHash]; value: RefusedRow };
  /** How many times a document's history was rewritten here; contexts re-open on a new one. */
  epochs: { key: DocumentId; value: number };
  /** Own receipts by their signature; the latest claim of each other author by its key id; by file. */
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

export interface DatabaseEvents {
  /** Another context wants to upgrade or erase: this one has let go and must be opened anew. */
  readonly onClosed: (reason: 'upgraded' | 'erased' | 'broken') => void;
}

/**
 * Opens the database of one person; lets go at once when another context must change it. Throws
 * `device-data-newer` where a newer version has written it, which then stays as it is, and
 * `workplace-elsewhere` while a window of an older version holds it.
 */
export async function openPersonDatabase(
  profileId: string,
  events: DatabaseEvents,
): Promise<PersonDatabase> {
  const blocked = Promise.withResolvers<never>();
  const opening = openDB<PersonSchema>(databasePrefix + profileId, databaseVersion, {
    upgrade: (db, oldVersion, _newVersion, tx) => migrate(db, tx, oldVersion),
    blocked: () => blocked.reject(new AppError('workplace-elsewhere')),
    blocking: (_currentVersion, blockedVersion) => {
      void opening.then((db) => {
        db.close();
        events.onClosed(blockedVersion === null ? 'erased' : 'upgraded');
      });
    },
    terminated: () => events.onClosed('broken'),
  });
  try {
    return await Promise.race([opening, blocked.promise]);
  } catch (cause) {
    // Once the other window is gone it opens after all, and nobody waits for it any more.
    void opening.then((db) => db.close()).catch(() => undefined);
    const isNewer = cause instanceof DOMException && cause.name === 'VersionError';
    throw isNewer ? new AppError('device-data-newer', {}, cause) : cause;
  }
}

import type {
  Approval,
  DocumentKindName,
  DocumentRecord,
  EntryBodies,
  EntryType,
  MembershipState,
  Part,
  SignedEntry,
} from '@nastavnik/core/access';
import type { CommandContext, Conflict, Problem } from '@nastavnik/core/documents';
import type { Role } from '@nastavnik/core/domain';
import type {
  ChangeHash,
  DocumentId,
  EntryId,
  KeyId,
  LogId,
  PersonId,
  Refusal,
  Result,
} from '@nastavnik/core/kernel';
import type { ReadonlySignal } from '@preact/signals';
import type { Vault } from '../vault/vault.ts';
import type { BundleExchange } from './documents/bundles/bundle-exchange.ts';

/** The membership logs this profile has verified, by id. */
export type MembershipStates = ReadonlyMap<LogId, MembershipState>;

/** A person on this computer: own key, own database, own vault. */
export interface Profile {
  readonly profileId: string;
  /** Chosen on this computer so that persons tell each other apart; never leaves it. */
  readonly label: string;
  readonly personId: PersonId;
  readonly kid: KeyId;
  /** Websocket address of the relay; absent for a pair that works without one. */
  readonly relayUrl?: string;
  readonly hasPin: boolean;
}

/**
 * How safe a document's latest change is. `saving` until the transaction on this device is
 * complete; `unsaved` when it failed; `district` only for kinds that aggregation reads.
 */
export type Tier = 'saving' | 'unsaved' | 'device' | 'relay' | 'district';

export interface DocumentStatus {
  readonly tier: Tier;
  /** When that tier was reached, ms UTC. */
  readonly atMs: number;
  /** Changes of this device that the relay has not got yet. */
  readonly waiting: number;
  /** Why `unsaved`, or why the document cannot be written. */
  readonly failure?: Refusal;
}

/** What a screen sees of one document; `value` is the total reading of core/documents. */
export interface DocumentView<Value = unknown> {
  readonly documentId: DocumentId;
  readonly kind: DocumentKindName;
  readonly value: Value;
  readonly problems: readonly Problem[];
  /** Key fields that two people set to different values at the same time. */
  readonly conflicts: readonly Conflict[];
  /** False for a newer schema: read only, with a clear message. */
  readonly writable: boolean;
  readonly heads: readonly ChangeHash[];
}

/** A command of core/documents: edits a draft or refuses, and then nothing is changed. */
export type Command<Args, Output> = (
  draft: never,
  args: Args,
  context: CommandContext,
) => Result<Output, Refusal>;

/** A document opened by a screen. Dispose of it when the screen goes. */
export interface DocumentHandle<Value = unknown> {
  readonly documentId: DocumentId;
  readonly state: ReadonlySignal<'loading' | 'ready' | 'unavailable'>;
  readonly view: ReadonlySignal<DocumentView<Value> | undefined>;
  readonly status: ReadonlySignal<DocumentStatus>;
  /**
   * Runs a command as one authored change. The view shows it at once; the promise settles when
   * the change is on this device, or with `storage-full`, or with the command's own refusal.
   * `label` names the change in the list of waiting ones and stays on this device.
   */
  change<Args, Output>(
    label: string,
    command: Command<Args, Output>,
    args: Args,
  ): Promise<Result<Output, Refusal>>;
  /** The document as one Automerge file. */
  save(): Uint8Array;
  close(): void;
}

/** What a list shows of a document without opening it; rewritten on every save. */
export interface DocumentSummary {
  readonly documentId: DocumentId;
  readonly kind: DocumentKindName;
  readonly logId: LogId;
  /** The whole reading at the last save; absent until the document has come from the relay. */
  readonly value?: unknown;
  readonly updatedAtMs: number;
  readonly waiting: number;
}

export interface WaitingChange {
  readonly documentId: DocumentId;
  readonly hash: ChangeHash;
  readonly atMs: number;
  /** What was done, in the person's words; empty where a document begins. */
  readonly label: string;
}

/** Work that the relay refused, kept for the person; never comes back by itself. */
export interface Draft {
  readonly draftId: string;
  readonly documentId: DocumentId;
  readonly kind?: DocumentKindName;
  readonly labels: readonly string[];
  readonly reason: Refusal;
  readonly refusedAtMs: number;
  /** Texts that were written in it, so that a person can read and copy them. */
  readonly texts: readonly string[];
}

export interface SyncStatus {
  readonly connection: 'none' | 'offline' | 'connecting' | 'online' | 'stopped';
  /** Why `offline` or `stopped`. */
  readonly reason?: Refusal;
  /** What the relay cannot do now, though it is connected; goes away by itself. */
  readonly notice?: Refusal;
  readonly lastContactMs?: number;
  readonly nextTryMs?: number;
  readonly waiting: readonly WaitingChange[];
  readonly drafts: readonly Draft[];
  /** This clock minus the relay's; shown beyond two minutes. */
  readonly clockSkewMs?: number;
  /** True where the two clocks differ by more than two minutes. */
  readonly clockDiffers: boolean;
  /** Failure to keep something on this device. */
  readonly storage?: Refusal;
  /** Damaged chunks that were set aside, by document. */
  readonly damaged: readonly DocumentId[];
}

export interface NewDocument {
  readonly logId: LogId;
  readonly kind: DocumentKindName;
  readonly audience: readonly { readonly personId: PersonId; readonly part: Part }[];
  readonly subjects: readonly PersonId[];
}

export interface InvitationOffer {
  readonly logId: LogId;
  readonly personId: PersonId;
  readonly purpose: 'join' | 'device' | 'recovery';
  readonly expiresAtMs: number;
  /** `short`: ten characters to be read aloud, for fifteen minutes. */
  readonly form?: 'link' | 'short';
}

/** `code` in groups of five; `link` carries it in the fragment, which no server sees. */
export interface CreatedInvitation {
  readonly code: string;
  /** Absent where no relay is named in this profile. */
  readonly link?: string;
}

export interface QuarantineItem {
  readonly quarantineId: string;
  readonly documentId: DocumentId;
  readonly kind: string;
  readonly kid: KeyId;
  readonly personId: PersonId;
  readonly changes: number;
  readonly receivedAtMs: number;
}

export interface SignatureRequest {
  /** The signed document. */
  readonly documentId: DocumentId;
  /** The `approvals` document that keeps the record. */
  readonly approvalsId: DocumentId;
  readonly purpose: string;
  /** In which capacity: a person who is both mentor and curator signs as one of them. */
  readonly role: Role;
  /** The exact text the signer was shown, and the name of its wording. */
  readonly statement: { readonly id: string; readonly text: string };
}

export interface Ticket {
  readonly url: string;
  readonly ticket: string;
  readonly expiresAtMs: number;
}

export interface ExportRequest {
  readonly documentId: DocumentId;
  readonly approvalsId: DocumentId;
  readonly purpose: string;
  /** Exact words agreed to, by statement id. */
  readonly statements: Readonly<Record<string, string>>;
}

/** Everything screens may ask of the local copy. Every method works offline unless it says not. */
export interface Replica {
  readonly profile: Profile;
  readonly membership: ReadonlySignal<MembershipStates>;
  readonly sync: ReadonlySignal<SyncStatus>;
  /** Documents this person may read, from the logs, with their summaries. */
  documents(kind?: DocumentKindName): ReadonlySignal<readonly DocumentSummary[]>;
  /** Opens from this device; a document that is only at the relay follows when it is reached. */
  open<Value = unknown>(documentId: DocumentId): DocumentHandle<Value>;
  /** Makes a document from its fixed beginning and announces it in the log. */
  create(document: NewDocument): Promise<Result<DocumentId, Refusal>>;
  record(documentId: DocumentId): DocumentRecord | undefined;
  /** Signs and queues a membership entry; it may still be refused when the relay sees it. */
  submitEntry<Type extends EntryType>(
    logId: LogId,
    type: Type,
    body: EntryBodies[Type],
  ): Promise<Result<SignedEntry, Refusal>>;
  /** Entries that wait for the relay or were refused by it. */
  readonly entries: ReadonlySignal<readonly WaitingEntry[]>;
  /** Takes a refused entry off the list. */
  dismissEntry(entryId: EntryId): Promise<void>;
  /** Signs what the document says now and keeps the record in the `approvals` document. */
  sign(request: SignatureRequest): Promise<Result<Approval, Refusal>>;
  /** JSON file with what was signed, signatures and keys, verifiable with no server. */
  exportSigned(request: ExportRequest): Promise<Result<string, Refusal>>;
  /** Changes by file, for a colleague whom no relay reaches. */
  readonly bundles: BundleExchange;
  /** Makes the refused edits once more, as a new change on top of today's document. */
  retryDraft(draftId: string): Promise<Result<void, Refusal>>;
  discardDraft(draftId: string): Promise<void>;
  /** A one-use ticket to the relay's pages; needs a connection. */
  ticket(): Promise<Result<Ticket, Refusal>>;
  revokeDevice(logId: LogId, kid: KeyId): Promise<Result<SignedEntry, Refusal>>;
  invite(offer: InvitationOffer): Promise<Result<CreatedInvitation, Refusal>>;
  /** Late edits of revoked devices; needs a connection. */
  /** Grows whenever that list has changed. */
  readonly quarantineChanges: ReadonlySignal<number>;
  quarantine(logId: LogId): Promise<Result<readonly QuarantineItem[], Refusal>>;
  decideQuarantine(
    quarantineId: string,
    decision: 'accept' | 'discard',
  ): Promise<Result<void, Refusal>>;
  /** What stays on this computer: names, quotes. Locked until the PIN is given, where there is one. */
  readonly vault: Vault;
  /** Grows when a key for page notes has come from another device. */
  readonly noteKeyComings: ReadonlySignal<number>;
  /**
   * The author's keys for the hashes of page notes, the one for new notes first. `profile-locked`
   * while the vault is, `note-key-waiting` while only another device of the person has them.
   */
  noteKeys(): Promise<Result<readonly [Uint8Array, ...Uint8Array[]], Refusal>>;
  /** Roles and persons who can read the document, as the relay enforces it. */
  whoSees(documentId: DocumentId): readonly Reader[];
  close(): Promise<void>;
}

export interface WaitingEntry {
  readonly entryId: EntryId;
  readonly logId: LogId;
  readonly type: string;
  readonly atMs: number;
  readonly refused?: Refusal;
}

export interface Reader {
  readonly personId: PersonId;
  /** Roles, parts and grants that let them. */
  readonly because: readonly string[];
  readonly mayWrite: boolean;
}

export type { InvitationOffered } from './profile/joining/inspect-invitation.ts';
export type { JoinRequest } from './profile/joining/join-by-invitation.ts';
export type { AloneFounding, FoundedAlone } from './profile/alone/found-alone.ts';
export type { HandJoining, JoinedByHand } from './profile/alone/join-by-hand.ts';

import {
  whoSees,
  type Approval,
  type DeviceKey,
  type DocumentRecord,
  type EntryBodies,
  type EntryType,
  type SignedEntry,
} from '@nastavnik/core/access';
import {
  type DocumentId,
  type EntryId,
  type KeyId,
  type LogId,
  type Refusal,
  type Result,
} from '@nastavnik/core/kernel';
import { computed, signal, type ReadonlySignal } from '@preact/signals';
import type { Vault } from '../vault/vault.ts';
import type { ProfileChannel, ProfileMessage } from '../messaging/profile-channel.ts';
import { createContext } from './documents/open/create-context.ts';
import { createDocument, type CreationSources } from './documents/create-document.ts';
import type { DocumentContext } from './documents/open/document-context.ts';
import { openHandle } from './documents/document-handles.ts';
import { NoteKeys } from './documents/note-keys.ts';
import { createDocumentLists } from './documents/lists/document-list.ts';
import { DocumentRegistry } from './documents/open/document-registry.ts';
import { retryDraft } from './documents/retry-draft.ts';
import { bundleExchange } from './documents/bundles/bundle-exchange.ts';
import type { Environment } from './profile/environment.ts';
import { LeaderLink } from './leader/leader-link.ts';
import { RelayQuestions } from './leader/relay-questions.ts';
import { exportSigned, signDocument, type ApprovalSources } from './membership/approvals.ts';
import { MembershipBook } from './membership/membership-book.ts';
import { inviteBy, submitEntry } from './membership/own-entries.ts';
import type {
  CreatedInvitation,
  DocumentHandle,
  ExportRequest,
  InvitationOffer,
  MembershipStates,
  NewDocument,
  Profile,
  Reader,
  Replica,
  SignatureRequest,
  SyncStatus,
  WaitingEntry,
} from './replica.ts';
import { storageFailure } from './storage/storage-failure.ts';
import { syncStatus } from './leader/sync-status.ts';
import type { PersonDatabase, ProfileRow } from './storage/person-database.ts';

export interface ReplicaParts {
  readonly profileId: string;
  readonly db: PersonDatabase;
  readonly profile: ProfileRow;
  readonly device: DeviceKey;
  readonly channel: ProfileChannel;
  readonly hasPin: boolean;
  readonly vault: Vault;
}

/** A person's copy in one context: storage, documents, logs and the tie to the leader. */
export class LocalReplica implements Replica {
  readonly profile: Profile;
  readonly sync: ReadonlySignal<SyncStatus>;
  readonly documents: Replica['documents'];
  readonly vault: Vault;
  readonly bundles: Replica['bundles'];
  readonly #parts: ReplicaParts;
  readonly #book: MembershipBook;
  readonly #context: DocumentContext;
  readonly #registry: DocumentRegistry;
  readonly #link: LeaderLink;
  readonly quarantineChanges: Replica['quarantineChanges'];
  readonly #questions: RelayQuestions;
  readonly #approvals: ApprovalSources;
  readonly #noteKeys: NoteKeys;
  readonly #storage = signal<Refusal | undefined>(undefined);
  #closing: Promise<void> | undefined;

  constructor(parts: ReplicaParts, environment: Environment) {
    const { profileId, db, profile, device, channel, hasPin } = parts;
    const { kid } = device.signer;
    const { label, personId, relayUrl } = profile;
    this.#parts = parts;
    this.vault = parts.vault;
    this.profile = { profileId, label, personId, kid, hasPin, ...(relayUrl && { relayUrl }) };
    this.#book = new MembershipBook(db, channel);
    const book = this.#book;
    this.#context = createContext(parts, environment, {
      book,
      onStorage: (failure) => (this.#storage.value = failure),
    });
    this.#registry = new DocumentRegistry(this.#context);
    const context = this.#context;
    const registry = this.#registry;
    const { relayKid } = profile;
    const shared = { book, context, registry, device };
    this.#link = new LeaderLink({ profileId, relayUrl, relayKid, environment, ...shared });
    this.bundles = bundleExchange({ ...shared, place: (entry) => this.#link.place(entry) });
    this.quarantineChanges = this.#link.quarantineChanges;
    const ask = this.#link.ask.bind(this.#link);
    this.#questions = new RelayQuestions({ context, registry, ask });
    const { clock, random } = environment;
    this.#approvals = { book, device, clock, random, registry, personId };
    const { outbox, summaries } = context;
    this.documents = createDocumentLists({ book, summaries, outbox, personId });
    this.#noteKeys = new NoteKeys({
      vault: parts.vault,
      device,
      personId,
      random,
      membership: book.states,
      registry,
      documents: this.documents('notes'),
      ensureRead: () => summaries.ensure('notes'),
      alone: (signal, run) => environment.holdLock(`nastavnik-note-keys-${profileId}`, signal, run),
    });
    const connection = this.#link.connection;
    this.sync = computed(() =>
      syncStatus({ context, book, connection: connection.value, storage: this.#storage.value }),
    );
  }

  get membership(): ReadonlySignal<MembershipStates> {
    return this.#book.states;
  }

  get entries(): ReadonlySignal<readonly WaitingEntry[]> {
    return this.#book.waiting;
  }

  async start(): Promise<void> {
    const { channel } = this.#parts;
    channel.listen((message) => {
      // A message that comes while this context closes finds the database gone; so be it.
      this.#hear(message).catch((cause: unknown) => {
        if (this.#closing === undefined) this.#storage.value = storageFailure(cause);
      });
    });
    await Promise.all([
      this.#book.reload(),
      this.#book.reloadSubmissions(),
      this.#context.outbox.reload(),
      this.#context.damage.reload(),
    ]);
    this.#link.start();
    this.#noteKeys.follow();
  }

  open<Value>(documentId: DocumentId): DocumentHandle<Value> {
    const handle = openHandle<Value>(this.#registry, documentId);
    this.#link.want(documentId);
    return handle;
  }

  create(document: NewDocument): Promise<Result<DocumentId, Refusal>> {
    const submit: CreationSources['submit'] = ({ logId, ...body }) =>
      this.submitEntry(logId, 'create-document', {
        documentId: body.documentId,
        kind: body.kind,
        audience: [...body.audience],
        subjects: [...body.subjects],
      });
    return createDocument({ context: this.#context, submit }, document);
  }

  record(documentId: DocumentId): DocumentRecord | undefined {
    return this.#book.records.value.get(documentId);
  }

  async submitEntry<Type extends EntryType>(
    logId: LogId,
    type: Type,
    body: EntryBodies[Type],
  ): Promise<Result<SignedEntry, Refusal>> {
    const submitted = await submitEntry(this.#approvals, logId, type, body);
    await this.#link.submitQueued();
    return submitted;
  }

  dismissEntry(entryId: EntryId): Promise<void> {
    return this.#book.settle(entryId);
  }

  sign(request: SignatureRequest): Promise<Result<Approval, Refusal>> {
    return signDocument(this.#approvals, request);
  }

  exportSigned(request: ExportRequest): Promise<Result<string, Refusal>> {
    return exportSigned(this.#approvals, request);
  }

  retryDraft(draftId: string): Promise<Result<void, Refusal>> {
    return retryDraft(this.#context, this.#registry, draftId);
  }

  discardDraft(draftId: string): Promise<void> {
    return this.#context.outbox.discardDraft(draftId);
  }

  ticket(): ReturnType<Replica['ticket']> {
    return this.#questions.ticket();
  }

  revokeDevice(logId: LogId, kid: KeyId): Promise<Result<SignedEntry, Refusal>> {
    return this.submitEntry(logId, 'revoke-device', { kid });
  }

  async invite(offer: InvitationOffer): Promise<Result<CreatedInvitation, Refusal>> {
    const invited = await inviteBy(this.#approvals, offer, this.profile.relayUrl);
    await this.#link.submitQueued();
    return invited;
  }

  quarantine(logId: LogId): ReturnType<Replica['quarantine']> {
    return this.#questions.quarantine(logId);
  }

  decideQuarantine(id: string, decision: 'accept' | 'discard'): Promise<Result<void, Refusal>> {
    return this.#questions.decide(id, decision);
  }

  get noteKeyComings(): ReadonlySignal<number> {
    return this.#noteKeys.comings;
  }

  noteKeys(): ReturnType<Replica['noteKeys']> {
    return this.#noteKeys.all();
  }

  whoSees(documentId: DocumentId): readonly Reader[] {
    const record = this.record(documentId);
    return record === undefined ? [] : whoSees(record, [...this.membership.value.values()]);
  }

  /** The database was taken away: by a newer version, which a reload of the page brings. */
  letGo(reason: 'upgraded' | 'erased' | 'broken'): Promise<void> {
    if (reason === 'upgraded') this.#storage.value = { code: 'workplace-updated' };
    return this.close();
  }

  close(): Promise<void> {
    this.#closing ??= this.#shutDown();
    return this.#closing;
  }

  async #shutDown(): Promise<void> {
    await this.#noteKeys.close();
    await this.#link.close();
    await this.#registry.closeAll();
    await this.#context.journal.settled();
    this.#parts.channel.close();
    this.#parts.db.close();
  }

  async #hear(message: ProfileMessage): Promise<void> {
    switch (message.type) {
      case 'written':
      case 'rewritten':
        return this.#registry.hear(message);
      case 'outbox':
        return this.#context.outbox.reload();
      case 'damaged':
        return this.#context.damage.reload();
      case 'membership':
        await this.#book.reload();
        return this.#registry.refresh();
      case 'submissions':
        await this.#book.reloadSubmissions();
        // Only now does a leader know what another window has queued.
        return this.#link.submitQueued();
      case 'roll-call':
        for (const documentId of this.#registry.openIds) {
          this.#parts.channel.post({ type: 'interest', documentId });
        }
        return;
      default:
    }
  }
}

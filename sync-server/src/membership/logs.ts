import {
  appendEntries,
  mayReadBody,
  principalOf,
  signedEntrySchema,
  submitEntry,
  type DocumentRecord,
  type MemberDevice,
  type MembershipState,
  type Principal,
  type SequencedEntry,
  type SignedEntry,
  type Signer,
} from '@nastavnik/core/access';
import {
  AppError,
  fail,
  ok,
  type Clock,
  type DocumentId,
  type KeyId,
  type LogId,
  type PersonId,
  type Refusal,
  type Result,
} from '@nastavnik/core/kernel';
import type { AuthorStanding } from '@nastavnik/core/judging';
import type { AuditEvent } from '../relay/audit/audit-event.ts';
import { entryEvent } from './entry-event.ts';
import { judgeReturned, seqOf } from './judge-returned.ts';
import type { Store } from '../store/store.ts';

export type LogListener = (sequenced: SequencedEntry, state: MembershipState) => void;

/** Every membership log this relay sequences, verified, and who stands how to what. */
export class MembershipLogs {
  readonly #store: Store;
  readonly #sequencer: Signer;
  readonly #clock: Clock;
  readonly #states = new Map<LogId, MembershipState>();
  readonly #logOf = new Map<DocumentId, LogId>();
  readonly #listeners = new Set<LogListener>();
  #turn: Promise<unknown> = Promise.resolve();

  constructor(store: Store, sequencer: Signer, clock: Clock) {
    this.#store = store;
    this.#sequencer = sequencer;
    this.#clock = clock;
  }

  /** Reads and verifies every stored log. Throws `log-forked` when one does not verify. */
  async load(): Promise<void> {
    for (const logId of this.#store.logIds()) {
      const entries = this.#store.entries(logId, 0, Number.MAX_SAFE_INTEGER);
      const { state, error } = await appendEntries(undefined, entries);
      if (error || state === undefined) throw new AppError('log-forked', { logId });
      await Promise.all(this.#announce(state));
      this.#take(state);
      await Promise.all(this.#drop(state));
    }
  }

  states(): ReadonlyMap<LogId, MembershipState> {
    return this.#states;
  }

  onEntry(listener: LogListener): void {
    this.#listeners.add(listener);
  }

  principal(kid: KeyId): Principal | undefined {
    return principalOf(kid, this.#states.values());
  }

  device(kid: KeyId): MemberDevice | undefined {
    let found: MemberDevice | undefined;
    for (const state of this.#states.values()) {
      const device = state.devices.get(kid);
      if (device && (found === undefined || device.revokedAtSeq === undefined)) found = device;
    }
    return found;
  }

  /** With `logId` a device counts as revoked by that log alone, whatever others say of it. */
  standing(kid: KeyId, logId?: LogId): AuthorStanding {
    const principal = this.principal(kid);
    const device = this.device(kid);
    const there = logId && this.#states.get(logId)?.devices.get(kid);
    return {
      kid,
      isRevoked:
        there?.revokedAtSeq !== undefined || (device !== undefined && principal === undefined),
      ...(principal && { principal }),
      ...(device && {
        publicKey: { kid, alg: device.alg, publicKey: device.publicKey },
      }),
    };
  }

  /** The record of a document that exists; undefined for an unknown or dropped one. */
  record(documentId: DocumentId): DocumentRecord | undefined {
    const logId = this.#logOf.get(documentId);
    const announced = logId && this.#states.get(logId)?.documents.get(documentId);
    return announced && announced.droppedAtSeq === undefined ? announced.record : undefined;
  }

  /** Entries as this person may see them: without the bodies that are not for them. */
  entriesFor(principal: Principal, logId: LogId, fromSeq: number, limit: number): SequencedEntry[] {
    const state = this.#states.get(logId);
    if (state === undefined) return [];
    return this.#store
      .entries(logId, fromSeq, limit)
      .map((entry) => visibleEntry(principal, state, entry));
  }

  /** Judges, sequences, stores and announces one entry, after all that came before it. */
  submit(
    entry: unknown,
    submitter: Principal | undefined,
  ): Promise<Result<SequencedEntry, Refusal>> {
    const parsed = signedEntrySchema.safeParse(entry);
    if (!parsed.success) return Promise.resolve(fail({ code: 'entry-invalid' }));
    const next = this.#turn.then(() => this.#sequence(parsed.data, submitter));
    this.#turn = next.catch(() => undefined);
    return next;
  }

  async #sequence(
    entry: SignedEntry,
    submitter: Principal | undefined,
  ): Promise<Result<SequencedEntry, Refusal>> {
    const state = this.#states.get(entry.inner.logId);
    if (!this.#mayEnter(entry, state, submitter)) return fail({ code: 'entry-forbidden' });
    const sequencer = this.#sequencer;
    const nowMs = this.#clock.nowMs();
    const submitted = await submitEntry({ state, entry, sequencer, nowMs });
    if (!submitted.ok) return submitted;
    const { sequenced } = submitted.value;
    await this.#adopt(sequenced, submitted.value.state, [entryEvent(sequenced, nowMs)]);
    return ok(sequenced);
  }

  /**
   * Takes back entries that this relay once placed and lost with a copy it was restored from. They
   * are judged like a replica judges them, so nobody adds anything of their own: each must carry
   * the sequencer's signature and follow what is here. Refuses with `log-forked` when they tell
   * another history, and resolves to the log as it is then.
   */
  restore(
    logId: LogId,
    entries: readonly unknown[],
    by: { readonly kid: KeyId; readonly personId: PersonId },
  ): Promise<Result<MembershipState, Refusal>> {
    const next = this.#turn.then(() => this.#restore(logId, entries, by));
    this.#turn = next.catch(() => undefined);
    return next;
  }

  async #restore(
    logId: LogId,
    entries: readonly unknown[],
    by: { readonly kid: KeyId; readonly personId: PersonId },
  ): Promise<Result<MembershipState, Refusal>> {
    const atMs = this.#clock.nowMs();
    for (const given of entries) {
      const state = this.#states.get(logId);
      if (state === undefined) return fail({ code: 'log-unknown' });
      const entryAt = (seq: number) => this.#store.entries(logId, seq, 1)[0];
      const judged = await judgeReturned(state, given, entryAt);
      const seq = seqOf(given);
      const event = { atMs, ...by, objects: [logId, `${seq}`] };
      if (!judged.ok) {
        const isFork = judged.error.code === 'log-forked';
        if (isFork) await this.#store.appendAudit([{ event: 'fork-shown', ...event }]);
        return judged;
      }
      if (judged.value === 'held') continue;
      if (judged.value === 'without-body') break;
      const { entry, next } = judged.value;
      await this.#adopt(entry, next, [{ event: 'entries-restored', ...event }]);
    }
    const state = this.#states.get(logId);
    return state === undefined ? fail({ code: 'log-unknown' }) : ok(state);
  }

  async #adopt(
    sequenced: SequencedEntry,
    state: MembershipState,
    audit: readonly AuditEvent[],
  ): Promise<void> {
    // Asked for in one turn, so both are in one transaction: no entry without its document.
    await Promise.all([this.#store.appendEntry(sequenced, audit), ...this.#announce(state)]);
    this.#take(state);
    for (const listener of this.#listeners) listener(sequenced, state);
    await Promise.all(this.#drop(state));
  }

  /** What no single log can judge: who may found another one, and that a document has one home. */
  #mayEnter(
    { inner, body }: SignedEntry,
    state: MembershipState | undefined,
    submitter: Principal | undefined,
  ): boolean {
    if (inner.type === 'found' && state === undefined) {
      const districtLogId = (body as { districtLogId?: unknown } | undefined)?.districtLogId;
      return (submitter?.memberships ?? []).some(
        ({ logId, roles }) => logId === districtLogId && roles.includes('municipalOperator'),
      );
    }
    if (inner.type !== 'create-document') return true;
    const documentId = (body as { documentId?: DocumentId } | undefined)?.documentId;
    const home = documentId && this.#logOf.get(documentId);
    return home === undefined || home === inner.logId;
  }

  /** Puts the documents that a state announces into the store's list. */
  #announce({ logId, documents }: MembershipState): Promise<void>[] {
    const atMs = this.#clock.nowMs();
    return [...documents].flatMap(([documentId, { record }]) => {
      if (this.#logOf.get(documentId) === logId) return [];
      if (this.#store.document(documentId) !== undefined) return [];
      return this.#store.announceDocument({ documentId, kind: record.kind, logId, atMs });
    });
  }

  /** Takes those off the disk that it drops, once nobody can write them any more. */
  #drop({ documents }: MembershipState): Promise<void>[] {
    const atMs = this.#clock.nowMs();
    return [...documents].flatMap(([documentId, { droppedAtSeq }]) => {
      if (droppedAtSeq === undefined) return [];
      if (this.#store.document(documentId)?.state === 'dropped') return [];
      return this.#store.dropDocument(documentId, atMs);
    });
  }

  /** Takes a state over, with the documents it announces. */
  #take(state: MembershipState): void {
    for (const documentId of state.documents.keys()) this.#logOf.set(documentId, state.logId);
    this.#states.set(state.logId, state);
  }
}

/** One entry for one reader. */
export function visibleEntry(
  principal: Principal,
  state: MembershipState,
  entry: SequencedEntry,
): SequencedEntry {
  if (mayReadBody(principal, state, entry)) return entry;
  const { body: _withheld, ...rest } = entry;
  return rest;
}

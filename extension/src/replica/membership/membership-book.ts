import {
  appendEntries,
  verifyEnvelope,
  type AppendOutcome,
  compareHead,
  rebuildLog,
  type DocumentRecord,
  type EntryBodies,
  type LogHead,
  type MemberDevice,
  type MembershipState,
  type SequencedEntry,
  type SignedEntry,
} from '@nastavnik/core/access';
import {
  contentHash,
  fail,
  ok,
  type DocumentId,
  type EntryId,
  type KeyId,
  type LogId,
  type Refusal,
  type Result,
} from '@nastavnik/core/kernel';
import { computed, signal, type ReadonlySignal } from '@preact/signals';
import { withKnownBodies } from './known-bodies.ts';
import type { ProfileChannel } from '../../messaging/profile-channel.ts';
import type { MembershipStates, WaitingEntry } from '../replica.ts';
import { rangeOf } from '../storage/idb-storage-adapter.ts';
import type { PersonDatabase, ProfileRow, SubmissionRow } from '../storage/person-database.ts';

/**
 * The membership logs as this device has verified them, and own entries that still wait. A log
 * that forked or went back is kept as last believed and never goes on by itself.
 */
export class MembershipBook {
  readonly #db: PersonDatabase;
  readonly #channel: ProfileChannel;
  readonly #states = signal<MembershipStates>(new Map());
  readonly #broken = signal<ReadonlyMap<LogId, Refusal>>(new Map());
  readonly #rolledBack = signal<ReadonlyMap<LogId, Refusal>>(new Map());
  #pinned: ProfileRow['pinned'];
  readonly #submissions = signal<readonly SubmissionRow[]>([]);
  readonly waiting: ReadonlySignal<readonly WaitingEntry[]> = computed(() =>
    this.#submissions.value.map(({ entryId, logId, entry, atMs, refused }) => ({
      entryId,
      logId,
      type: entry.inner.type,
      atMs,
      ...(refused && { refused }),
    })),
  );
  /** Documents by id: announced ones, and own announcements that still wait. */
  readonly records: ReadonlySignal<ReadonlyMap<DocumentId, DocumentRecord>> = computed(() => {
    const records = new Map<DocumentId, DocumentRecord>();
    for (const { entry, refused } of this.#submissions.value) {
      const record = refused === undefined ? announcedIn(entry) : undefined;
      if (record) records.set(record.documentId, record);
    }
    for (const state of this.#states.value.values()) {
      for (const [documentId, { record, droppedAtSeq }] of state.documents) {
        if (droppedAtSeq === undefined) records.set(documentId, record);
      }
    }
    return records;
  });

  constructor(db: PersonDatabase, channel: ProfileChannel) {
    this.#db = db;
    this.#channel = channel;
  }

  get states(): ReadonlySignal<MembershipStates> {
    return this.#states;
  }

  /** Logs the relay shows shorter than before, or with what nobody signed: until it shows them whole. */
  get rolledBack(): ReadonlySignal<ReadonlyMap<LogId, Refusal>> {
    return this.#rolledBack;
  }

  /** Logs with another history than before: never believed again by themselves. */
  get broken(): ReadonlySignal<ReadonlyMap<LogId, Refusal>> {
    return this.#broken;
  }

  async reload(): Promise<void> {
    const rows = await this.#db.getAll('logs');
    this.#pinned = (await this.#db.get('profile', 'profile'))?.pinned;
    this.#states.value = new Map(rows.map(({ logId, state }) => [logId, state]));
    this.#broken.value = new Map(
      rows.flatMap(({ logId, broken }) => (broken ? [[logId, broken] as const] : [])),
    );
  }

  async reloadSubmissions(): Promise<void> {
    const rows = await this.#db.getAll('submissions');
    this.#submissions.value = rows.toSorted((a, b) => a.atMs - b.atMs);
  }

  /** True once a log announces the document: before that the relay would not know it. */
  isAnnounced(documentId: DocumentId): boolean {
    return [...this.#states.value.values()].some((state) => {
      const document = state.documents.get(documentId);
      return document !== undefined && document.droppedAtSeq === undefined;
    });
  }

  /** The device behind a key id, revoked ones included, in whichever log names it. */
  device(kid: KeyId): MemberDevice | undefined {
    for (const state of this.#states.peek().values()) {
      const device = state.devices.get(kid);
      if (device) return device;
    }
    return undefined;
  }

  /** Key ids of all devices the logs name, revoked ones included. */
  devices(): readonly KeyId[] {
    return [...this.#states.peek().values()].flatMap(({ devices }) => [...devices.keys()]);
  }

  /** True where a withheld body may have named a device this person cannot see. */
  get mayLackDevices(): boolean {
    return [...this.#states.peek().values()].some(({ gaps }) => gaps.members);
  }

  dropped(): readonly DocumentId[] {
    return [...this.#states.value.values()].flatMap((state) =>
      [...state.documents]
        .filter(([, document]) => document.droppedAtSeq !== undefined)
        .map(([documentId]) => documentId),
    );
  }

  /** Seq to ask the relay's log from; refuses where the relay shows an older or other history. */
  async meet(logId: LogId, head: LogHead): Promise<Result<{ fromSeq?: number }, Refusal>> {
    const known = this.#broken.value.get(logId);
    if (known) return fail(known);
    const state = this.#states.value.get(logId);
    if (state === undefined) return ok({ fromSeq: 0 });
    this.#rolledBack.value = new Map(
      [...this.#rolledBack.value].filter(([rolledBackId]) => rolledBackId !== logId),
    );
    const comparison = compareHead({ seq: head.seq, hash: head.hash }, state);
    if (comparison === 'same') return ok({});
    if (comparison === 'behind') return ok({ fromSeq: state.seq + 1 });
    const refusal: Refusal = { code: 'log-forked' };
    if (comparison === 'forked') await this.#keep(state, refusal);
    else this.#warn(logId, refusal);
    return fail(refusal);
  }

  /** Verifies and keeps entries; those that are known already are skipped. */
  async append(logId: LogId, entries: readonly unknown[]): Promise<Result<number, Refusal>> {
    const broken = this.#broken.value.get(logId);
    if (broken) return fail(broken);
    const state = this.#states.value.get(logId);
    const fresh = entries.filter((entry) => seqOf(entry) > (state?.seq ?? -1));
    if (fresh.length === 0) return ok(0);
    const outcome = await appendEntries(state, fresh);
    if (outcome.state === undefined || outcome.state.logId !== logId) {
      this.#warn(logId, { code: 'relay-forged' });
      return fail(outcome.error ?? { code: 'entry-invalid' });
    }
    if (state === undefined && !this.#isPinned(outcome.state)) {
      const other: Refusal = { code: 'log-other' };
      this.#warn(logId, other);
      return fail(other);
    }
    const good = fresh.slice(0, outcome.appended) as readonly SequencedEntry[];
    const { error } = outcome;
    // Only what the sequencer has signed says that the sequencer lies; the rest anybody can send.
    const isLie = error?.code === 'log-forked' && (await isPlaced(outcome, fresh));
    await this.#keep(
      outcome.state,
      isLie || error?.code === 'log-newer-version' ? error : undefined,
      good,
    );
    await this.#settlePlaced(outcome.state);
    if (error === undefined) return ok(outcome.appended);
    if (!isLie) this.#warn(logId, { code: 'relay-forged', params: { code: error.code } });
    return fail(error);
  }

  /**
   * Takes a log over as it reads from its first entry, with bodies that were withheld before. What
   * is held here and not served any more stays. Refuses where it is not the log that was believed.
   */
  async rebuild(logId: LogId, entries: readonly unknown[]): Promise<Result<void, Refusal>> {
    const known = this.#states.value.get(logId);
    if (known === undefined) return fail({ code: 'log-unknown' });
    const whole = withKnownBodies(entries, await this.entriesOf(logId));
    const rebuilt = await rebuildLog({ seq: known.seq, hash: known.headHash }, whole);
    if (!rebuilt.ok) {
      this.#warn(logId, { code: 'relay-forged', params: { code: rebuilt.error.code } });
      return rebuilt;
    }
    const broken = this.#broken.value.get(logId);
    await this.#keep(rebuilt.value, broken, whole as readonly SequencedEntry[]);
    return ok(undefined);
  }

  #warn(logId: LogId, refusal: Refusal): void {
    this.#rolledBack.value = new Map([...this.#rolledBack.value, [logId, refusal]]);
  }

  /** The organisation that was joined begins as its invitation said, or it is another one. */
  #isPinned({ logId, foundHash }: MembershipState): boolean {
    return this.#pinned?.logId !== logId || this.#pinned.foundHash === foundHash;
  }

  async #keep(
    state: MembershipState,
    broken: Refusal | undefined,
    entries: readonly SequencedEntry[] = [],
  ): Promise<void> {
    const { logId } = state;
    const tx = this.#db.transaction(['logs', 'entries'], 'readwrite', { durability: 'strict' });
    await Promise.all([
      tx.objectStore('logs').put({ logId, state, ...(broken && { broken }) }),
      ...entries.map((entry) => tx.objectStore('entries').put(entry, [logId, entry.envelope.seq])),
      tx.done,
    ]);
    await this.reload();
    this.#channel.post({ type: 'membership', logIds: [logId] });
  }

  /** True when the log kept here says something else at that place than what was witnessed. */
  async differs(logId: LogId, { seq, hash }: LogHead): Promise<boolean> {
    const entry = await this.#db.get('entries', [logId, seq]);
    return entry !== undefined && contentHash(entry.envelope) !== hash;
  }

  /** Believes nothing more of a log; what is known of it stays. */
  async stop(logId: LogId, refusal: Refusal): Promise<void> {
    const state = this.#states.peek().get(logId);
    if (state !== undefined && !this.#broken.peek().has(logId)) await this.#keep(state, refusal);
  }

  entriesOf(logId: LogId): Promise<SequencedEntry[]> {
    return this.#db.getAll('entries', rangeOf([logId]));
  }

  /** Queues an own entry; it survives restarts until the relay has answered it. */
  async queue(entry: SignedEntry): Promise<void> {
    const { entryId, logId, atMs } = entry.inner;
    await this.#db.put('submissions', { entryId, logId, entry, atMs });
    await this.#submissionsChanged();
  }

  /** The relay took the entry, or refused it; a refused one stays until it is dismissed. */
  async settle(entryId: EntryId, refused?: Refusal): Promise<void> {
    const row = await this.#db.get('submissions', entryId);
    if (row === undefined) return;
    if (refused) await this.#db.put('submissions', { ...row, refused });
    else await this.#db.delete('submissions', entryId);
    await this.#submissionsChanged();
  }

  /** Own entries that are in the log by now need no answer, whichever way they went there. */
  async #settlePlaced({ entryIds }: MembershipState): Promise<void> {
    const placed = this.queued().filter(({ entryId }) => entryIds.has(entryId));
    for (const { entryId } of placed) await this.settle(entryId);
  }

  queued(): readonly SubmissionRow[] {
    return this.#submissions.value.filter((row) => row.refused === undefined);
  }

  async #submissionsChanged(): Promise<void> {
    await this.reloadSubmissions();
    this.#channel.post({ type: 'submissions' });
  }
}

function announcedIn({ inner, body }: SignedEntry): DocumentRecord | undefined {
  if (inner.type !== 'create-document') return undefined;
  const { documentId, kind, audience, subjects } = body as EntryBodies['create-document'];
  return { documentId, kind, logId: inner.logId, audience, subjects };
}

function seqOf(entry: unknown): number {
  const { envelope } = entry as { envelope?: { seq?: unknown } };
  return typeof envelope?.seq === 'number' ? envelope.seq : Number.POSITIVE_INFINITY;
}

/** True where the first entry that was not good has been placed by the log's own sequencer. */
async function isPlaced(
  { state, appended }: AppendOutcome,
  entries: readonly unknown[],
): Promise<boolean> {
  const { envelope, envelopeSig } = (entries[appended] ?? {}) as Partial<SequencedEntry>;
  if (!state || !envelope || typeof envelopeSig !== 'string') return false;
  return verifyEnvelope(state.sequencer, envelope, envelopeSig);
}

import * as A from '@automerge/automerge/slim';
import type { DocumentKindName } from '@nastavnik/core/access';
import { sizeLimit } from '@nastavnik/core/documents';
import type { ChangeHash, Refusal } from '@nastavnik/core/kernel';
import {
  applyFaithfully,
  BatchJudge,
  GateIndex,
  indexChanges,
  type AcceptedChange,
  type Claim,
} from '@nastavnik/core/judging';
import type {
  Answer,
  Ask,
  DocumentImage,
  Judgement,
  OutgoingSync,
  Rejection,
} from '../messages.ts';
import { MissingChanges } from './missing-changes.ts';
import { SyncBatch, type Heard } from './sync-batch.ts';
import { resetMessage, SyncPeer } from './sync-peer.ts';

const maxClaims = 64;

/** One document in its process: the content, the gate's index and the peers that sync it. */
export class OpenDocument {
  readonly #kind: DocumentKindName;
  readonly #peers = new Map<string, SyncPeer>();
  readonly #index: GateIndex;
  readonly #missing: MissingChanges;
  #doc: A.Doc<unknown>;
  #claims: readonly Claim[] = [];
  /** Never below the saved size: the last true figure plus what has come since. */
  #size: number;

  constructor({ kind, snapshot, changes, missing = [], waiting = [] }: Ask<'open'>) {
    this.#missing = new MissingChanges(missing, waiting);
    this.#kind = kind;
    this.#index = snapshot ? GateIndex.fromText(snapshot.index) : new GateIndex();
    indexChanges(changes, this.#index);
    const start = snapshot ? A.load<unknown>(snapshot.bytes) : A.init<unknown>();
    [this.#doc] = A.applyChanges(start, [...changes]);
    this.#size = A.save(this.#doc).length;
  }

  get heads(): ChangeHash[] {
    return A.getHeads(this.#doc) as ChangeHash[];
  }

  get content(): A.Doc<unknown> {
    return this.#doc;
  }

  join({ connection, mode, reset }: Ask<'join'>): Answer<'join'> {
    this.#peers.set(connection, new SyncPeer(mode));
    if (!reset) return { outgoing: [] };
    const doc = mode === 'late' ? A.init<unknown>() : this.#doc;
    return { outgoing: [{ connection, data: resetMessage(doc) }] };
  }

  leave(connection: string): void {
    this.#peers.delete(connection);
  }

  /** Keeps what another device vouches for; the oldest claims make room for the newest. */
  claim(claim: Claim): void {
    this.#claims = [...this.#claims.slice(1 - maxClaims), claim];
  }

  /**
   * Judges, and goes on with what it accepted. The answers hold true only once the changes are on
   * disk: the relay sends them after the commit, or reads the document anew when it failed.
   */
  async receive(ask: Ask<'receive'>): Promise<Judgement> {
    const found = this.#missing.regain(ask.messages, this.#doc, this.#index);
    if (found === undefined) return this.#judge(ask);
    this.#doc = found.doc;
    const regained = { changes: found.changes, heads: this.heads };
    const judgement = await this.#judge(ask);
    const others = [...this.#peers.keys()].filter((connection) =>
      judgement.outgoing.every((message) => message.connection !== connection),
    );
    const outgoing = [...judgement.outgoing, ...this.#speak(others)];
    return { ...judgement, regained, outgoing };
  }

  async #judge({ record, messages }: Ask<'receive'>): Promise<Judgement> {
    const isHere = (hash: ChangeHash): boolean => A.hasHeads(this.#doc, [hash]);
    const judge = new BatchJudge(record, this.#claims, this.#index, isHere);
    const batch = new SyncBatch(judge, this.#peers);
    for (const message of messages) await batch.add(message);
    const { late } = batch;
    const { changes, refused } = this.#applyBatch(judge, batch);
    const rejections = [...batch.rejections, ...refused];
    const failed = new Set(refused.map(({ connection }) => connection));
    this.#hear(batch.heard.filter(({ connection }) => !failed.has(connection)));
    if (changes.length === 0) {
      const senders = new Set(messages.map(({ connection }) => connection));
      return { rejections, late, outgoing: this.#speak(senders) };
    }
    const contributors = [...batch.contributors]
      .filter(([connection]) => !failed.has(connection))
      .map(([connection, { author }]) => ({ connection, kid: author.kid }));
    const commit = { changes, heads: this.heads, contributors };
    return { commit, rejections, late, outgoing: this.#speak(this.#peers.keys()) };
  }

  /** Where all together do not fit, each one's work stands for itself: nobody spoils another's. */
  #applyBatch(
    { accepted, index }: BatchJudge,
    { contributors }: SyncBatch,
  ): { changes: readonly AcceptedChange[]; refused: Judgement['rejections'] } {
    if (accepted.length === 0) return { changes: [], refused: [] };
    const refusal = this.#apply(accepted, (own) => own.absorb(index));
    if (refusal === undefined) return { changes: accepted, refused: [] };
    const changes: AcceptedChange[] = [];
    const refused: Rejection[] = [];
    for (const [connection, contribution] of contributors) {
      const hashes = new Set(contribution.accepted);
      const own = accepted.filter(({ hash }) => hashes.has(hash));
      const enter = (below: GateIndex): void =>
        indexChanges(
          own.map(({ bytes }) => bytes),
          below,
        );
      const isAlone = contributors.size === 1;
      const why = isAlone ? refusal : this.#apply(own, enter);
      if (why === undefined) changes.push(...own);
      else refused.push(this.#refuse(connection, why, contribution.accepted));
    }
    return { changes, refused };
  }

  image(): DocumentImage {
    const bytes = A.save(this.#doc);
    this.#size = bytes.length;
    return { bytes, index: this.#index.toText() };
  }

  close(): void {
    A.free(this.#doc);
  }

  /** All that was accepted or nothing: what cannot be applied is tried on a clone only. */
  #apply(
    accepted: readonly AcceptedChange[],
    enter: (index: GateIndex) => void,
  ): Refusal | undefined {
    const trial = applyFaithfully(this.#doc, accepted);
    if (trial === undefined) return { code: 'change-malformed' };
    const added = accepted.reduce((sum, { bytes }) => sum + bytes.length, 0);
    const limit = sizeLimit(this.#kind);
    const size = this.#size + added > limit ? A.save(trial).length : this.#size + added;
    if (size > limit) {
      A.free(trial);
      return { code: 'document-too-large' };
    }
    A.free(this.#doc);
    this.#doc = trial;
    this.#size = size;
    enter(this.#index);
    return undefined;
  }

  #refuse(connection: string, refusal: Refusal, hashes: readonly ChangeHash[]): Rejection {
    const peer = new SyncPeer('read');
    peer.refusedWith = refusal.code;
    this.#peers.set(connection, peer);
    return { connection, ...refusal, hashes };
  }

  #hear(heard: readonly Heard[]): void {
    for (const { connection, bare } of heard) {
      const peer = this.#peers.get(connection);
      if (peer) this.#doc = peer.hear(this.#doc, bare);
    }
  }

  #speak(connections: Iterable<string>): OutgoingSync[] {
    const outgoing: OutgoingSync[] = [];
    for (const connection of connections) {
      const data = this.#peers.get(connection)?.speak(this.#doc);
      if (data) outgoing.push({ connection, data });
    }
    return outgoing;
  }
}

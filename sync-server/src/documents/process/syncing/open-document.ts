import * as A from '@automerge/automerge/slim';
import type { DocumentKindName } from '@nastavnik/core/access';
import { sizeLimit } from '@nastavnik/core/documents';
import type { ChangeHash, Refusal } from '@nastavnik/core/kernel';
import { BatchJudge } from '../judging/batch-judge.ts';
import { GateIndex } from '../judging/gate-index.ts';
import { isTrap } from '../judging/is-trap.ts';
import { indexChanges } from '../judging/index-changes.ts';
import type { Answer, Ask, Claim, DocumentImage, Judgement, OutgoingSync } from '../messages.ts';
import { SyncBatch, type Heard } from './sync-batch.ts';
import { resetMessage, SyncPeer } from './sync-peer.ts';

interface Trial {
  readonly doc: A.Doc<unknown>;
  readonly index: GateIndex;
  readonly size: number;
  readonly heard: readonly Heard[];
}

const maxClaims = 64;

/** One document in its process: the content, the gate's index and the peers that sync it. */
export class OpenDocument {
  readonly #kind: DocumentKindName;
  readonly #peers = new Map<string, SyncPeer>();
  readonly #index: GateIndex;
  #doc: A.Doc<unknown>;
  #claims: readonly Claim[] = [];
  #trial: Trial | undefined;
  /** Never below the saved size: the last true figure plus what has come since. */
  #size: number;

  constructor({ kind, snapshot, changes }: Ask<'open'>) {
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

  async receive({ record, messages }: Ask<'receive'>): Promise<Judgement> {
    this.discard();
    const isHere = (hash: ChangeHash): boolean => A.hasHeads(this.#doc, [hash]);
    const judge = new BatchJudge(record, this.#claims, this.#index, isHere);
    const batch = new SyncBatch(judge, this.#peers);
    for (const message of messages) await batch.add(message);
    const { rejections, late } = batch;
    const refusal = judge.accepted.length === 0 ? undefined : this.#try(judge, batch);
    if (this.#trial === undefined) {
      const failed = refusal ? this.#refuseContributors(batch, refusal) : [];
      this.#hear(batch.heard.filter(({ connection }) => !batch.contributors.has(connection)));
      const senders = new Set(messages.map(({ connection }) => connection));
      return { rejections: [...rejections, ...failed], late, outgoing: this.#speak(senders) };
    }
    const contributors = Array.from(batch.contributors, ([connection, { author }]) => ({
      connection,
      kid: author.kid,
    }));
    const heads = A.getHeads(this.#trial.doc) as ChangeHash[];
    const commit = { changes: judge.accepted, heads, contributors };
    return { commit, rejections, late, outgoing: [] };
  }

  /** What was judged is on disk now: it becomes the document, and everyone is told. */
  adopt(): OutgoingSync[] {
    const trial = this.#trial;
    if (trial === undefined) return [];
    this.#trial = undefined;
    A.free(this.#doc);
    this.#doc = trial.doc;
    this.#size = trial.size;
    this.#index.absorb(trial.index);
    this.#hear(trial.heard);
    return this.#speak(this.#peers.keys());
  }

  discard(): void {
    if (this.#trial) A.free(this.#trial.doc);
    this.#trial = undefined;
  }

  image(): DocumentImage {
    const bytes = A.save(this.#doc);
    this.#size = bytes.length;
    return { bytes, index: this.#index.toText() };
  }

  close(): void {
    this.discard();
    A.free(this.#doc);
  }

  /** Applies to a clone; the document itself is touched only by `adopt`. */
  #try(judge: BatchJudge, { heard }: SyncBatch): Refusal | undefined {
    const clone = A.clone(this.#doc);
    try {
      const [doc] = A.applyChanges(
        clone,
        judge.accepted.map(({ bytes }) => bytes),
      );
      const added = judge.accepted.reduce((sum, { bytes }) => sum + bytes.length, 0);
      const limit = sizeLimit(this.#kind);
      const size = this.#size + added > limit ? A.save(doc).length : this.#size + added;
      if (size <= limit) {
        this.#trial = { doc, index: judge.index, size, heard };
        return undefined;
      }
      A.free(doc);
      return { code: 'document-too-large' };
    } catch (error) {
      if (isTrap(error)) throw error;
      return { code: 'change-malformed' };
    }
  }

  #refuseContributors(batch: SyncBatch, refusal: Refusal): Judgement['rejections'] {
    return Array.from(batch.contributors, ([connection, { accepted }]) => {
      const peer = new SyncPeer('read');
      peer.refusedWith = refusal.code;
      this.#peers.set(connection, peer);
      return { connection, ...refusal, hashes: accepted };
    });
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

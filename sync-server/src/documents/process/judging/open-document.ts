import * as A from '@automerge/automerge/slim';
import type { DocumentKindName } from '@nastavnik/core/access';
import { sizeLimit } from '@nastavnik/core/documents';
import type { ChangeHash, Refusal } from '@nastavnik/core/kernel';
import {
  applyInPlace,
  BatchJudge,
  GateIndex,
  indexChanges,
  isTrap,
  preflightChange,
  type AcceptedChange,
  type Claim,
} from '@nastavnik/core/judging';
import { inflate } from '../../../gate/inflate.ts';
import type { Ask, DocumentImage, IncomingChanges, Judgement, Rejection } from '../messages.ts';
import { ChangeBatch } from './change-batch.ts';
import { MissingChanges } from './missing-changes.ts';
import type { Staging } from './staging.ts';

const maxClaims = 64;
/** What the form of a saved document costs beside its changes. */
const formBytes = 1_024;

/** One document in its process: the content and the gate's index. */
export class OpenDocument {
  readonly #kind: DocumentKindName;
  readonly #staging = new Map<string, Staging>();
  readonly #index: GateIndex;
  readonly #missing: MissingChanges;
  #doc = A.init<unknown>();
  #claims: readonly Claim[] = [];
  /** Never below the saved size: the last true figure plus what has come since. */
  #size: number;

  constructor({ kind, snapshot, changes, missing = [], waiting = [] }: Ask<'open'>) {
    this.#missing = new MissingChanges(missing, waiting);
    this.#kind = kind;
    this.#index = snapshot ? GateIndex.fromText(snapshot.index) : new GateIndex();
    indexChanges(changes, this.#index);
    if (snapshot) this.#core.loadIncremental(snapshot.bytes);
    if (changes.length > 0) this.#core.applyChanges([...changes]);
    this.#size = (snapshot?.bytes.length ?? formBytes) + totalLength(changes);
  }

  get heads(): ChangeHash[] {
    return this.#core.getHeads() as ChangeHash[];
  }

  /** The content as plain values, which only reports ask for: nothing else builds them. */
  get content(): A.Doc<unknown> {
    [this.#doc] = A.applyChanges(this.#doc, []);
    return this.#doc;
  }

  leave(connection: string): void {
    this.#staging.delete(connection);
  }

  /** Keeps what another device vouches for; the oldest claims make room for the newest. */
  claim(claim: Claim): void {
    this.#claims = [...this.#claims.slice(1 - maxClaims), claim];
  }

  /**
   * Judges, tries, and goes on with what was accepted. It holds true only once the changes are on
   * disk: where that fails, or the trial does, this document is thrown away and read anew.
   */
  async receive(ask: Ask<'receive'>): Promise<Judgement> {
    const changes = this.#missing.regain(ask.messages, this.#core, this.#index);
    const regained = changes.length > 0 && { regained: { changes, heads: this.heads } };
    return { ...(await this.#judge(ask)), ...regained };
  }

  async #judge({ record, messages }: Ask<'receive'>): Promise<Judgement> {
    const isHere = (hash: ChangeHash): boolean => this.#core.getMissingDeps([hash]).length === 0;
    const judge = new BatchJudge(record, this.#claims, this.#index, isHere);
    const batch = new ChangeBatch(judge, this.#staging);
    for (const [place, message] of messages.entries()) await batch.add(message, place);
    const { late } = batch;
    const waiting = this.#waiting(messages);
    if (judge.accepted.length === 0) {
      return { rejections: batch.rejections, late, waiting, isSpoilt: false };
    }
    const refusal = this.#try(judge);
    if (refusal !== undefined) {
      const rejections = [...batch.rejections, ...refuseAll(batch, refusal)];
      return { rejections, late, waiting: [], isSpoilt: true };
    }
    const contributors = Array.from(batch.contributors, ([connection, { author }]) => ({
      connection,
      kid: author.kid,
    }));
    const commit = { changes: judge.accepted, heads: this.heads, contributors };
    return { commit, rejections: batch.rejections, late, waiting, isSpoilt: false };
  }

  /** Changes by their names, byte for byte as their devices made them. */
  recall(hashes: readonly ChangeHash[]): AcceptedChange[] {
    return hashes.flatMap((wanted) => {
      const bytes = this.#core.getChangeByHash(wanted);
      if (bytes === null) return [];
      const read = preflightChange(bytes, inflate);
      if (!read.ok) return [];
      const { hash, actor, seq } = read.value;
      const author = this.#index.actor(actor)?.author;
      return [{ hash, bytes, actor, seq, ...(author && { author }) }];
    });
  }

  image(): DocumentImage {
    const bytes = this.#core.save();
    this.#size = bytes.length;
    return { bytes, index: this.#index.toText() };
  }

  close(): void {
    try {
      A.free(this.#doc);
    } catch (error) {
      // A document that the module gave up on in the middle of its work cannot be freed any more.
      if (isTrap(error)) throw error;
    }
  }

  /** The document below its plain values; it moves on without building them. */
  get #core(): ReturnType<typeof A.getBackend> {
    return A.getBackend(this.#doc);
  }

  #waiting(messages: readonly IncomingChanges[]): Judgement['waiting'] {
    const connections = new Set(messages.map(({ connection }) => connection));
    return [...connections].map((connection) => {
      const { hashes = [], missing = [] } = this.#staging.get(connection) ?? {};
      return { connection, hashes, missing };
    });
  }

  /** All that was accepted or nothing: a document that a trial has spoilt is never used again. */
  #try({ accepted, index }: BatchJudge): Refusal | undefined {
    if (!applyInPlace(this.#doc, accepted)) return { code: 'change-malformed' };
    this.#size += totalLength(accepted.map(({ bytes }) => bytes));
    const limit = sizeLimit(this.#kind);
    if (this.#size > limit) this.#size = this.#core.save().length;
    if (this.#size > limit) return { code: 'document-too-large' };
    this.#index.absorb(index);
    return undefined;
  }
}

const totalLength = (chunks: readonly Uint8Array[]): number =>
  chunks.reduce((sum, { length }) => sum + length, 0);

const refuseAll = (batch: ChangeBatch, refusal: Refusal): Rejection[] =>
  Array.from(batch.contributors.values(), ({ place, accepted }) => ({
    place,
    ...refusal,
    hashes: accepted,
  }));

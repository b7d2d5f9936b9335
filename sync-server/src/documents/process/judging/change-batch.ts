import {
  fail,
  ok,
  type ChangeHash,
  type ErrorCode,
  type Refusal,
  type Result,
} from '@nastavnik/core/kernel';
import {
  preflightChange,
  type AuthorStanding,
  type BatchJudge,
  type MessageVerdict,
  type PreflightedChange,
} from '@nastavnik/core/judging';
import { inflate } from '../../../gate/inflate.ts';
import type { IncomingChanges, LateChanges, Rejection } from '../messages.ts';
import { Staging } from './staging.ts';

/** Whose changes a batch is made of. */
export interface Contribution {
  readonly author: AuthorStanding;
  /** The last message of the batch from this connection that brought some. */
  readonly place: number;
  readonly accepted: readonly ChangeHash[];
}

type Fresh = Map<ChangeHash, PreflightedChange>;

/** The changes of several messages judged together: one trial, one transaction. */
export class ChangeBatch {
  readonly rejections: Rejection[] = [];
  readonly late: LateChanges[] = [];
  readonly contributors = new Map<string, Contribution>();
  readonly #judge: BatchJudge;
  readonly #staging: Map<string, Staging>;
  readonly #refused = new Map<string, ErrorCode>();

  constructor(judge: BatchJudge, staging: Map<string, Staging>) {
    this.#judge = judge;
    this.#staging = staging;
  }

  async add(message: IncomingChanges, place: number): Promise<void> {
    const read = this.#read(message.chunks);
    if (!read.ok) return this.#refuse(message, place, read.error, []);
    const fresh = read.value;
    const code = this.#refused.get(message.connection) ?? message.refusedWith;
    if (message.mode === 'write' && !this.#refused.has(message.connection)) {
      return this.#judgeWritten(message, place, fresh);
    }
    if (fresh.size === 0) return;
    if (message.mode === 'late') this.#keepLate(message, [...fresh.values()]);
    else this.rejections.push({ place, code, hashes: [...fresh.keys()] });
  }

  /** Gate step 4 and the byte-level half of 6: Automerge has not seen anything yet. */
  #read(chunks: readonly Uint8Array[]): Result<Fresh, Refusal> {
    const fresh: Fresh = new Map();
    for (const bytes of chunks) {
      const change = preflightChange(bytes, inflate);
      if (!change.ok) return fail(change.error);
      if (!this.#judge.has(change.value.hash)) fresh.set(change.value.hash, change.value);
    }
    return ok(fresh);
  }

  async #judgeWritten(message: IncomingChanges, place: number, fresh: Fresh): Promise<void> {
    const staging = this.#staging.get(message.connection) ?? new Staging();
    for (const change of staging.all()) fresh.set(change.hash, change);
    const verdict = await this.#judge.judge(message.author, fresh);
    this.#noteContribution(message, place, verdict);
    for (const { hash } of verdict.accepted) staging.remove(hash);
    if (verdict.late.length > 0) this.#keepLate(message, verdict.late, verdict.lateAuthor);
    if (verdict.refusal) return this.#refuse(message, place, verdict.refusal, verdict.refused);
    for (const change of verdict.waiting) staging.add(change);
    if (staging.isFull) return this.#refuse(message, place, { code: 'staging-full' }, []);
    if (staging.size > 0) this.#staging.set(message.connection, staging);
    else this.#staging.delete(message.connection);
  }

  #noteContribution(
    { connection, author }: IncomingChanges,
    place: number,
    { accepted }: MessageVerdict,
  ): void {
    if (accepted.length === 0) return;
    const before = this.contributors.get(connection)?.accepted ?? [];
    const hashes = [...before, ...accepted.map(({ hash }) => hash)];
    this.contributors.set(connection, { author, place, accepted: hashes });
  }

  #keepLate(
    { connection, author }: IncomingChanges,
    changes: readonly PreflightedChange[],
    kid = author.kid,
  ): void {
    const hashes = changes.map(({ hash }) => hash);
    this.late.push({ connection, kid, hashes, changes: changes.map(({ bytes }) => bytes) });
  }

  /** From now on this connection is read to, until it has taken over what we have. */
  #refuse(
    { connection }: IncomingChanges,
    place: number,
    refusal: Refusal,
    hashes: readonly ChangeHash[],
  ): void {
    this.#staging.delete(connection);
    this.#refused.set(connection, refusal.code);
    this.rejections.push({ place, ...refusal, hashes });
  }
}

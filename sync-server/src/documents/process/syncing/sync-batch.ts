import type { ChangeHash, Refusal } from '@nastavnik/core/kernel';
import { limits } from '@nastavnik/core/protocol';
import type { PreflightedChange } from '@nastavnik/core/judging';
import type { AuthorStanding, BatchJudge, MessageVerdict } from '@nastavnik/core/judging';
import type { IncomingSync, LateChanges, Rejection } from '../messages.ts';
import { readMessage } from './read-message.ts';
import { SyncPeer } from './sync-peer.ts';

/** A message that its peer's sync state is to hear once the changes are on disk. */
export interface Heard {
  readonly connection: string;
  readonly bare: Uint8Array;
}

/** Whose changes a batch is made of. */
export interface Contribution {
  readonly author: AuthorStanding;
  readonly accepted: readonly ChangeHash[];
}

/** Several sync messages judged together: one trial, one transaction, one round of answers. */
export class SyncBatch {
  readonly heard: Heard[] = [];
  readonly rejections: Rejection[] = [];
  readonly late: LateChanges[] = [];
  readonly contributors = new Map<string, Contribution>();
  readonly #judge: BatchJudge;
  readonly #peers: Map<string, SyncPeer>;

  constructor(judge: BatchJudge, peers: Map<string, SyncPeer>) {
    this.#judge = judge;
    this.#peers = peers;
  }

  async add(message: IncomingSync): Promise<void> {
    const peer = this.#peers.get(message.connection);
    if (peer === undefined) return;
    const read = readMessage(message.data, (hash) => this.#judge.has(hash));
    if (!read.ok) return this.#refuse(message, read.error, []);
    const { bare, fresh } = read.value;
    const heard = { connection: message.connection, bare };
    if (peer.mode === 'write') return this.#addWritten(message, peer, heard, fresh);
    this.heard.push(heard);
    if (fresh.size === 0) return;
    if (peer.mode === 'late') this.#keepLate(message, [...fresh.values()]);
    else this.#reject(message, { code: peer.refusedWith }, [...fresh.keys()]);
  }

  async #addWritten(
    message: IncomingSync,
    peer: SyncPeer,
    heard: Heard,
    fresh: Map<ChangeHash, PreflightedChange>,
  ): Promise<void> {
    for (const [hash, change] of peer.staged) fresh.set(hash, change);
    const verdict = await this.#judge.judge(message.author, fresh);
    this.#noteContribution(message, verdict);
    for (const { hash } of verdict.accepted) peer.unstage(hash);
    if (verdict.late.length > 0) this.#keepLate(message, verdict.late, verdict.lateAuthor);
    if (verdict.refusal) return this.#refuse(message, verdict.refusal, verdict.refused);
    if (!hold(peer, verdict)) return this.#refuse(message, { code: 'staging-full' }, []);
    this.heard.push(heard);
  }

  #noteContribution({ connection, author }: IncomingSync, { accepted }: MessageVerdict): void {
    if (accepted.length === 0) return;
    const before = this.contributors.get(connection)?.accepted ?? [];
    const hashes = [...before, ...accepted.map(({ hash }) => hash)];
    this.contributors.set(connection, { author, accepted: hashes });
  }

  #keepLate(
    { connection, author }: IncomingSync,
    changes: readonly PreflightedChange[],
    kid = author.kid,
  ): void {
    const hashes = changes.map(({ hash }) => hash);
    this.late.push({ connection, kid, hashes, changes: changes.map(({ bytes }) => bytes) });
  }

  /** From now on this peer is read to, until it has taken over what we have. */
  #refuse(message: IncomingSync, refusal: Refusal, hashes: readonly ChangeHash[]): void {
    const peer = new SyncPeer('read');
    peer.refusedWith = refusal.code;
    this.#peers.set(message.connection, peer);
    this.#reject(message, refusal, hashes);
  }

  #reject(message: IncomingSync, refusal: Refusal, hashes: readonly ChangeHash[]): void {
    this.rejections.push({ connection: message.connection, ...refusal, hashes });
  }
}

/** Holds what waits for a dependency; false when that would be more than a peer may leave here. */
function hold(peer: SyncPeer, { waiting }: MessageVerdict): boolean {
  for (const change of waiting) if (!peer.staged.has(change.hash)) peer.stage(change);
  return peer.staged.size <= limits.maxStagedChanges && peer.stagedBytes <= limits.maxStagedBytes;
}

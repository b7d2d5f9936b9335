import type { ChangeHash, KeyId } from '../kernel/index.ts';

/** One Automerge change that was let in; `bytes` is exactly one chunk. */
export interface AcceptedChange {
  readonly hash: ChangeHash;
  readonly bytes: Uint8Array;
  /** Device that authored it; absent only for the fixed changes of a kind. */
  readonly author?: KeyId;
  readonly actor: string;
  /** The actor's own count, from 1. */
  readonly seq: number;
}

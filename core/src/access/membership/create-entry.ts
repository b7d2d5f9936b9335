import {
  base64url,
  contentHash,
  createId,
  type Clock,
  type EntryId,
  type LogId,
  type RandomSource,
} from '../../kernel/index.ts';
import { signingBytes } from '../keys/signing-bytes.ts';
import type { Signer } from '../keys/signer.ts';
import type { EntryBodies, EntryType, InnerEntry, SignedEntry } from './entry.ts';

/** What an author needs to write one entry. `basedOnSeq` is −1 for the first entry of a log. */
export interface EntryDraft<Type extends EntryType> {
  readonly signer: Signer;
  readonly logId: LogId;
  readonly type: Type;
  readonly body: EntryBodies[Type];
  readonly basedOnSeq: number;
  readonly clock: Clock;
  readonly random: RandomSource;
}

/** Signs an entry, offline if need be; the sequencer may still refuse it when it arrives. */
export async function createEntry<Type extends EntryType>(
  draft: EntryDraft<Type>,
): Promise<SignedEntry> {
  const { signer, logId, type, body, basedOnSeq, clock, random } = draft;
  const inner: InnerEntry = {
    v: 1,
    logId,
    entryId: createId<EntryId>(random),
    type,
    bodyHash: contentHash(body),
    basedOnSeq,
    atMs: clock.nowMs(),
    kid: signer.kid,
  };
  const sig = await signer.sign(signingBytes('nastavnik/membership-entry/1', inner));
  return { inner, sig: base64url.encode(sig), body };
}

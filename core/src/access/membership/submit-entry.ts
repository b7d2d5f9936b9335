import { fail, ok, type Refusal, type Result } from '../../kernel/index.ts';
import type { Signer } from '../keys/signer.ts';
import { appendEntry } from './chain/append-entry.ts';
import type { SequencedEntry, SignedEntry } from './entry.ts';
import { judgeEntry } from './judge-entry.ts';
import type { MembershipState } from './membership-state.ts';
import { maySequence, sequenceEntry } from './sequence-entry.ts';

export interface Submission {
  readonly state: MembershipState | undefined;
  readonly entry: SignedEntry;
  readonly sequencer: Signer;
  /** The sequencer's own time. */
  readonly nowMs: number;
}

export interface Submitted {
  readonly state: MembershipState;
  readonly sequenced: SequencedEntry;
}

/** Judge, place and append: all a sequencer does with one entry, be it a relay or a device. */
export async function submitEntry(submission: Submission): Promise<Result<Submitted, Refusal>> {
  const { state, entry, sequencer, nowMs } = submission;
  const judged = await judgeEntry(state, entry, nowMs);
  if (!judged.ok) return judged;
  if (!maySequence(state, judged.value.typed, sequencer.kid)) {
    return fail({ code: 'entry-forbidden' });
  }
  const sequenced = await sequenceEntry({ state, judged: judged.value, sequencer });
  const next = await appendEntry(state, sequenced);
  return next.ok ? ok({ state: next.value, sequenced }) : next;
}

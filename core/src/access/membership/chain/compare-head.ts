import type { MembershipState } from '../membership-state.ts';

/** The last place of a log that a client saw, kept so that a rollback or a fork is noticed. */
export interface LogHead {
  readonly seq: number;
  /** Content hash of the envelope at `seq`. */
  readonly hash: string;
}

export type HeadComparison = 'same' | 'ahead' | 'behind' | 'forked';

/**
 * How a state stands to a head seen earlier. `ahead` says only that the state is longer: that it
 * continues the same history is proved by appending to the known state, never by comparing seqs.
 */
export function compareHead(
  known: LogHead,
  state: Pick<MembershipState, 'seq' | 'headHash'>,
): HeadComparison {
  if (state.seq > known.seq) return 'ahead';
  if (state.seq < known.seq) return 'behind';
  return state.headHash === known.hash ? 'same' : 'forked';
}

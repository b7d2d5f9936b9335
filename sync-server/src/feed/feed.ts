import type { Commit } from '../store/store.ts';

/**
 * What was committed, in order. A consumer reads from its own cursor, so that nothing is missed
 * when it was away; `onCommit` only rings the bell.
 */
export interface Feed {
  /** Commits after `afterSeq`, by seq, at most `limit`. */
  read(afterSeq: number, limit: number): Commit[];
  /** Calls the listener after each commit that is on disk; returns the disposer. */
  onCommit(listener: (commit: Commit) => void): () => void;
  /** The seq a consumer has passed, 0 before its first. */
  cursor(consumer: string): number;
  /**
   * Persists that the consumer has passed `seq`. For `aggregation` the sessions that have these
   * documents open are told (`aggregated`): tier «в районе».
   */
  passed(consumer: string, seq: number): Promise<void>;
}

/** The consumer whose progress people are shown. */
export const aggregationConsumer = 'aggregation';

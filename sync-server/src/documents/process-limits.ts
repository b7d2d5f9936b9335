const mib = 1_024 * 1_024;

/** What one document process is held to. */
export interface ProcessLimits {
  /** Longest time one question may take, in milliseconds; then its process is ended. */
  readonly budgetMs: number;
  /** Twice this, at work, and a question's document keeps the process; the others move on. */
  readonly slowMs: number;
  /** A process that holds nothing is ended after this, in milliseconds. */
  readonly restAfterMs: number;
  /** Above this an empty process is ended at once: WebAssembly never gives memory back. */
  readonly residentLimitBytes: number;
  /** Above this a process is replaced between two questions, and its documents are read anew. */
  readonly crowdedBytes: number;
  /** No sooner than this after the last such replacement, in milliseconds. */
  readonly crowdedPauseMs: number;
  /** Above this a process is ended in the middle of its question. */
  readonly hardLimitBytes: number;
  /** JavaScript's own share of that, in MiB; the rest is Automerge's. */
  readonly heapMiB: number;
}

export const processLimits: ProcessLimits = {
  // A judgement of one batch takes milliseconds; beyond this the document is taken for poisoned.
  budgetMs: 2_000,
  // No honest question of a document within its size limit takes so long.
  slowMs: 150,
  // Documents that nobody has open are put away well before; starting takes a quarter of a second.
  restAfterMs: 5_000,
  // A process without documents holds some 130 MiB; the rest is left over from a busier hour.
  residentLimitBytes: 192 * mib,
  // Several hundred open documents; more is left over, or should have another process.
  crowdedBytes: 384 * mib,
  // Reading the documents anew costs a second, which nobody should notice.
  crowdedPauseMs: 60_000,
  // One question that needs as much again is no question of ours.
  hardLimitBytes: 768 * mib,
  heapMiB: 256,
};

/** What one thread went through after a mark. */
export interface ThreadTimes {
  /** Processor time of the longest task. */
  readonly longestMs: number;
  /** Processor time of all tasks. */
  readonly totalMs: number;
}

/** Recorded together they say which thread did what for how long. */
export const traceCategories = ['toplevel', 'blink.user_timing'];

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
}

/**
 * Tasks of the thread that set the mark, from a recording of the browser. Processor time and not
 * time of the clock: on a busy machine even an empty task takes long.
 */
export function threadTimesAfter(recording: Buffer, mark: string): ThreadTimes {
  const { traceEvents } = JSON.parse(recording.toString()) as {
    readonly traceEvents: readonly TraceEvent[];
  };
  const set = traceEvents.find(({ name }) => name === mark);
  if (!set) throw new Error(`the recording has no mark ${mark}`);
  const tasks = traceEvents.filter(
    ({ name, pid, tid, ts }) =>
      name.endsWith('RunTask') && pid === set.pid && tid === set.tid && ts >= set.ts,
  );
  // The two clocks are read apart; a task took no longer than either says.
  const times = tasks.map(({ dur = 0, tdur = dur }) => Math.min(dur, tdur) / 1000);
  return {
    longestMs: times.reduce((longest, ms) => Math.max(longest, ms), 0),
    totalMs: times.reduce((sum, ms) => sum + ms, 0),
  };
}

import type { Clock } from '../kernel/index.ts';

/** A clock that moves only when told; starts on 1 September 2026, 09:00 UTC. */
export interface FakeClock extends Clock {
  advance(ms: number): void;
  set(atMs: number): void;
}

export const schoolYearStartMs = Date.UTC(2026, 8, 1, 9);

export function fakeClock(startMs: number = schoolYearStartMs): FakeClock {
  let atMs = startMs;
  return {
    nowMs: () => atMs,
    advance: (ms) => {
      atMs += ms;
    },
    set: (next) => {
      atMs = next;
    },
  };
}

import { execFileSync } from 'node:child_process';
import type { RelayUnderTest } from '../load/relay-under-test.ts';

/** A computer that is simulated on this one. */
export interface Computer {
  readonly cores: number;
  readonly memoryMiB: number;
}

export const computers: readonly Computer[] = [
  { cores: 1, memoryMiB: 1_024 },
  { cores: 2, memoryMiB: 4_096 },
];

/**
 * Holds every thread of the relay to the first cores. Memory is not held back: it is measured, and
 * a relay that stays far below the computer's would run on it.
 */
export function confine(relay: RelayUnderTest, { cores }: Computer): void {
  const list = cores === 1 ? '0' : `0-${cores - 1}`;
  for (const id of relay.processIds()) {
    execFileSync('taskset', ['-a', '-p', '-c', list, String(id)], { stdio: 'ignore' });
  }
}

import type { RandomSource } from '@nastavnik/core/kernel';

const firstMs = 500;
/** A person who sees «no connection» end looks up within half a minute; jitter keeps a school apart. */
const longestMs = 15_000;

/**
 * How long to wait before attempt `attempt` (0 for the first repeat): doubles up to the longest, with
 * full jitter, so that a school's devices do not all come back in the same second.
 */
export function reconnectDelayMs(attempt: number, random: RandomSource): number {
  const ceilingMs = Math.min(longestMs, firstMs * 2 ** Math.min(attempt, 20));
  const [high = 0, low = 0] = random.bytes(2);
  return Math.round(ceilingMs * (0.1 + (0.9 * (high * 256 + low)) / 65_535));
}

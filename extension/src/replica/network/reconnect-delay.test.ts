import { seededRandom } from '@nastavnik/core/testing';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { reconnectDelayMs } from './reconnect-delay.ts';

const tries = 2_000;

it('[S8] devices that lose one relay together come back spread over the whole delay, never at once', () => {
  fc.assert(
    fc.property(fc.integer(), fc.nat({ max: 40 }), (seed, attempt) => {
      const random = seededRandom(seed);
      const longest = Math.min(15_000, 500 * 2 ** Math.min(attempt, 20));
      const delays = Array.from({ length: tries }, () => reconnectDelayMs(attempt, random));
      const tenths = Array.from({ length: 9 }, () => 0);
      for (const delay of delays) {
        expect(delay).toBeGreaterThanOrEqual(Math.floor(longest / 10));
        expect(delay).toBeLessThanOrEqual(longest);
        const tenth = Math.min(8, Math.floor((delay / longest - 0.1) * 10));
        tenths[Math.max(0, tenth)] = (tenths[Math.max(0, tenth)] ?? 0) + 1;
      }
      // Each ninth of the range has its share; ten deviations apart from it is no chance.
      const share = tries / tenths.length;
      for (const count of tenths) {
        expect(Math.abs(count - share)).toBeLessThan(10 * Math.sqrt(share));
      }
    }),
    { numRuns: 40 },
  );
});

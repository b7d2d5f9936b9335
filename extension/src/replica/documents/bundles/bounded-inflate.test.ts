import { deflateSync } from 'fflate';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundedInflate } from './bounded-inflate.ts';

const cap = 100_000;

describe('inflating on a device', () => {
  it('[A3] gives back what was deflated, and nothing that is cut, extended or changed into more', () => {
    const content = fc.uint8Array({ maxLength: 5_000 });
    fc.assert(
      fc.property(content, fc.nat(), (bytes, at) => {
        const deflated = deflateSync(bytes);
        expect(boundedInflate(deflated, cap)).toEqual(bytes);
        expect(isRefused(deflated.subarray(0, at % deflated.length))).toBe(true);
        expect(isRefused(Uint8Array.from([...deflated, 0]))).toBe(true);
        expect(bytes.length <= 1 || isRefused(deflated, bytes.length - 1)).toBe(true);
      }),
    );
  });

  it('[A3] stops a bomb soon after the bound', () => {
    const bomb = deflateSync(new Uint8Array(64 * 1_024 * 1_024));
    expect(bomb.length).toBeLessThan(100_000);
    expect(() => boundedInflate(bomb, cap)).toThrow('inflates to too much');
  });
});

function isRefused(deflated: Uint8Array, maxBytes = cap): boolean {
  try {
    boundedInflate(deflated, maxBytes);
    return false;
  } catch {
    return true;
  }
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseKept } from './choose-kept.ts';
import { copyNameAt, copyTime } from './copy-folder.ts';

const start = Date.UTC(2026, 8, 1);
const hourMs = 3_600_000;
const rotation = { hours: 24, days: 7, weeks: 4 };
const hourly = (count: number) =>
  Array.from({ length: count }, (_, hour) => ({
    name: copyNameAt(start + hour * hourMs),
    isWhole: true,
  }));

describe('rotation of copies', () => {
  it('[O1] keeps the newest of 24 hours, 7 days and 4 weeks', () => {
    const kept = [...chooseKept(hourly(24 * 60), rotation)].map((name) => copyTime(name) ?? 0);
    const last = start + (24 * 60 - 1) * hourMs;
    expect(kept.filter((atMs) => atMs > last - 24 * hourMs)).toHaveLength(24);
    expect(kept.length).toBeLessThanOrEqual(24 + 7 + 4);
    expect(Math.min(...kept)).toBeLessThan(last - 14 * 24 * hourMs);
  });

  it('[O1] always keeps the newest copy and the newest whole one, and forgets no whole one for a bad one', () => {
    const copies = fc.array(
      fc.record({ hour: fc.integer({ min: 0, max: 5_000 }), isWhole: fc.boolean() }),
      { minLength: 1, maxLength: 60 },
    );
    fc.assert(
      fc.property(copies, (made) => {
        const named = made.map(({ hour, isWhole }) => ({
          name: copyNameAt(start + hour * hourMs),
          isWhole,
        }));
        const newest = named.toSorted((a, b) => b.name.localeCompare(a.name));
        const kept = chooseKept(named, rotation);
        expect(kept).toContain(newest[0]?.name);
        const whole = newest.find(({ isWhole }) => isWhole);
        expect(whole === undefined || kept.has(whole.name)).toBe(true);
        const without = chooseKept(
          named.filter(({ isWhole }) => isWhole),
          rotation,
        );
        for (const name of without) expect(kept).toContain(name);
      }),
    );
  });
});

import { copyTime } from './copy-folder.ts';

/** How many copies stay: the newest of each of so many hours, days and weeks. */
export interface Rotation {
  readonly hours: number;
  readonly days: number;
  readonly weeks: number;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/**
 * Which copies a rotation keeps: of each of the last n hours, days and weeks that have any, the
 * newest one. The newest whole copy always stays, whatever the rotation.
 */
export function chooseKept(
  copies: readonly { readonly name: string; readonly isWhole: boolean }[],
  { hours, days, weeks }: Rotation,
): ReadonlySet<string> {
  const kept = new Set<string>();
  const newestFirst = copies
    .map((copy) => ({ ...copy, atMs: copyTime(copy.name) ?? 0 }))
    .toSorted((a, b) => b.atMs - a.atMs);
  const whole = newestFirst.filter(({ isWhole }) => isWhole);
  const [newest] = newestFirst;
  if (newest) kept.add(newest.name);
  if (whole[0]) kept.add(whole[0].name);
  for (const [slots, lengthMs] of [
    [hours, hourMs],
    [days, dayMs],
    [weeks, 7 * dayMs],
  ] as const) {
    const filled = new Set<number>();
    for (const { name, atMs } of whole) {
      const slot = Math.floor(atMs / lengthMs);
      if (filled.has(slot) || filled.size >= slots) continue;
      filled.add(slot);
      kept.add(name);
    }
  }
  return kept;
}

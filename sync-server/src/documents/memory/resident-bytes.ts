import { readFileSync } from 'node:fs';

const pageBytes = 4_096;

/**
 * What a process holds in memory now, as Linux tells it; undefined elsewhere, and for a process
 * that has ended. Asked from outside, so that a process too busy to answer is seen as well.
 */
export function residentBytesOf(pid: number | undefined): number | undefined {
  if (pid === undefined) return undefined;
  try {
    const pages = Number(readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ')[1]);
    return Number.isSafeInteger(pages) ? pages * pageBytes : undefined;
  } catch {
    return undefined;
  }
}

import { readFileSync } from 'node:fs';

const tickMs = 10;

/**
 * Processor time a process has used so far, in milliseconds, as Linux tells it; undefined elsewhere.
 * Where processors are short the clock says little about how hard a question is.
 */
export function processorMsOf(pid: number | undefined): number | undefined {
  if (pid === undefined) return undefined;
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // After the name in brackets, which may hold anything: the 12th and 13th of what follows.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const ticks = Number(fields[11]) + Number(fields[12]);
    return Number.isSafeInteger(ticks) ? ticks * tickMs : undefined;
  } catch {
    return undefined;
  }
}

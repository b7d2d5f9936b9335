import { readFileSync } from 'node:fs';

/** A relay in a process of its own, as the measures see it: stock and ours behind one face. */
export interface RelayUnderTest {
  readonly name: string;
  readonly url: string;
  readonly processIds: () => readonly number[];
  /** Ends the process at once, as a power cut does. */
  kill(): Promise<void>;
  /** Starts again on the same files; the address may differ. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** A figure of `smaps_rollup` in KiB; 0 for a process that is gone. */
function mapped(id: number): { readonly own: number; readonly shared: number } {
  try {
    const text = readFileSync(`/proc/${id}/smaps_rollup`, 'utf8');
    const kib = (name: string): number =>
      Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0);
    return {
      own: kib('Private_Clean') + kib('Private_Dirty'),
      shared: kib('Shared_Clean') + kib('Shared_Dirty'),
    };
  } catch {
    return { own: 0, shared: 0 };
  }
}

/**
 * Resident memory of all its processes together, MiB. Pages that they share, the code of Node
 * above all, are in memory once and counted once.
 */
export function residentMiB(relay: RelayUnderTest): number {
  const processes = relay.processIds().map(mapped);
  const own = processes.reduce((sum, each) => sum + each.own, 0);
  return (own + Math.max(0, ...processes.map(({ shared }) => shared))) / 1024;
}

const ticksPerSecond = 100;
/** Fields of `/proc/PID/stat` behind the name: user and system time, own and of ended children. */
const timeFields = [11, 12, 13, 14] as const;

/** Processor time of all its processes so far, in milliseconds. */
export function processorMs(relay: RelayUnderTest): number {
  let ticks = 0;
  for (const id of relay.processIds()) {
    try {
      const stat = readFileSync(`/proc/${id}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(') ') + 2).split(' ');
      for (const field of timeFields) ticks += Number(fields[field]);
    } catch {
      // A process that ended meanwhile is in its parent's account.
    }
  }
  return (ticks * 1000) / ticksPerSecond;
}

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

/** Resident memory of all its processes together, MiB; 0 for a process that is gone. */
export function residentMiB(relay: RelayUnderTest): number {
  let pages = 0;
  for (const id of relay.processIds()) {
    try {
      pages += Number(readFileSync(`/proc/${id}/statm`, 'utf8').split(' ')[1] ?? 0);
    } catch {
      // The process ended between the listing and the reading.
    }
  }
  return (pages * 4096) / (1024 * 1024);
}

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

type Collect = (options: { readonly type: 'major'; readonly flavor: 'last-resort' }) => void;

const isCollector = (found: unknown): found is Collect => typeof found === 'function';

/** So much more than after the last time is worth a pause of some tens of milliseconds. */
const worthwhileBytes = 16 * 1_024 * 1_024;

/**
 * Gives back what a rush has left: V8 keeps the room that it once needed for as long as nothing
 * needs it again. Returns what is to be called when things have become quiet.
 */
export function memoryGiver(): () => void {
  let rested = 0;
  return () => {
    if (process.memoryUsage().heapTotal < rested + worthwhileBytes) return;
    setFlagsFromString('--expose-gc');
    const collect: unknown = runInNewContext('gc');
    if (isCollector(collect)) collect({ type: 'major', flavor: 'last-resort' });
    rested = process.memoryUsage().heapTotal;
  };
}

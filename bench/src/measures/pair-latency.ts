import { holdsWithin } from '../load/holds-within.ts';
import { percentile } from '../load/percentile.ts';
import type { Line, StartPopulation } from '../load/population.ts';
import { processorMs } from '../load/relay-under-test.ts';

export interface PairLatency {
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Processor time of all processes of the relay for a thousand edits, their readers' included. */
  readonly processorMsPerThousand: number;
  /** Edits that had not reached a reader ten seconds after the last one was made. */
  readonly missing: number;
}

export interface TypingLoad {
  readonly pairs: number;
  readonly readers: number;
  readonly editsPerSecond: number;
  readonly seconds: number;
}

/** Types on all lines in turn at a steady rate, whether or not the relay keeps up. */
export async function typeSteadily(
  lines: readonly Line[],
  { editsPerSecond, seconds }: Pick<TypingLoad, 'editsPerSecond' | 'seconds'>,
): Promise<void> {
  const total = editsPerSecond * seconds;
  const began = performance.now();
  for (let edit = 0; edit < total; edit += 1) {
    const wait = began + (edit * 1000) / editsPerSecond - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    lines[edit % lines.length]?.edit();
  }
}

/** Edit to reader with all lines typing at a steady rate. */
export async function measurePairLatency(
  start: StartPopulation,
  load: TypingLoad,
): Promise<PairLatency> {
  const total = load.editsPerSecond * load.seconds;
  const population = await start(load.pairs);
  const lines: Line[] = [];
  for (const text of population.texts) {
    lines.push(await text.openLine(load.readers, Math.ceil(total / load.pairs)));
  }
  const before = processorMs(population.relay);
  await typeSteadily(lines, load);
  const isWhole = ({ samples, sent }: Line): boolean => samples.length >= sent * load.readers;
  await holdsWithin(() => lines.every(isWhole), 10_000);
  const spent = processorMs(population.relay) - before;
  const samples = lines.flatMap((line) => line.samples);
  await Promise.all(lines.map((line) => line.close()));
  await population.relay.stop();
  return {
    p50Ms: percentile(samples, 0.5),
    p99Ms: percentile(samples, 0.99),
    processorMsPerThousand: (spent * 1000) / total,
    missing: total * load.readers - samples.length,
  };
}

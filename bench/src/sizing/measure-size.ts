import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { holdsWithin } from '../load/holds-within.ts';
import { percentile } from '../load/percentile.ts';
import type { Line, Population } from '../load/population.ts';
import { processorMs, residentMiB } from '../load/relay-under-test.ts';
import { typeSteadily } from '../measures/pair-latency.ts';
import { startOurs } from '../relays/ours/start-ours.ts';
import { confine, type Computer } from './computer.ts';

export interface SizeLoad {
  readonly computer: Computer;
  readonly pairs: number;
  /** How many people type at the same time, each with a partner who looks on. */
  readonly people: readonly number[];
  /** Edits of one person in a second. */
  readonly rate: number;
  readonly seconds: number;
}

export interface SizeResult {
  readonly computer: Computer;
  readonly pairs: number;
  readonly people: number;
  readonly keptP50Ms: number;
  readonly keptP95Ms: number;
  readonly processorMsPerThousand: number;
  readonly residentMiB: number;
  readonly diskKibPerPair: number;
  readonly missing: number;
}

/** Changes that every pair has from before. */
const history = 20;
const visitors = 4;

function diskBytes(folder: string): number {
  return readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
}

async function fill({ texts }: Population): Promise<void> {
  const left = texts.values();
  await Promise.all(
    Array.from({ length: visitors }, async () => {
      for (const text of left) await text.visit(history);
    }),
  );
}

/** Pairs with a history on a computer of some size, and ever more people typing at once. */
export async function measureSize(load: SizeLoad): Promise<SizeResult[]> {
  const population = await startOurs(load.pairs);
  confine(population.relay, load.computer);
  await fill(population);
  const results: SizeResult[] = [];
  for (const people of load.people) results.push(await type(population, load, people));
  await population.relay.stop();
  return results;
}

async function type(
  { relay, texts, folder }: Population,
  { computer, pairs, rate, seconds }: SizeLoad,
  people: number,
): Promise<SizeResult> {
  const lines: Line[] = [];
  for (const text of texts.slice(0, people)) {
    lines.push(await text.openLine(1, Math.ceil(rate * seconds) + 1));
  }
  confine(relay, computer);
  const before = processorMs(relay);
  const editsPerSecond = rate * lines.length;
  await typeSteadily(lines, { editsPerSecond, seconds });
  await holdsWithin(() => lines.every(({ acknowledged, sent }) => acknowledged >= sent), 10_000);
  const spent = processorMs(relay) - before;
  const kept = lines.flatMap(({ keptMs }) => keptMs);
  const sent = lines.reduce((sum, line) => sum + line.sent, 0);
  const result = {
    computer,
    pairs,
    people,
    keptP50Ms: percentile(kept, 0.5),
    keptP95Ms: percentile(kept, 0.95),
    processorMsPerThousand: (spent * 1000) / sent,
    residentMiB: residentMiB(relay),
    diskKibPerPair: diskBytes(folder) / pairs / 1024,
    missing: sent - kept.length,
  };
  await Promise.all(lines.map((line) => line.close()));
  return result;
}

import { init } from '@automerge/automerge';
import { holdsWithin } from '../load/holds-within.ts';
import type { BenchPair, StartPopulation } from '../load/population.ts';
import { percentile } from '../load/percentile.ts';
import { typedLetters, typeLetter } from '../load/programme-text.ts';

export interface PairLatency {
  readonly editsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Edits that had not reached the partner ten seconds after the last one was made. */
  readonly missing: number;
}

interface Line {
  readonly samples: number[];
  edit(): void;
  close(): Promise<void>;
  readonly sent: () => number;
}

const settleMs = 10_000;

async function openLine(pair: BenchPair): Promise<Line> {
  const writer = await pair.writer();
  const start = pair.startWriting();
  const letters = typedLetters(start);
  writer.open(pair.documentId, start);
  const reader = await pair.reader();
  const open = reader.open(pair.documentId, init());
  // The first letter opens the line on both sides and is not counted.
  writer.change(pair.documentId, typeLetter);
  if (!(await holdsWithin(() => typedLetters(open.doc) > letters, settleMs))) {
    throw new Error('the first edit of a pair did not arrive');
  }
  const base = typedLetters(open.doc);
  const sentAt: number[] = [];
  const samples: number[] = [];
  open.onChange = () => {
    const arrived = typedLetters(open.doc) - base;
    const now = performance.now();
    for (let edit = samples.length; edit < arrived; edit += 1) {
      samples.push(now - (sentAt[edit] ?? now));
    }
  };
  return {
    samples,
    edit: () => {
      sentAt.push(performance.now());
      writer.change(pair.documentId, typeLetter);
    },
    sent: () => sentAt.length,
    close: async () => {
      await Promise.all([writer.close(), reader.close()]);
    },
  };
}

/** Edit to partner with all pairs typing at a steady rate, in milliseconds. */
export async function measurePairLatency(
  start: StartPopulation,
  options: { pairs: number; editsPerSecond: number; seconds: number },
): Promise<PairLatency> {
  const population = await start(options.pairs);
  const lines: Line[] = [];
  for (const pair of population.pairs) lines.push(await openLine(pair));
  const total = options.editsPerSecond * options.seconds;
  const began = performance.now();
  for (let edit = 0; edit < total; edit += 1) {
    const due = began + (edit * 1000) / options.editsPerSecond;
    const wait = due - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    lines[edit % lines.length]?.edit();
  }
  await holdsWithin(() => lines.every((line) => line.samples.length >= line.sent()), settleMs);
  const samples = lines.flatMap((line) => line.samples);
  await Promise.all(lines.map((line) => line.close()));
  await population.relay.stop();
  return {
    editsPerSecond: options.editsPerSecond,
    p50Ms: percentile(samples, 0.5),
    p99Ms: percentile(samples, 0.99),
    missing: total - samples.length,
  };
}

import { percentile } from '../load/percentile.ts';
import type { SharedText, StartPopulation } from '../load/population.ts';
import { residentMiB } from '../load/relay-under-test.ts';

export interface ComeAndGo {
  readonly documentsPerSecond: number;
  readonly residentMiB: number;
  /** Connecting, and having the whole of a document that the relay has only on disk. */
  readonly coldReadP50Ms: number;
  readonly coldReadP99Ms: number;
}

/** So many people are there at a time. */
const visitors = 4;

async function coldRead(text: SharedText, letters: number): Promise<number> {
  const began = performance.now();
  const found = await text.read(letters, 10_000);
  if (found < letters) throw new Error(`a document came with ${found} of ${letters} letters`);
  return performance.now() - began;
}

/** Many documents written by people who come and go; then the relay rests, and is asked for some. */
export async function measureComeAndGo(
  start: StartPopulation,
  load: { documents: number; changes: number; idleMs: number; reads: number },
): Promise<ComeAndGo> {
  const { relay, texts } = await start(load.documents);
  await texts[0]?.visit(load.changes);
  const left = texts.slice(1).values();
  const began = performance.now();
  await Promise.all(
    Array.from({ length: visitors }, async () => {
      for (const text of left) await text.visit(load.changes);
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  await new Promise((resolve) => setTimeout(resolve, load.idleMs));
  const resident = residentMiB(relay);
  await relay.restart();
  const step = Math.max(1, Math.floor(texts.length / load.reads));
  const reads: number[] = [];
  for (let place = 0; place < texts.length; place += step) {
    const text = texts[place];
    if (text) reads.push(await coldRead(text, load.changes));
  }
  await relay.stop();
  return {
    documentsPerSecond: (texts.length - 1) / seconds,
    residentMiB: resident,
    // The first one pays for the relay's own warming up and is no document's.
    coldReadP50Ms: percentile(reads.slice(1), 0.5),
    coldReadP99Ms: percentile(reads.slice(1), 0.99),
  };
}

import type { StartPopulation } from '../load/population.ts';

/**
 * Milliseconds until somebody who comes first after a start of the relay has the whole of a
 * document with a long history: reading it from disk, and handing it over.
 */
export async function measureLongDocument(
  start: StartPopulation,
  changes: number,
): Promise<number> {
  const { relay, texts } = await start(1);
  const [text] = texts;
  if (text === undefined) throw new Error('a population of one text has none');
  await text.visit(changes);
  // A relay that keeps things a while before it writes them is given that while.
  await new Promise((resolve) => setTimeout(resolve, 12_000));
  await relay.restart();
  const began = performance.now();
  const found = await text.read(changes, 60_000);
  const tookMs = performance.now() - began;
  await relay.stop();
  if (found < changes) throw new Error('the long document did not come within a minute');
  return tookMs;
}

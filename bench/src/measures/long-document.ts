import { init } from '@automerge/automerge';
import { holdsWithin } from '../load/holds-within.ts';
import type { StartPopulation } from '../load/population.ts';
import { typedLetters, typeLetter } from '../load/programme-text.ts';

/**
 * Milliseconds until somebody who comes first after a start of the relay has the whole of a
 * document with a long history: reading it from disk, and handing it over.
 */
export async function measureLongDocument(
  start: StartPopulation,
  changes: number,
): Promise<number> {
  const population = await start(1);
  const [pair] = population.pairs;
  if (pair === undefined) throw new Error('a population of one pair has none');
  const writer = await pair.writer();
  let confirmedAtMs = 0;
  writer.onHeads = (source) => {
    if (source === population.acknowledgement) confirmedAtMs = performance.now();
  };
  writer.open(pair.documentId, pair.startWriting());
  for (let change = 0; change < changes; change += 1) {
    writer.change(pair.documentId, typeLetter);
    // A turn of the event loop for each: nobody types two thousand letters in one.
    if (change % 20 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  const isQuiet = (): boolean => confirmedAtMs > 0 && performance.now() - confirmedAtMs > 1_500;
  await holdsWithin(isQuiet, 60_000);
  await writer.close();
  await population.relay.restart();
  const reader = await pair.reader();
  const began = performance.now();
  const open = reader.open(pair.documentId, init());
  if (!(await holdsWithin(() => typedLetters(open.doc) >= changes, 60_000))) {
    throw new Error('the long document did not come within a minute');
  }
  const tookMs = performance.now() - began;
  await reader.close();
  await population.relay.stop();
  return tookMs;
}

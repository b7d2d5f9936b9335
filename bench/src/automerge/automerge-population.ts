import type { Population, Returning } from '../load/population.ts';
import type { RelayUnderTest } from '../load/relay-under-test.ts';
import type { AutomergePair } from './automerge-pair.ts';
import { AutomergeText, upload } from './automerge-text.ts';
import { LetterCase } from './prepared-letters.ts';

/** Pairs over the sync protocol of Automerge as the measures want them. */
export function automergePopulation(
  relay: RelayUnderTest,
  folder: string,
  pairs: readonly AutomergePair[],
): Population {
  const letters = new LetterCase();
  const returnWith = async (count: number): Promise<Returning> => {
    const [first] = pairs;
    if (first === undefined) throw new Error('nobody has anything to bring');
    const prepared = pairs.map((pair) => letters.take(pair, count));
    const before = await first.writer();
    for (const [place, pair] of pairs.entries()) {
      await upload(before, pair, prepared[place]?.opening ?? []);
    }
    await before.close();
    const began = performance.now();
    const peer = await first.writer();
    await Promise.all(
      pairs.map((pair, place) => {
        const { opening = [], letters: more = [] } = prepared[place] ?? {};
        return upload(peer, pair, more, [opening.at(-1)?.hash ?? '']);
      }),
    );
    const tookMs = performance.now() - began;
    const { bytesUp } = peer;
    await peer.close();
    const floorBytes = prepared
      .flatMap((each) => each.letters)
      .reduce((sum, { bytes }) => sum + bytes.length, 0);
    return { tookMs, bytesUp, floorBytes };
  };
  return {
    relay,
    folder,
    texts: pairs.map((pair) => new AutomergeText(pair, letters)),
    returnWith,
  };
}

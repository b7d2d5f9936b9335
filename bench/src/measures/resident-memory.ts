import { getHeads } from '@automerge/automerge';
import { holdsWithin } from '../load/holds-within.ts';
import type { StartPopulation } from '../load/population.ts';
import { residentMiB } from '../load/relay-under-test.ts';
import { typeLetter } from '../load/programme-text.ts';

export interface ResidentMemory {
  readonly documents: number;
  readonly beforeMiB: number;
  readonly afterMiB: number;
  readonly documentsPerSecond: number;
}

/** Memory of a relay after many documents were written by people who came and went. */
export async function measureResidentMemory(
  start: StartPopulation,
  options: { documents: number; changes: number; idleMs: number },
): Promise<ResidentMemory> {
  const population = await start(options.documents);
  const beforeMiB = residentMiB(population.relay);
  const began = performance.now();
  for (const pair of population.pairs) {
    const peer = await pair.writer();
    let confirmed = false;
    const open = peer.open(pair.documentId, pair.startWriting());
    peer.onHeads = (source, _documentId, heads) => {
      if (source !== population.acknowledgement) return;
      confirmed ||= getHeads(open.doc).every((head) => heads.includes(head));
    };
    for (let change = 0; change < options.changes; change += 1) {
      peer.change(pair.documentId, typeLetter);
    }
    if (!(await holdsWithin(() => confirmed, 20_000))) {
      throw new Error('a document was not confirmed within twenty seconds');
    }
    await peer.close();
  }
  const seconds = (performance.now() - began) / 1000;
  await new Promise((resolve) => setTimeout(resolve, options.idleMs));
  const afterMiB = residentMiB(population.relay);
  await population.relay.stop();
  return {
    documents: options.documents,
    beforeMiB,
    afterMiB,
    documentsPerSecond: options.documents / seconds,
  };
}

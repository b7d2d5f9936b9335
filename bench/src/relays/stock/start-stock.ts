import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as A from '@automerge/automerge';
import { createDocumentId, systemRandom } from '@nastavnik/core/kernel';
import type { Population } from '../../load/population.ts';
import { startChildRelay } from '../../load/child-relay.ts';
import { automergePopulation } from '../../automerge/automerge-population.ts';
import { SyncPeer } from '../../automerge/sync-peer.ts';

/** automerge-repo's relay: whoever knows an id may read and write, so people need no set-up. */
export async function startStock(pairs: number): Promise<Population> {
  const folder = mkdtempSync(join(tmpdir(), 'stock-relay-'));
  const relay = await startChildRelay(
    'automerge-repo',
    new URL('./relay-process.ts', import.meta.url),
    [folder],
  );
  const start = A.from<Record<string, unknown>>({ goal: '' });
  return automergePopulation(
    relay,
    folder,
    Array.from({ length: pairs }, (_unused, index) => ({
      documentId: createDocumentId(systemRandom),
      author: 'anybody',
      acknowledgement: 'sync',
      writer: () => SyncPeer.connect(relay.url, `writer-${index}-${Math.random()}`),
      reader: () => SyncPeer.connect(relay.url, `reader-${index}-${Math.random()}`),
      startWriting: () => A.clone(start),
    })),
  );
}

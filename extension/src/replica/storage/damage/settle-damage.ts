import * as A from '@automerge/automerge/slim';
import type { DocumentKindName } from '@nastavnik/core/access';
import { createId, type DocumentId } from '@nastavnik/core/kernel';
import type { WaitingChange } from '../../replica.ts';
import { atomically } from '../atomically.ts';
import { storedChanges } from '../history/chunk-split.ts';
import type { RewriteSources } from '../history/rewrite.ts';
import { rangeOf } from '../idb-storage-adapter.ts';
import type { DraftRow } from '../person-database.ts';

/**
 * Closes the case of a damaged document whose gap has been filled as far as anybody can: own
 * changes that were in the damaged chunk and had not reached the relay, and those that stand on
 * them, leave the outbox for a draft that says so. True when there were any.
 */
export async function settleDamage(
  sources: RewriteSources,
  doc: A.Doc<unknown>,
  of: { readonly documentId: DocumentId; readonly kind?: DocumentKindName | undefined },
): Promise<boolean> {
  const { db } = sources;
  const range = rangeOf([of.documentId]);
  // Together: a change that another window is writing comes in one transaction with its row.
  const reading = db.transaction(['outbox', 'chunks'], 'readonly');
  const [waiting, chunks] = await Promise.all([
    reading.objectStore('outbox').getAll(range),
    reading.objectStore('chunks').getAll(range),
    reading.done,
  ]);
  const stored = chunks.flatMap(({ data }) => storedChanges(data) ?? []);
  const [whole] = A.applyChanges(A.clone(doc), [...stored]);
  const lost = waiting
    .filter(({ hash }) => !A.hasHeads(whole, [hash]))
    .toSorted((a, b) => a.atMs - b.atMs);
  const tx = db.transaction(['outbox', 'drafts', 'damaged'], 'readwrite', { durability: 'strict' });
  await atomically(tx, async (include) => {
    const damaged = tx.objectStore('damaged');
    const [keys, rows] = await Promise.all([damaged.getAllKeys(range), damaged.getAll(range)]);
    const mendedAtMs = sources.clock.nowMs();
    for (const [index, key] of keys.entries()) {
      const row = rows[index];
      if (row && row.mendedAtMs === undefined) include(damaged.put({ ...row, mendedAtMs }, key));
    }
    for (const { documentId, hash } of lost) {
      include(tx.objectStore('outbox').delete([documentId, hash]));
    }
    if (lost.length > 0) include(tx.objectStore('drafts').put(draftOf(sources, of, lost, stored)));
  });
  return lost.length > 0;
}

function draftOf(
  { random, clock }: RewriteSources,
  { documentId, kind }: { documentId: DocumentId; kind?: DocumentKindName | undefined },
  lost: readonly WaitingChange[],
  stored: readonly Uint8Array[],
): DraftRow {
  const hashes = new Set<string>(lost.map(({ hash }) => hash));
  const changes = stored.filter((bytes) => hashes.has(A.decodeChange(bytes).hash));
  return {
    draftId: createId(random),
    documentId,
    ...(kind && { kind }),
    labels: [...new Set(lost.map(({ label }) => label))],
    reason: { code: 'storage-damaged' },
    refusedAtMs: clock.nowMs(),
    texts: changes.map(typedIn).filter((text) => text !== ''),
    changes,
  };
}

/** What was typed in one change, as far as it stands in its operations. */
const typedIn = (change: Uint8Array): string =>
  A.decodeChange(change)
    .ops.map(({ value }) => (typeof value === 'string' ? value : ''))
    .join('');

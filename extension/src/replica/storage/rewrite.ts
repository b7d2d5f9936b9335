import {
  createId,
  type ChangeHash,
  type Clock,
  type DocumentId,
  type RandomSource,
  type Refusal,
} from '@nastavnik/core/kernel';
import type { DocumentKindName } from '@nastavnik/core/access';
import type { WaitingChange } from '../replica.ts';
import { isIntactChunk } from './chunk-integrity.ts';
import { splitHistory, type HistorySplit } from './history-split.ts';
import { rangeOf } from './idb-storage-adapter.ts';
import { incrementalKey, snapshotKey } from './journal.ts';
import type { ChunkRow, DraftRow, PersonDatabase, RefusedRow } from './person-database.ts';

export interface RewriteSources {
  readonly db: PersonDatabase;
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly nextOrder: () => number;
}

export interface NewRefusal {
  readonly hashes: readonly ChangeHash[];
  readonly reason: Refusal;
  readonly kind?: DocumentKindName;
}

/** What a rewrite did; `moved` 0 means that it only compacted. */
export interface Rewritten {
  readonly epoch: number;
  readonly moved: number;
  readonly heads: readonly ChangeHash[];
}

interface StoredHistory {
  readonly keys: readonly string[][];
  readonly chunks: readonly Uint8Array[];
  readonly refused: readonly RefusedRow[];
  readonly waiting: readonly WaitingChange[];
  readonly epoch: number;
}

const stores = ['chunks', 'outbox', 'drafts', 'refused', 'epochs'] as const;

const begin = (db: PersonDatabase) => db.transaction(stores, 'readwrite', { durability: 'strict' });
type RewriteTransaction = ReturnType<typeof begin>;

/**
 * Rewrites one document's chunks into a single snapshot, in one transaction: refused changes and
 * all that stands on them go to a draft, their hashes are remembered, and the epoch rises, so that
 * every context drops its copy. With nothing refused it only compacts.
 */
export async function rewriteHistory(
  sources: RewriteSources,
  documentId: DocumentId,
  refusal?: NewRefusal,
): Promise<Rewritten> {
  const tx = begin(sources.db);
  const stored = await readHistory(tx, documentId);
  const reason = refusal?.reason ?? stored.refused[0]?.reason ?? { code: 'not-allowed' };
  const hashes = new Set<string>([
    ...stored.refused.map((row) => row.hash),
    ...(refusal?.hashes ?? []),
  ]);
  const split = splitHistory(stored.chunks, hashes);
  const epoch = split.moved.length > 0 ? stored.epoch + 1 : stored.epoch;
  const gone = new Set([...(refusal?.hashes ?? []), ...split.moved.map((change) => change.hash)]);
  const requests: Promise<unknown>[] = [...gone].flatMap((hash) => [
    tx.objectStore('refused').put({ documentId, hash, reason }, [documentId, hash]),
    tx.objectStore('outbox').delete([documentId, hash]),
  ]);
  requests.push(...replaceChunks(tx, sources, documentId, { stored, split }));
  if (split.moved.length > 0) {
    const draft = draftOf(sources, documentId, { stored, split, reason, refusal });
    requests.push(tx.objectStore('epochs').put(epoch, documentId));
    requests.push(tx.objectStore('drafts').put(draft));
  }
  await Promise.all([...requests, tx.done]);
  return { epoch, moved: split.moved.length, heads: split.heads };
}

async function readHistory(tx: RewriteTransaction, documentId: DocumentId): Promise<StoredHistory> {
  const range = rangeOf([documentId]);
  const [keys, rows, refused, waiting, epoch] = await Promise.all([
    tx.objectStore('chunks').getAllKeys(range),
    tx.objectStore('chunks').getAll(range),
    tx.objectStore('refused').getAll(range),
    tx.objectStore('outbox').getAll(range),
    tx.objectStore('epochs').get(documentId),
  ]);
  const chunks = keys
    .map((key, index) => ({ key, row: rows[index] as ChunkRow }))
    .filter(({ key, row }) => key[1] !== 'sync-state' && isIntactChunk(key, row.data))
    .toSorted(
      (a, b) =>
        Number(b.key[1] === 'snapshot') - Number(a.key[1] === 'snapshot') ||
        a.row.order - b.row.order,
    )
    .map(({ row }) => row.data);
  return { keys, chunks, refused, waiting, epoch: epoch ?? 0 };
}

function replaceChunks(
  tx: RewriteTransaction,
  sources: RewriteSources,
  documentId: DocumentId,
  { stored, split }: { stored: StoredHistory; split: HistorySplit },
): Promise<unknown>[] {
  const chunks = tx.objectStore('chunks');
  const put = (data: Uint8Array, key: string[]): Promise<unknown> =>
    chunks.put({ data, order: sources.nextOrder() }, key);
  return [
    ...stored.keys.map((key) => chunks.delete(key)),
    ...(split.snapshot ? [put(split.snapshot, snapshotKey(documentId, split.heads))] : []),
    ...split.queued.map((data) => put(data, incrementalKey(documentId, data))),
  ];
}

function draftOf(
  sources: RewriteSources,
  documentId: DocumentId,
  found: {
    stored: StoredHistory;
    split: HistorySplit;
    reason: Refusal;
    refusal: NewRefusal | undefined;
  },
): DraftRow {
  const labels = found.split.moved.flatMap(({ hash }) =>
    found.stored.waiting.filter((row) => row.hash === hash).map((row) => row.label),
  );
  return {
    draftId: createId(sources.random),
    documentId,
    ...(found.refusal?.kind && { kind: found.refusal.kind }),
    labels: [...new Set(labels)],
    reason: found.reason,
    refusedAtMs: sources.clock.nowMs(),
    texts: found.split.texts,
    changes: found.split.moved.map((change) => change.bytes),
  };
}

/**
 * Before a document is read: if a window that had not heard of a refusal wrote on top of refused
 * changes, that work goes to a draft too, and never into the document.
 */
export async function siftHistory(
  sources: RewriteSources,
  documentId: DocumentId,
): Promise<Rewritten | undefined> {
  const refused = await sources.db.getAllKeys('refused', rangeOf([documentId]));
  if (refused.length === 0) return undefined;
  const incremental = await sources.db.count('chunks', rangeOf([documentId, 'incremental']));
  return incremental === 0 ? undefined : rewriteHistory(sources, documentId);
}

import * as A from '@automerge/automerge/slim';
import {
  AppError,
  createId,
  type ChangeHash,
  type Clock,
  type DocumentId,
  type RandomSource,
  type Refusal,
} from '@nastavnik/core/kernel';
import type { DocumentKindName } from '@nastavnik/core/access';
import type { WaitingChange } from '../../replica.ts';
import { atomically, type Include } from '../atomically.ts';
import { isIntactChunk } from '../damage/chunk-integrity.ts';
import { splitHistory, type HistorySplit } from './history-split.ts';
import { rangeOf } from '../idb-storage-adapter.ts';
import { incrementalKey, snapshotKey } from '../journal.ts';
import type { ChunkRow, DraftRow, PersonDatabase, RefusedRow } from '../person-database.ts';

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
  /** Nobody has judged the changes themselves: should the relay have them, they may come back. */
  readonly mayReturn?: boolean;
}

/** What a rewrite did; `moved` 0 means that it only compacted. */
export interface Rewritten {
  readonly epoch: number;
  readonly moved: number;
  readonly heads: readonly ChangeHash[];
}

interface StoredHistory {
  /** Intact chunks, snapshots first. A damaged one stays where it is until it is next read. */
  readonly chunks: readonly { readonly key: string[]; readonly data: Uint8Array }[];
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
  return atomically(tx, (include) => rewriteIn(tx, include, sources, { documentId, refusal }));
}

async function rewriteIn(
  tx: RewriteTransaction,
  include: Include,
  sources: RewriteSources,
  { documentId, refusal }: { documentId: DocumentId; refusal: NewRefusal | undefined },
): Promise<Rewritten> {
  const stored = await readHistory(tx, documentId);
  const reason = refusal?.reason ?? stored.refused[0]?.reason ?? { code: 'not-allowed' };
  const hashes = new Set<string>([
    ...stored.refused.map((row) => row.hash),
    ...(refusal?.hashes ?? []),
  ]);
  const split = splitHistory(
    stored.chunks.map(({ data }) => data),
    hashes,
  );
  const epoch = split.moved.length > 0 ? stored.epoch + 1 : stored.epoch;
  const gone = new Set([...(refusal?.hashes ?? []), ...split.moved.map((change) => change.hash)]);
  for (const hash of gone) {
    include(tx.objectStore('outbox').delete([documentId, hash]));
    if (refusal?.mayReturn === true) continue;
    include(tx.objectStore('refused').put({ documentId, hash, reason }, [documentId, hash]));
  }
  replaceChunks(tx, include, sources, { documentId, stored, split });
  if (split.moved.length > 0) {
    const draft = draftOf(sources, documentId, { stored, split, reason, refusal });
    include(tx.objectStore('epochs').put(epoch, documentId), tx.objectStore('drafts').put(draft));
  }
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
    .map(({ key, row }) => ({ key, data: row.data }));
  return { chunks, refused, waiting, epoch: epoch ?? 0 };
}

/** Deletes only what the new snapshot and the changes kept beside it stand for. */
function replaceChunks(
  tx: RewriteTransaction,
  include: Include,
  sources: RewriteSources,
  of: {
    readonly documentId: DocumentId;
    readonly stored: StoredHistory;
    readonly split: HistorySplit;
  },
): void {
  const { documentId, stored, split } = of;
  const chunks = tx.objectStore('chunks');
  const put = (data: Uint8Array, key: string[]): void =>
    include(chunks.put({ data, order: sources.nextOrder() }, key));
  for (const { key, data } of stored.chunks) {
    if (!split.unread.includes(data)) include(chunks.delete(key));
  }
  if (split.snapshot) {
    verify(split.snapshot, split.heads);
    put(split.snapshot, snapshotKey(documentId, split.heads));
  }
  for (const data of split.queued) put(data, incrementalKey(documentId, data));
}

/** What replaces its sources must first be shown to hold them. */
function verify(snapshot: Uint8Array, heads: readonly ChangeHash[]): void {
  const read = A.getHeads(A.load(snapshot));
  if (read.toSorted().join() !== [...heads].toSorted().join()) throw new AppError('internal');
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

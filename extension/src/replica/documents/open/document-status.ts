import type { DocumentId, Refusal } from '@nastavnik/core/kernel';
import type { DocumentStatus } from '../../replica.ts';
import type { OutboxView } from '../lists/outbox.ts';

/** What is being written to this device right now. */
export interface WriteState {
  readonly pending: number;
  readonly failure?: Refusal;
}

/** How safe a document is. Nothing is said to be on the relay that the relay did not confirm. */
export function documentStatus(
  outbox: OutboxView,
  documentId: DocumentId,
  writing: WriteState,
): DocumentStatus {
  const waiting = outbox.waiting.filter((row) => row.documentId === documentId);
  const progress = outbox.progress.get(documentId);
  const count = waiting.length;
  const lastAtMs = waiting.at(-1)?.atMs ?? 0;
  if (writing.failure) {
    return { tier: 'unsaved', atMs: lastAtMs, waiting: count, failure: writing.failure };
  }
  if (writing.pending > 0) return { tier: 'saving', atMs: lastAtMs, waiting: count };
  if (count > 0) return { tier: 'device', atMs: lastAtMs, waiting: count };
  if (progress === undefined) return { tier: 'relay', atMs: 0, waiting: 0 };
  const isCounted = progress.aggregatedSeq >= progress.durableSeq;
  return isCounted
    ? { tier: 'district', atMs: progress.aggregatedAtMs, waiting: 0 }
    : { tier: 'relay', atMs: progress.durableAtMs, waiting: 0 };
}

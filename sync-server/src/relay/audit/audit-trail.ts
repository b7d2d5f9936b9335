import type { Store } from '../../store/store.ts';
import { verifyChain, type AuditHead, type AuditVerdict } from './audit-chain.ts';
import type { AuditEvent, AuditRecord } from './audit-event.ts';

const pageSize = 1_000;

/**
 * What happened at this relay, each record bound to the one before it. What changes the store is
 * recorded by the store in the same transaction; this adds the rest and reads it all.
 */
export interface AuditTrail {
  /** Resolves when the records are on disk. */
  append(...events: readonly AuditEvent[]): Promise<void>;
  /** Records from `fromSeq` (1 is the first) on, at most `limit`. */
  read(fromSeq: number, limit: number): readonly AuditRecord[];
  /** The last record's place, to be kept elsewhere and handed to `verify` later. */
  head(): AuditHead;
  /** Follows the whole chain; `known` is a head noted earlier. */
  verify(known?: AuditHead): AuditVerdict;
}

/** Page by page, so that years of records need no more memory than a thousand. */
function* allRecords(store: Pick<Store, 'audit'>): Generator<AuditRecord> {
  for (let from = 1; ;) {
    const page = store.audit(from, pageSize);
    yield* page;
    if (page.length < pageSize) return;
    from = (page.at(-1)?.seq ?? from) + 1;
  }
}

export function createAuditTrail(
  store: Pick<Store, 'appendAudit' | 'audit' | 'auditHead'>,
): AuditTrail {
  return {
    append: (...events) => store.appendAudit(events),
    read: (fromSeq, limit) => store.audit(fromSeq, limit),
    head: () => store.auditHead(),
    verify: (known) => verifyChain(allRecords(store), known),
  };
}

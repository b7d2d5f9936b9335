import { contentHash } from '@nastavnik/core/kernel';
import type { AuditEvent, AuditRecord } from './audit-event.ts';

/** The last place of a trail: kept elsewhere, it proves later that nothing before it changed. */
export interface AuditHead {
  /** 0 for an empty trail. */
  readonly seq: number;
  readonly hash: string;
}

export const auditStart: AuditHead = { seq: 0, hash: '0'.repeat(64) };

/** The record that stands after `head`. */
export function chainEvent(head: AuditHead, event: AuditEvent): AuditRecord {
  const record = { ...event, seq: head.seq + 1, prevHash: head.hash };
  return { ...record, hash: contentHash(record) };
}

export type AuditVerdict =
  | { readonly ok: true; readonly head: AuditHead }
  /** The first record that is not what was written, or the end where one is missing. */
  | { readonly ok: false; readonly seq: number };

/**
 * Follows the chain record by record. With `known` the trail must also pass through that head: so a
 * trail that was cut short or written anew from some record on is noticed too.
 */
export function verifyChain(records: Iterable<AuditRecord>, known?: AuditHead): AuditVerdict {
  let head = auditStart;
  for (const record of records) {
    const { hash, ...rest } = record;
    const isNext = record.seq === head.seq + 1 && record.prevHash === head.hash;
    if (!isNext || contentHash(rest) !== hash) return { ok: false, seq: head.seq + 1 };
    head = { seq: record.seq, hash };
    if (known?.seq === head.seq && known.hash !== head.hash) return { ok: false, seq: head.seq };
  }
  if (known !== undefined && known.seq > head.seq) return { ok: false, seq: head.seq + 1 };
  return { ok: true, head };
}

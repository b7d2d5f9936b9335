import {
  approvalSchema,
  signingKeysOf,
  verifyApproval,
  type Approval,
} from '@nastavnik/core/access';
import type { Approvals } from '@nastavnik/core/documents';
import { effect } from '@preact/signals';
import type { Summaries } from '../documents/lists/summaries.ts';
import type { MembershipBook } from './membership-book.ts';

export interface WitnessSources {
  readonly book: MembershipBook;
  readonly summaries: Summaries;
  /** A colleague has signed another history of a log than this device was shown. */
  readonly onEquivocated: () => void;
}

const keyOf = ({ signer, membershipSeq, membershipHash }: Approval): string =>
  `${signer.kid}:${membershipSeq}:${membershipHash}`;

/**
 * Every signed record names where its signer's membership log stood. A relay cannot change that
 * without breaking the signature, so what colleagues sign bears witness to the history they were
 * shown: one that differs from ours at the same place is an equivocation. Returns the disposer.
 */
export function followWitnesses({ book, summaries, onEquivocated }: WitnessSources): () => void {
  const heard = new Set<string>();
  let work: Promise<void> = summaries.ensure('approvals');
  const check = async (logId: Parameters<MembershipBook['differs']>[0], record: Approval) => {
    const state = book.states.peek().get(logId);
    if (state === undefined || record.membershipSeq > state.seq || heard.has(keyOf(record))) return;
    if ((await verifyApproval(record, { publicKeyOf: signingKeysOf(state) })) === 'invalid') return;
    heard.add(keyOf(record));
    const { membershipSeq: seq, membershipHash: hash } = record;
    if (!(await book.differs(logId, { seq, hash }))) return;
    await book.stop(logId, { code: 'log-equivocated' });
    onEquivocated();
  };
  return effect(() => {
    void book.states.value;
    for (const { documentId, kind, value } of summaries.rows.value.values()) {
      const logId = book.records.peek().get(documentId)?.logId;
      if (kind !== 'approvals' || logId === undefined) continue;
      for (const { record } of (value as Approvals | undefined)?.records ?? []) {
        const parsed = approvalSchema.safeParse(record);
        // Without the database nothing can be compared; the next change looks again.
        if (parsed.success)
          work = work.then(() => check(logId, parsed.data)).catch(() => undefined);
      }
    }
  });
}

import { approvalSchema } from '../../../access/approvals/approval.ts';
import { countersignatureSchema } from '../../../access/approvals/countersignature.ts';
import { json, mapOf, record } from '../../fields/build.ts';
import { itemKey } from '../../fields/keys.ts';

/**
 * Signatures over other documents' heads, one whole record per key, insert only. Who signed is
 * proved by the record itself, so a record stays verifiable outside the document.
 */
export const approvalsSchema = record({
  records: mapOf(itemKey, json(approvalSchema, 20_000)),
  /** What the relay signed over a record, by the record's key. */
  countersignatures: mapOf(itemKey, json(countersignatureSchema)),
});

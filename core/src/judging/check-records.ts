import {
  approvalSchema,
  verifyApproval,
  type DocumentKindName,
  type ResolvedOperation,
} from '../access/index.ts';
import type { Refusal } from '../kernel/index.ts';
import type { AuthorStanding } from './author-standing.ts';

/** A signature over another document may be put only by the device that made it. */
export async function checkRecords(
  kind: DocumentKindName,
  operations: readonly ResolvedOperation[],
  { kid, publicKey, principal }: AuthorStanding,
  isReceipted: boolean,
): Promise<Refusal | undefined> {
  if (kind !== 'approvals') return undefined;
  for (const { path, value } of operations) {
    if (path[0] !== 'records' || path.length !== 2) continue;
    const record = approvalSchema.safeParse(parseJson(value));
    if (!record.success) return { code: 'value-invalid' };
    if (record.data.signer.kid !== kid) return { code: 'author-forged' };
    // Taken once already: who signed was asked then, and may have been revoked since.
    const taken = isReceipted ? record.data.signer.memberId : undefined;
    const personId = principal?.personId ?? taken;
    const key = publicKey && personId && { key: publicKey, personId };
    const publicKeyOf = () => (key ? { ...key, addedAtSeq: 0 } : undefined);
    const state = await verifyApproval(record.data, { publicKeyOf });
    if (state !== 'valid') return { code: 'signature-invalid' };
  }
  return undefined;
}

function parseJson(value: unknown): unknown {
  try {
    return typeof value === 'string' ? JSON.parse(value) : undefined;
  } catch {
    return undefined;
  }
}

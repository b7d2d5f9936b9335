import { contentHash, type KeyId, type PersonId } from '../../kernel/index.ts';
import type { PublicKeyRecord } from '../keys/public-key.ts';
import { signingBytes } from '../keys/signing-bytes.ts';
import { verifySignatureText } from '../keys/verify-signature.ts';
import type { MembershipState } from '../membership/membership-state.ts';
import { approvalSchema, payloadOf } from './approval.ts';

/** A signing key with the span of the membership log in which it counted. */
export interface SigningKey {
  readonly key: PublicKeyRecord;
  readonly personId: PersonId;
  readonly addedAtSeq: number;
  readonly revokedAtSeq?: number;
}

export interface VerificationContext {
  readonly publicKeyOf: (kid: KeyId) => SigningKey | undefined;
  /** What the document shows now; without it only the signature itself is judged. */
  readonly projection?: unknown;
}

/**
 * `valid`; `changed-since`: good, but the document has moved on; `signer-revoked`: good, but the
 * device was revoked later; `invalid`: not that person's signature over that record.
 */
export type ApprovalState = 'valid' | 'changed-since' | 'signer-revoked' | 'invalid';

/** The key look-up of a membership state. */
export function signingKeysOf(state: MembershipState): VerificationContext['publicKeyOf'] {
  return (kid) => {
    const device = state.devices.get(kid);
    if (device === undefined) return undefined;
    const { alg, publicKey, personId, addedAtSeq, revokedAtSeq } = device;
    const span = revokedAtSeq === undefined ? { addedAtSeq } : { addedAtSeq, revokedAtSeq };
    return { key: { kid, alg, publicKey }, personId, ...span };
  };
}

/** Verifies one record offline. Total: anything that is not a record is `invalid`. */
export async function verifyApproval(
  record: unknown,
  { publicKeyOf, projection }: VerificationContext,
): Promise<ApprovalState> {
  const parsed = approvalSchema.safeParse(record);
  if (!parsed.success) return 'invalid';
  const approval = parsed.data;
  const { signer, membershipSeq, contentDigest, sig } = approval;
  const known = publicKeyOf(signer.kid);
  if (known === undefined || known.personId !== signer.memberId) return 'invalid';
  const { key, addedAtSeq, revokedAtSeq } = known;
  if (key.alg !== signer.alg || membershipSeq < addedAtSeq) return 'invalid';
  if (revokedAtSeq !== undefined && membershipSeq >= revokedAtSeq) return 'invalid';
  const bytes = signingBytes('nastavnik/approval/1', payloadOf(approval));
  if (!(await verifySignatureText(key, bytes, sig))) return 'invalid';
  if (projection !== undefined && contentHash(projection) !== contentDigest) return 'changed-since';
  return revokedAtSeq === undefined ? 'valid' : 'signer-revoked';
}

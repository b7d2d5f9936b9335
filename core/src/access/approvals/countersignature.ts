import { z } from 'zod';
import {
  base64url,
  bytesTextSchema,
  hashTextSchema,
  instantMsSchema,
  keyIdSchema,
  type Clock,
} from '../../kernel/index.ts';
import type { PublicKeyRecord } from '../keys/public-key.ts';
import type { Signer } from '../keys/signer.ts';
import { signingBytes } from '../keys/signing-bytes.ts';
import { verifySignatureText } from '../keys/verify-signature.ts';
import { approvalHash, type Approval } from './approval.ts';

/** A relay's word that it saw a record at its own time: nobody signs into the past after that. */
export const countersignatureSchema = z.strictObject({
  v: z.literal(1),
  approvalHash: hashTextSchema,
  /** The relay's time. */
  atMs: instantMsSchema,
  kid: keyIdSchema,
  sig: bytesTextSchema,
});
export type Countersignature = z.infer<typeof countersignatureSchema>;

export async function countersign(
  relay: Signer,
  record: Approval,
  clock: Clock,
): Promise<Countersignature> {
  const payload = {
    v: 1 as const,
    approvalHash: approvalHash(record),
    atMs: clock.nowMs(),
    kid: relay.kid,
  };
  const sig = await relay.sign(signingBytes('nastavnik/countersignature/1', payload));
  return { ...payload, sig: base64url.encode(sig) };
}

/** True when this relay's key countersigned exactly this record. */
export async function verifyCountersignature(
  relay: PublicKeyRecord,
  record: Approval,
  countersignature: unknown,
): Promise<boolean> {
  const parsed = countersignatureSchema.safeParse(countersignature);
  if (!parsed.success) return false;
  const { sig, ...payload } = parsed.data;
  if (payload.kid !== relay.kid || payload.approvalHash !== approvalHash(record)) return false;
  return verifySignatureText(relay, signingBytes('nastavnik/countersignature/1', payload), sig);
}

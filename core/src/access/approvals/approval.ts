import { z } from 'zod';
import { roles } from '../../domain/person/role.ts';
import {
  bytesTextSchema,
  bytesToHex,
  changeHashSchema,
  contentHash,
  documentIdSchema,
  hashTextSchema,
  instantMsSchema,
  keyIdSchema,
  personIdSchema,
  sha256,
  utf8ToBytes,
} from '../../kernel/index.ts';
import { algorithmSchema } from '../keys/public-key.ts';

/**
 * A signature over what a person saw: the heads of a document, the digest of the projection shown
 * and the exact words agreed to. Any later edit leaves it standing over the earlier content.
 *
 * @clause INV-20
 */
const approvalPayloadSchema = z.strictObject({
  v: z.literal(1),
  /** What the signature is for, such as `agreeProgramme`; an id, never a sentence. */
  purpose: z.string().regex(/^[a-z][A-Za-z]{0,39}$/),
  docId: documentIdSchema,
  heads: z.array(changeHashSchema).min(1).max(64),
  /** SHA-256 hex of the canonical JSON of the projection shown to the signer. */
  contentDigest: hashTextSchema,
  statementId: z.string().min(1).max(60),
  /** SHA-256 hex of the exact text shown, UTF-8. */
  statementHash: hashTextSchema,
  signer: z.strictObject({
    memberId: personIdSchema,
    role: z.enum(roles),
    kid: keyIdSchema,
    alg: algorithmSchema,
  }),
  /** Where the signer's membership log stood: the key and role are judged as of there. */
  membershipSeq: z.number().int().nonnegative(),
  membershipHash: hashTextSchema,
  signedAtMs: instantMsSchema,
  /** `approvalHash` of the record before it that the signer knew of, or null. */
  prev: hashTextSchema.nullable(),
});
export type ApprovalPayload = z.infer<typeof approvalPayloadSchema>;

/** A record of an `approvals` document: the payload and its signature. */
export const approvalSchema = z.strictObject({
  ...approvalPayloadSchema.shape,
  sig: bytesTextSchema,
});
export type Approval = z.infer<typeof approvalSchema>;

/** The name of a whole record: what `prev` and a countersignature point at. */
export const approvalHash = (record: Approval): string => contentHash(record);

export const statementHash = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)));

/** The payload of a record, as it was signed. */
export function payloadOf({ sig: _sig, ...payload }: Approval): ApprovalPayload {
  return payload;
}

import { z } from 'zod';
import {
  base64url,
  bytesTextSchema,
  hashTextSchema,
  keyIdSchema,
  logIdSchema,
  type InvitationId,
  type KeyId,
  type PersonId,
} from '../../kernel/index.ts';
import { signingBytes } from '../keys/signing-bytes.ts';
import { verifySignatureText } from '../keys/verify-signature.ts';
import type { InvitationKey } from './invitation-key.ts';

/**
 * Which organisation and which relay an invitation is for. The inviter signs it with the key the
 * code stands for, which the relay does not have: so a code alone, typed by hand, is enough to tell
 * the organisation's log from any other. `foundHash` is the content hash of the log's first
 * envelope, and with it the operator's, the sequencer's and the recovery key.
 */
export const invitationPinSchema = z.strictObject({
  logId: logIdSchema,
  foundHash: hashTextSchema,
  /** Who places entries now: the relay, or a named device where there is none. */
  sequencerKid: keyIdSchema,
  sig: bytesTextSchema,
});

export type InvitationPin = z.infer<typeof invitationPinSchema>;
export type Pinned = Omit<InvitationPin, 'sig'>;

/** `personId` too: a pin of one invitation is worth nothing in another. */
const pinBytes = (pinned: Pinned, personId: PersonId): Uint8Array =>
  signingBytes('nastavnik/invitation-pin/1', { ...pinned, personId });

/** The `pin` of an `invite` entry. */
export async function pinInvitation(
  key: Pick<InvitationKey, 'sign'>,
  pinned: Pinned,
  personId: PersonId,
): Promise<InvitationPin> {
  return { ...pinned, sig: base64url.encode(await key.sign(pinBytes(pinned, personId))) };
}

/** True when who holds the code made this pin for this person. */
export function verifyInvitationPin(
  key: Pick<InvitationKey, 'invitationId' | 'publicKey'>,
  { sig, ...pinned }: InvitationPin,
  personId: PersonId,
): Promise<boolean> {
  const { invitationId, publicKey } = key;
  const kid = invitationIdToKid(invitationId);
  const record = { kid, alg: 'Ed25519' as const, publicKey };
  return verifySignatureText(record, pinBytes(pinned, personId), sig);
}

/** An invitation is named by the id of its key. */
const invitationIdToKid = (id: InvitationId): KeyId => id as string as KeyId;

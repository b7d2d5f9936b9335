import {
  base64url,
  type KeyId,
  type LogId,
  type PersonId,
  type Refusal,
} from '../../kernel/index.ts';
import type { DeviceRecord } from '../keys/public-key.ts';
import type { Signer } from '../keys/signer.ts';
import { signingBytes } from '../keys/signing-bytes.ts';
import { verifySignatureText } from '../keys/verify-signature.ts';
import type { InnerEntry, TypedBody } from '../membership/entry.ts';
import { isInvitationGood } from '../membership/authority/may-author.ts';
import type { MembershipState } from '../membership/membership-state.ts';

/** What lets a new device in: this key, for this person, in this log, and nothing else. */
export interface DeviceClaim {
  readonly logId: LogId;
  readonly personId: PersonId;
  readonly device: DeviceRecord;
}

/** Bytes that the invitation's key signs: the `proof` of an `add-device` entry. */
export const invitationProofBytes = (claim: DeviceClaim): Uint8Array =>
  signingBytes('nastavnik/invitation-proof/1', claim);

/** Bytes that a new device signs when another device of the person brings it in. */
const possessionBytes = (claim: DeviceClaim): Uint8Array =>
  signingBytes('nastavnik/device-possession/1', claim);

/** The `possession` text of an `add-device` entry, made on the new device. */
export async function signPossession(signer: Signer, claim: DeviceClaim): Promise<string> {
  return base64url.encode(await signer.sign(possessionBytes(claim)));
}

/** Signs over one relay's nonce that both the code and the device are here now. */
export interface AcceptancePayload {
  readonly protocol: 1;
  readonly relayId: KeyId;
  readonly nonce: string;
  readonly origin: string;
  readonly invitationId: string;
  readonly kid: KeyId;
}

/** Bytes of `accept-invitation`: signed by the invitation's key and by the device's. */
export const acceptanceBytes = (payload: AcceptancePayload): Uint8Array =>
  signingBytes('nastavnik/accept-invitation/1', payload);

/**
 * Checks that an `add-device` entry is backed by an open invitation or by the new device's own
 * signature. Nothing to check in entries of other types.
 */
export async function verifyDeviceProof(
  state: MembershipState,
  inner: InnerEntry,
  { type, body }: TypedBody,
  nowMs?: number,
): Promise<Refusal | undefined> {
  if (type !== 'add-device') return undefined;
  const { personId, device, invitation, possession } = body;
  const claim: DeviceClaim = { logId: state.logId, personId, device };
  if (invitation === undefined) {
    const isHeld =
      possession !== undefined &&
      (await verifySignatureText(device, possessionBytes(claim), possession));
    return isHeld ? undefined : { code: 'signature-invalid' };
  }
  const issued = state.invitations.get(invitation.invitationId);
  if (issued === undefined || issued.personId !== personId) return { code: 'invitation-unknown' };
  if (issued.usedAtSeq !== undefined) return { code: 'invitation-used' };
  if (!isInvitationGood(state, issued)) return { code: 'invitation-unknown' };
  if (Math.max(inner.atMs, nowMs ?? 0) > issued.expiresAtMs) return { code: 'invitation-expired' };
  if (inner.kid !== device.kid) return { code: 'entry-invalid' };
  const key = {
    kid: issued.invitationId as string as KeyId,
    alg: 'Ed25519' as const,
    publicKey: issued.publicKey,
  };
  const isProved = await verifySignatureText(key, invitationProofBytes(claim), invitation.proof);
  return isProved ? undefined : { code: 'signature-invalid' };
}

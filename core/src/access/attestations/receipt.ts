import { base64url, type KeyId } from '../../kernel/index.ts';
import type { PublicKeyRecord } from '../keys/public-key.ts';
import type { Signer } from '../keys/signer.ts';
import { signingBytes } from '../keys/signing-bytes.ts';
import { verifySignatureText } from '../keys/verify-signature.ts';
import type { Attestation } from './attestation.ts';

/**
 * A relay's word that it took an attestation when the device still had the right. Kept beside the
 * changes, it lets a relay restored from a copy, or a colleague's device, forward them honestly.
 */
export interface Receipt extends Attestation {
  /** The device whose attestation was taken. */
  readonly kid: KeyId;
  /** The relay's time. */
  readonly atMs: number;
}

/** What the relay signs; it names the relay too, so that another's receipt is not its own. */
export function receiptPayload({ documentId, hashes, kid, atMs }: Receipt, relayId: KeyId): object {
  return { v: 1, documentId, hashes: hashes.toSorted(), kid, atMs, relayId };
}

/** The `sig` of a `receipt` frame. */
export async function signReceipt(relay: Signer, receipt: Receipt): Promise<string> {
  const payload = receiptPayload(receipt, relay.kid);
  return base64url.encode(await relay.sign(signingBytes('nastavnik/receipt/1', payload)));
}

export function verifyReceipt(
  relay: PublicKeyRecord,
  receipt: Receipt,
  sig: string,
): Promise<boolean> {
  const payload = receiptPayload(receipt, relay.kid);
  return verifySignatureText(relay, signingBytes('nastavnik/receipt/1', payload), sig);
}

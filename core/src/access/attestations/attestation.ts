import { base64url, type ChangeHash, type DocumentId, type KeyId } from '../../kernel/index.ts';
import type { PublicKeyRecord } from '../keys/public-key.ts';
import type { Signer } from '../keys/signer.ts';
import { signingBytes } from '../keys/signing-bytes.ts';
import { verifySignatureText } from '../keys/verify-signature.ts';

/**
 * A device's claim to changes of one document. It covers their ancestors by the same author, and it
 * names the document, so that a change cannot be replayed into a sibling with the same genesis.
 */
export interface Attestation {
  readonly documentId: DocumentId;
  readonly hashes: readonly ChangeHash[];
}

/** What is signed: the order in which hashes were listed says nothing. */
export function attestationPayload({ documentId, hashes }: Attestation, kid: KeyId): object {
  return { v: 1, documentId, hashes: hashes.toSorted(), kid };
}

/** The `sig` of an `attest` frame. */
export async function signAttestation(signer: Signer, attestation: Attestation): Promise<string> {
  const payload = attestationPayload(attestation, signer.kid);
  return base64url.encode(await signer.sign(signingBytes('nastavnik/attestation/1', payload)));
}

export function verifyAttestation(
  device: PublicKeyRecord,
  attestation: Attestation,
  sig: string,
): Promise<boolean> {
  const payload = attestationPayload(attestation, device.kid);
  return verifySignatureText(device, signingBytes('nastavnik/attestation/1', payload), sig);
}

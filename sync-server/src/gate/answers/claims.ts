import { signReceipt, verifyAttestation, verifyReceipt, publicKeyOf } from '@nastavnik/core/access';
import {
  fail,
  ok,
  type DocumentId,
  type KeyId,
  type Refusal,
  type Result,
} from '@nastavnik/core/kernel';
import type { SessionFrame, ServerFrameOf } from '@nastavnik/core/protocol';
import type { Claim } from '@nastavnik/core/judging';
import type { StoredAttestation } from '../../store/store.ts';
import type { SessionServices } from '../session-services.ts';

export type AttestFrame = Extract<SessionFrame, { type: 'attest' }>;

/** Whether the device named really signed the claim. */
export async function verifyClaim(
  frame: AttestFrame,
  author: KeyId,
  { logs }: SessionServices,
): Promise<boolean> {
  const { publicKey } = logs.standing(author);
  return publicKey !== undefined && verifyAttestation(publicKey, frame, frame.sig);
}

/** A forwarded claim as the gate uses it: by this relay's receipt, or by the author's rights now. */
export async function forwardedClaim(
  frame: AttestFrame,
  author: KeyId,
  services: SessionServices,
): Promise<Result<Claim, Refusal>> {
  if (!(await verifyClaim(frame, author, services))) return fail({ code: 'signature-invalid' });
  const { documentId, hashes, receipt } = frame;
  const hasReceipt =
    receipt !== undefined &&
    (await verifyReceipt(
      publicKeyOf(services.relay),
      { documentId, hashes, kid: author, atMs: receipt.atMs },
      receipt.sig,
    ));
  const logId = services.logs.record(documentId)?.logId;
  return ok({ author: services.logs.standing(author, logId), hashes, hasReceipt });
}

/** Signs for changes that are on disk; undefined while some are not. */
export async function receiptFor(
  { documentId, hashes, sig }: AttestFrame,
  kid: KeyId,
  { store, relay, clock }: SessionServices,
): Promise<StoredAttestation | undefined> {
  if (store.knownHashes(documentId, hashes).length < new Set(hashes).size) return undefined;
  const atMs = clock.nowMs();
  const receiptSig = await signReceipt(relay, { documentId, hashes, kid, atMs });
  const attestation = { documentId, kid, hashes, sig, receipt: { atMs, sig: receiptSig } };
  await store.addAttestation(attestation);
  return attestation;
}

export const receiptFrame = ({
  documentId,
  hashes,
  receipt,
}: StoredAttestation): ServerFrameOf<'receipt'> => ({
  type: 'receipt',
  documentId,
  hashes: [...hashes],
  ...receipt,
});

export const attestedFrame = ({
  documentId,
  kid,
  hashes,
  sig,
  receipt,
}: StoredAttestation): ServerFrameOf<'attested'> => ({
  type: 'attested',
  documentId,
  author: kid,
  hashes: [...hashes],
  sig,
  receipt,
});

/** One claim per author: a later one covers the ancestors that earlier ones named. */
export function latestClaims(
  documentId: DocumentId,
  { store }: SessionServices,
): Iterable<StoredAttestation> {
  const latest = new Map<KeyId, StoredAttestation>();
  for (const attestation of store.attestations(documentId)) {
    latest.set(attestation.kid, attestation);
  }
  return latest.values();
}

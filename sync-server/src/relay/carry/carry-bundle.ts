import {
  checkOrigin,
  verifyBundledClaim,
  type BundledClaim,
  type ReadBundle,
  type ReadDocument,
} from '@nastavnik/core/bundles';
import { publicKeyOf, type DocumentRecord } from '@nastavnik/core/access';
import type { Claim } from '@nastavnik/core/judging';
import { ok, type Refusal, type Result } from '@nastavnik/core/kernel';
import { attestedFrame, receiptFor } from '../../gate/answers/claims.ts';
import type { SessionServices } from '../../gate/session-services.ts';
import { carryDocument, type CarriedDocument } from './carry-document.ts';

/** What became of a file of changes. */
export interface CarryReport {
  /** Membership entries that this relay had lost and has again. */
  readonly entries: number;
  readonly documents: readonly CarriedDocument[];
}

interface VerifiedClaim {
  readonly bundled: BundledClaim;
  readonly claim: Claim;
}

async function verifyClaims(
  claims: readonly BundledClaim[],
  record: DocumentRecord,
  { logs, relay }: SessionServices,
): Promise<VerifiedClaim[]> {
  const ground = {
    record,
    standing: (kid: Parameters<typeof logs.standing>[0]) => logs.standing(kid),
    relay: publicKeyOf(relay),
  };
  const verified: VerifiedClaim[] = [];
  for (const bundled of claims) {
    const claim = await verifyBundledClaim(bundled, ground);
    if (claim) verified.push({ bundled, claim });
  }
  return verified;
}

/** Keeps who signed for what is here now, and tells those who have the document open. */
async function keepClaims(
  { documentId }: ReadDocument,
  claims: readonly VerifiedClaim[],
  services: SessionServices,
): Promise<void> {
  for (const { bundled } of claims) {
    const { author, hashes, sig } = bundled;
    const frame = { type: 'attest', documentId, hashes, sig } as const;
    const kept = await receiptFor(frame, author, services);
    if (kept === undefined) continue;
    for (const session of services.sessionsOf(documentId)) session.send(attestedFrame(kept));
  }
}

async function carryOne(
  document: ReadDocument,
  bundle: ReadBundle,
  services: SessionServices,
): Promise<CarriedDocument> {
  const { documentId, kind, claims, changes } = document;
  const record = services.logs.record(documentId);
  if (record?.logId !== bundle.logId || record.kind !== kind) {
    const waiting = changes.size;
    return { documentId, taken: 0, known: 0, refused: 0, waiting, code: 'document-unavailable' };
  }
  const verified = await verifyClaims(claims, record, services);
  const judged = verified.map(({ claim }) => claim);
  const carried = await carryDocument(document, judged, services);
  if (carried.taken > 0) await keepClaims(document, verified, services);
  return carried;
}

/**
 * Takes a file of changes in: first what it knows of the membership log and this relay has lost,
 * then document by document through the same rooms that serve connections. Taking it in twice
 * changes nothing. Refused whole as `checkOrigin` says.
 */
export async function carryBundle(
  bundle: ReadBundle,
  services: SessionServices,
): Promise<Result<CarryReport, Refusal>> {
  const { logs, relay } = services;
  const origin = await checkOrigin(bundle, logs.states());
  if (!origin.ok) return origin;
  const { newer, state } = origin.value;
  const before = logs.states().get(bundle.logId)?.seq ?? -1;
  if (newer.length > 0) {
    const by = { kid: relay.kid, personId: state.operator.personId };
    const restored = await logs.restore(bundle.logId, newer, by);
    if (!restored.ok) return restored;
  }
  const entries = (logs.states().get(bundle.logId)?.seq ?? -1) - before;
  const documents: CarriedDocument[] = [];
  for (const document of bundle.documents) {
    documents.push(await carryOne(document, bundle, services));
  }
  return ok({ entries, documents });
}

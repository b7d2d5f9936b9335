import * as A from '@automerge/automerge/slim';
import type { PublicKeyRecord } from '@nastavnik/core/access';
import { verifyBundledClaim, type BundledClaim, type ReadDocument } from '@nastavnik/core/bundles';
import type { AcceptedChange } from '@nastavnik/core/judging';
import {
  concatBytes,
  ok,
  type ChangeHash,
  type DocumentId,
  type Refusal,
  type Result,
} from '@nastavnik/core/kernel';
import { standingIn, withDocument, type BundleSources } from './bundle-sources.ts';

/**
 * Keeps who signed for what, to forward it with the changes; beside the claims that a relay tells,
 * which are of earlier changes and would else take its place.
 */
async function keepClaim(
  { book, context, device }: BundleSources,
  documentId: DocumentId,
  bundled: BundledClaim,
  relay: PublicKeyRecord,
): Promise<void> {
  const { author, hashes, sig, receipt } = bundled;
  const record = book.records.peek().get(documentId);
  const states = book.states.peek();
  if (record === undefined || author === device.signer.kid) return;
  const ground = { record, relay, standing: (kid: typeof author) => standingIn(states, kid) };
  const claim = await verifyBundledClaim(bundled, ground);
  if (claim === undefined) return;
  const kept = claim.hasReceipt && receipt ? receipt : { atMs: 0, sig: '' };
  const row = { author, hashes, claimSig: sig, ...kept };
  await context.sources.db.put('receipts', row, [documentId, `${author} by file`]);
}

/** False where this device has refused one of the changes before and keeps it as a draft. */
async function isWelcome(
  { context }: BundleSources,
  documentId: DocumentId,
  accepted: readonly AcceptedChange[],
): Promise<boolean> {
  const refused = await context.journal.refusedHashes(documentId);
  return !accepted.some(({ hash }) => refused.has(hash));
}

/**
 * Writes accepted changes to this device and shows them in every window. Claims first, so that no
 * change lies here that could not be forwarded.
 */
export async function mergeDocument(
  sources: BundleSources,
  { documentId, claims }: Pick<ReadDocument, 'documentId' | 'claims'>,
  accepted: readonly AcceptedChange[],
  relay: PublicKeyRecord,
): Promise<Result<boolean, Refusal>> {
  for (const claim of claims) await keepClaim(sources, documentId, claim, relay);
  if (accepted.length === 0) return ok(true);
  if (!(await isWelcome(sources, documentId, accepted))) return ok(false);
  const { journal, channel } = sources.context;
  return withDocument(sources, documentId, async (document) => {
    const data = concatBytes(...accepted.map(({ bytes }) => bytes));
    const heads = document.doc === undefined ? [] : (A.getHeads(document.doc) as ChangeHash[]);
    const chunk = { type: 'incremental', data, heads } as const;
    const written = await journal.recordReceived(documentId, chunk, undefined);
    if (!written.ok) return written;
    await document.absorb([written.value]);
    channel.post({ type: 'written', documentId, keys: [written.value] });
    return ok(true);
  });
}

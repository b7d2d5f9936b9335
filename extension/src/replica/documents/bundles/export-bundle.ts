import * as A from '@automerge/automerge/slim';
import { signAttestation, type DocumentRecord } from '@nastavnik/core/access';
import { writeBundle, type BundledClaim, type BundledDocument } from '@nastavnik/core/bundles';
import {
  AppError,
  fail,
  ok,
  type ChangeHash,
  type Refusal,
  type Result,
} from '@nastavnik/core/kernel';
import type { OpenDocument } from '../open/open-document.ts';
import { rangeOf } from '../../storage/idb-storage-adapter.ts';
import type { BundleScope } from './bundle-exchange.ts';
import { hasNoRelay, withDocument, type BundleSources } from './bundle-sources.ts';

/** Kinds that are their author's alone: no file takes them along. */
const privateKinds: ReadonlySet<DocumentRecord['kind']> = new Set(['notes', 'profile']);

/** The documents of a scope: of an organisation, all that are shared; of a pair, those of its people. */
function documentsOf({ book }: BundleSources, { logId, pairId }: BundleScope): DocumentRecord[] {
  const records = [...book.records.peek().values()].filter(
    (record) => record.logId === logId && !privateKinds.has(record.kind),
  );
  if (pairId === undefined) return records;
  const pair = records.find(({ documentId }) => documentId === pairId);
  const people = (pair?.audience ?? []).map(({ personId }) => personId);
  if (people.length === 0) return [];
  return records.filter(({ audience }) =>
    people.every((person) => audience.some(({ personId }) => personId === person)),
  );
}

/** The own changes that no other own change stands on: to sign for them is to sign for all. */
function ownTips(document: OpenDocument, changes: readonly A.DecodedChange[]): ChangeHash[] {
  const own = document.own(changes.map(({ hash }) => hash as ChangeHash));
  const covered = new Set<string>();
  const tips: ChangeHash[] = [];
  for (const { hash, deps } of changes.toReversed()) {
    const isOwn = own.has(hash as ChangeHash);
    if (isOwn && !covered.has(hash)) tips.push(hash as ChangeHash);
    if (isOwn || covered.has(hash)) for (const dep of deps) covered.add(dep);
  }
  return tips;
}

/** Own changes signed anew by this device; colleagues' by what they signed and this device kept. */
async function claimsOf(
  { context, device }: BundleSources,
  document: OpenDocument,
  changes: readonly Uint8Array[],
): Promise<BundledClaim[]> {
  const { documentId } = document;
  const rows = await context.sources.db.getAll('receipts', rangeOf([documentId]));
  const { kid } = device.signer;
  const claims = rows.flatMap((row): BundledClaim[] => {
    if (!('author' in row) || row.author === kid) return [];
    const { author, hashes, claimSig, atMs, sig } = row;
    const receipt = sig === '' ? {} : { receipt: { atMs, sig } };
    return [{ author, hashes: [...hashes], sig: claimSig, ...receipt }];
  });
  const hashes = ownTips(
    document,
    changes.map((bytes) => A.decodeChange(bytes)),
  );
  if (hashes.length === 0) return claims;
  const sig = await signAttestation(device.signer, { documentId, hashes });
  return [...claims, { author: kid, hashes, sig }];
}

async function bundleDocument(
  sources: BundleSources,
  { documentId, kind }: DocumentRecord,
): Promise<BundledDocument[]> {
  return withDocument(sources, documentId, async (document) => {
    const { doc } = document;
    const changes = doc === undefined ? [] : A.getAllChanges(doc);
    if (changes.length === 0) return [];
    return [{ documentId, kind, changes, claims: await claimsOf(sources, document, changes) }];
  });
}

/**
 * One signed file with the changes of a scope as this device has them. `document-unavailable` where
 * there is nothing to carry, `bundle-too-large` where it would be more than a reader takes.
 */
export async function exportBundle(
  sources: BundleSources,
  scope: BundleScope,
): Promise<Result<Uint8Array, Refusal>> {
  const { book, context, device } = sources;
  // What a relay has not placed goes up by itself; where there is none, it goes along.
  const submissions = hasNoRelay(sources, scope.logId)
    ? book.queued().flatMap(({ logId, entry }) => (logId === scope.logId ? [entry] : []))
    : [];
  const isCarried = ({ documentId }: DocumentRecord): boolean =>
    hasNoRelay(sources, scope.logId) || book.isAnnounced(documentId);
  const announced = documentsOf(sources, scope).filter(isCarried);
  const documents: BundledDocument[] = [];
  for (const record of announced) documents.push(...(await bundleDocument(sources, record)));
  const entries = await book.entriesOf(scope.logId);
  if (documents.length === 0 || entries.length === 0) return fail({ code: 'document-unavailable' });
  const body = {
    createdAtMs: context.commandContext.clock.nowMs(),
    scope: scope.pairId === undefined ? 'organisation' : 'pair',
    logId: scope.logId,
    entries,
    ...(submissions.length > 0 && { submissions }),
    documents,
  } as const;
  try {
    return ok(await writeBundle(body, device.signer));
  } catch (error) {
    if (error instanceof AppError) return fail({ code: error.code });
    throw error;
  }
}

import { writeBundle, type BundledClaim, type BundledDocument } from '@nastavnik/core/bundles';
import { preflightChange } from '@nastavnik/core/judging';
import type { Signer } from '@nastavnik/core/access';
import type { ChangeHash, Clock, DocumentId, LogId } from '@nastavnik/core/kernel';
import { inflate } from '../../../gate/inflate.ts';
import { claimTables } from '../../../store/tables/claim-tables.ts';
import type { ReadOnlyStore, StoredDocument } from '../inspection/read-only-store.ts';

/** Changes so that each comes after those it stands on; what is damaged or hangs loose is left. */
function inOrder(chunks: readonly Uint8Array[]): Uint8Array[] {
  const waiting = new Map<ChangeHash, readonly ChangeHash[]>();
  const bytesOf = new Map<ChangeHash, Uint8Array>();
  for (const bytes of chunks) {
    const read = preflightChange(bytes, inflate);
    if (!read.ok) continue;
    waiting.set(read.value.hash, read.value.deps);
    bytesOf.set(read.value.hash, bytes);
  }
  const ordered = new Set<ChangeHash>();
  for (let before = -1; before !== ordered.size;) {
    before = ordered.size;
    for (const [hash, deps] of waiting) {
      if (!deps.every((dep) => ordered.has(dep))) continue;
      ordered.add(hash);
      waiting.delete(hash);
    }
  }
  return [...ordered].flatMap((hash) => bytesOf.get(hash) ?? []);
}

/** The latest claim of each device: it covers what the device's earlier ones named. */
function claimsOf(documentId: DocumentId, tables: ReturnType<typeof claimTables>): BundledClaim[] {
  const latest = new Map(tables.attestations(documentId).map((kept) => [kept.kid, kept]));
  return Array.from(latest.values(), ({ kid, hashes, sig, receipt }) => ({
    author: kid,
    hashes: [...hashes],
    sig,
    receipt,
  }));
}

function bundleDocument(
  store: ReadOnlyStore,
  { documentId, kind }: StoredDocument,
  tables: ReturnType<typeof claimTables>,
): BundledDocument[] {
  const changes = inOrder(store.chunks(documentId).chunks.map(({ bytes }) => bytes));
  if (changes.length === 0) return [];
  const claims = claimsOf(documentId, tables);
  return [{ documentId, kind: kind as BundledDocument['kind'], changes, claims }];
}

/** One organisation's documents and membership log as one signed file, from one moment of a store. */
export async function exportOrganisation(
  store: ReadOnlyStore,
  logId: LogId,
  { signer, clock }: { readonly signer: Signer; readonly clock: Clock },
): Promise<{ readonly bytes: Uint8Array; readonly documents: number; readonly changes: number }> {
  const tables = claimTables(store.db);
  const documents = store
    .documents()
    .filter((document) => document.logId === logId && document.state === 'open')
    .flatMap((document) => bundleDocument(store, document, tables));
  const entries = store.entries(logId);
  const bytes = await writeBundle(
    { createdAtMs: clock.nowMs(), scope: 'organisation', logId, entries, documents },
    signer,
  );
  const changes = documents.reduce((sum, document) => sum + document.changes.length, 0);
  return { bytes, documents: documents.length, changes };
}

import { preflightChange } from '@nastavnik/core/judging';
import type { DocumentId } from '@nastavnik/core/kernel';
import { inflate } from '../../../gate/inflate.ts';
import type { Finding } from '../finding.ts';
import type { ReadOnlyStore, StoredDocument } from './read-only-store.ts';

interface ReadChunks {
  readonly hashes: ReadonlySet<string>;
  readonly deps: ReadonlySet<string>;
  readonly damaged: number;
}

function readChunks(store: ReadOnlyStore, documentId: DocumentId): ReadChunks {
  const hashes = new Set<string>();
  const deps = new Set<string>();
  const { chunks, damaged: torn } = store.chunks(documentId);
  let damaged = torn;
  for (const { hash, bytes } of chunks) {
    const read = preflightChange(bytes, inflate);
    if (!read.ok || read.value.hash !== hash) {
      damaged += 1;
      continue;
    }
    hashes.add(hash);
    for (const dep of read.value.deps) deps.add(dep);
  }
  return { hashes, deps, damaged };
}

/**
 * Every chunk alone by its checksum and name, then the heads anew from the chunks: the changes that
 * no other change stands on. Needs no Automerge, since a chunk names what it stands on.
 */
export function checkDocument(
  store: ReadOnlyStore,
  { documentId, state, heads }: StoredDocument,
): { readonly chunks: number; readonly findings: Finding[] } {
  const { hashes, deps, damaged } = readChunks(store, documentId);
  const chunks = hashes.size + damaged;
  const findings: Finding[] = [];
  const note = (code: Finding['code'], count: number): void => {
    if (count > 0) findings.push({ code, subject: documentId, count });
  };
  note('chunk-damaged', damaged);
  note('changes-set-aside', store.setAside(documentId));
  note('document-set-aside', state === 'quarantined' ? 1 : 0);
  // What was dropped has no chunks by design; what is not whole has been told already.
  if (state !== 'open' || findings.length > 0) return { chunks, findings };
  const found = [...hashes].filter((hash) => !deps.has(hash)).toSorted();
  const isWhole = [...deps].every((dep) => hashes.has(dep));
  if (!isWhole || found.join() !== heads.join()) {
    findings.push({ code: 'heads-differ', subject: documentId });
  }
  return { chunks, findings };
}

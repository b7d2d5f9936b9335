import type { ChangeHash, DocumentId } from '@nastavnik/core/kernel';
import type { SetAside } from '../store.ts';
import type { packTables } from '../tables/pack-tables.ts';
import { packDocument } from './pack-document.ts';

/** Packs documents one after another, each to its end. */
export function packing(
  tables: ReturnType<typeof packTables>,
  documents: { readonly setAside: (damaged: SetAside) => void },
  run: (work: () => void) => Promise<void>,
): (documentId: DocumentId, atMs: number) => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  const pack = async (documentId: DocumentId, atMs: number): Promise<void> => {
    const setAside = (id: DocumentId, hashes: readonly ChangeHash[]) =>
      run(() => documents.setAside({ documentId: id, hashes, atMs }));
    const steps = packDocument(documentId, { tables, run, setAside });
    for (let step = await steps.next(); step.done !== true;) step = await steps.next();
  };
  return (documentId, atMs) => {
    last = last.catch(() => undefined).then(() => pack(documentId, atMs));
    return last;
  };
}

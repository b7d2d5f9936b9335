import type { ChangeHash, DocumentId } from '@nastavnik/core/kernel';
import type { SetAside } from '../store.ts';
import type { packTables } from '../tables/pack-tables.ts';
import { packDocument } from './pack-document.ts';

export interface Packing {
  readonly pack: (documentId: DocumentId, atMs: number) => Promise<void>;
  /** Leaves what is unfinished to the next time; resolves when nothing is under way. */
  readonly stop: () => Promise<void>;
}

/** Packs documents one after another, each to its end. */
export function packing(
  tables: ReturnType<typeof packTables>,
  documents: { readonly setAside: (damaged: SetAside) => void },
  run: (work: () => void) => Promise<void>,
): Packing {
  let isStopping = false;
  let last: Promise<void> = Promise.resolve();
  const pack = async (documentId: DocumentId, atMs: number): Promise<void> => {
    const setAside = (id: DocumentId, hashes: readonly ChangeHash[]) =>
      run(() => documents.setAside({ documentId: id, hashes, atMs }));
    const steps = packDocument(documentId, { tables, run, setAside });
    for (let isDone = isStopping; !isDone;)
      isDone = (await steps.next()).done === true || isStopping;
  };
  return {
    pack: (documentId, atMs) => {
      last = last.catch(() => undefined).then(() => pack(documentId, atMs));
      return last;
    },
    stop: () => {
      isStopping = true;
      return last.catch(() => undefined);
    },
  };
}

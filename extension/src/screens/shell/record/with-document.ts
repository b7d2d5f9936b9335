import type { DocumentId } from '@nastavnik/core/kernel';
import type { DocumentHandle, Replica } from '../../../replica/replica.ts';

/** Resolves once a document has been read from the disk, or is known not to be there. */
function settled({ state }: DocumentHandle<unknown>): Promise<void> {
  return new Promise((resolve) => {
    const stop = state.subscribe((now) => {
      if (now === 'loading') return;
      // The first call comes before there is anything to stop.
      queueMicrotask(() => stop());
      resolve();
    });
  });
}

/** Opens a document for one piece of work and closes it again. */
export async function withDocument<T>(
  replica: Replica,
  documentId: DocumentId,
  work: (handle: DocumentHandle<unknown>) => Promise<T> | T,
): Promise<T> {
  const handle = replica.open(documentId);
  try {
    await settled(handle);
    return await work(handle);
  } finally {
    handle.close();
  }
}

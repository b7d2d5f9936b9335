import { AppError, type Clock, type DocumentId } from '@nastavnik/core/kernel';
import type { DocumentCase, Store } from '../store/store.ts';
import type { ProcessPool } from './process-pool.ts';
import type { DocumentRooms } from './room/document-rooms.ts';

/** What an operator may do with one document: take it out of service, and put it back on trial. */
export interface DocumentCare {
  /** Throws `document-unavailable` for an unknown or dropped one. */
  quarantine(documentId: DocumentId): Promise<DocumentCase>;
  /**
   * Opens it at once. When it ends its process again, now or later, it goes back by itself; the
   * case that is returned says whether it is open.
   */
  release(documentId: DocumentId): Promise<DocumentCase>;
}

interface CareServices {
  readonly store: Store;
  readonly rooms: DocumentRooms;
  readonly pool: ProcessPool;
  readonly clock: Clock;
}

/** The care of a running relay's documents. */
export function createDocumentCare({ store, rooms, pool, clock }: CareServices): DocumentCare {
  const caseOf = (documentId: DocumentId): DocumentCase => {
    const found = store.inspectDocument(documentId);
    if (found === undefined || found.state === 'dropped') {
      throw new AppError('document-unavailable');
    }
    return found;
  };
  return {
    quarantine: async (documentId) => {
      caseOf(documentId);
      await store.quarantineDocument(documentId, { reason: 'operator', atMs: clock.nowMs() });
      const room = rooms.find(documentId);
      room?.withdraw();
      await room?.settled;
      await pool.ask(documentId, 'close', { none: true });
      return caseOf(documentId);
    },
    release: async (documentId) => {
      if (caseOf(documentId).state !== 'quarantined') return caseOf(documentId);
      await store.releaseDocument(documentId);
      rooms.watch(documentId);
      // What its answer is does not matter: the case says what became of it.
      await rooms
        .room(documentId)
        .project()
        .catch(() => undefined);
      return caseOf(documentId);
    },
  };
}

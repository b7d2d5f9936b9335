import type { DocumentId } from '@nastavnik/core/kernel';
import { rangeOf } from '../idb-storage-adapter.ts';
import type { PersonDatabase } from '../person-database.ts';

const keyed = ['chunks', 'damaged', 'outbox', 'refused', 'receipts'] as const;
const single = ['epochs', 'summaries', 'progress', 'catalogue'] as const;

/** Destroys what this device holds of a document that its log has dropped. */
export async function eraseDocument(db: PersonDatabase, documentId: DocumentId): Promise<void> {
  const tx = db.transaction([...keyed, ...single], 'readwrite', { durability: 'strict' });
  await Promise.all([
    ...keyed.map((name) => tx.objectStore(name).delete(rangeOf([documentId]))),
    ...single.map((name) => tx.objectStore(name).delete(documentId)),
    tx.done,
  ]);
}

import type { IDBPDatabase } from 'idb';
import type { PersonSchema } from '../person-database.ts';

const keyed = [
  'profile',
  'keys',
  'chunks',
  'damaged',
  'outbox',
  'refused',
  'epochs',
  'receipts',
  'entries',
  'settings',
  'vault',
  'vaultKeys',
] as const;

/** Version 1: a person's database as it was first released. */
export async function createStores(db: IDBPDatabase<PersonSchema>): Promise<void> {
  for (const name of keyed) db.createObjectStore(name);
  db.createObjectStore('drafts', { keyPath: 'draftId' });
  db.createObjectStore('summaries', { keyPath: 'documentId' }).createIndex('kind', 'kind');
  db.createObjectStore('progress', { keyPath: 'documentId' });
  db.createObjectStore('logs', { keyPath: 'logId' });
  db.createObjectStore('submissions', { keyPath: 'entryId' });
  db.createObjectStore('catalogue', { keyPath: 'documentId' });
}

import { annotationKey, type AnnotationKey } from '@nastavnik/core/annotation';
import type { RandomSource } from '@nastavnik/core/kernel';
import { openPersonDatabase } from '../replica/storage/person-database.ts';

const keyName = 'annotation';
const keyBytes = 32;

/**
 * The author's secret for page notes, made with the first note and kept in the person's own
 * database. It never enters a document, so the hashes there mean nothing to anybody else.
 */
export async function openAnnotationKey(
  profileId: string,
  random: RandomSource,
): Promise<AnnotationKey> {
  const db = await openPersonDatabase(profileId, { onClosed: () => undefined });
  try {
    const made = random.bytes(keyBytes);
    const transaction = db.transaction('vaultKeys', 'readwrite');
    const stored: unknown = await transaction.store.get(keyName);
    if (!(stored instanceof Uint8Array)) await transaction.store.put(made, keyName);
    await transaction.done;
    return annotationKey(stored instanceof Uint8Array ? stored : made);
  } finally {
    db.close();
  }
}

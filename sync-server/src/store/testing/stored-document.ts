import * as A from '@automerge/automerge/slim';
import { createDocumentId, createId, systemRandom } from '@nastavnik/core/kernel';
import type { ChangeHash, DocumentId, KeyId, LogId } from '@nastavnik/core/kernel';
import type { Store, StoredChange } from '../store.ts';

const kid = 'a1'.repeat(16) as KeyId;

/** Real changes of one document, each standing on the one before it. */
export function realChanges(count: number): StoredChange[] {
  let doc = A.init<Record<string, unknown>>();
  const changes: StoredChange[] = [];
  for (let place = 0; place < count; place += 1) {
    doc = A.change(doc, (draft) => {
      draft[`key ${place}`] = `Mark ${place}`;
    });
    const bytes = A.getLastLocalChange(doc) ?? new Uint8Array();
    const hash = A.getHeads(doc)[0] as ChangeHash;
    changes.push({ hash, bytes, author: kid, actor: A.getActorId(doc), seq: place + 1 });
  }
  return changes;
}

/** Puts changes into a store one commit at a time, with a snapshot that covers all of them. */
export async function storeDocument(
  store: Store,
  changes: readonly StoredChange[],
  isCovered = true,
): Promise<DocumentId> {
  const documentId = createDocumentId(systemRandom);
  const logId = createId<LogId>(systemRandom);
  await store.announceDocument({ documentId, kind: 'programme', logId, atMs: 1 });
  for (const change of changes) {
    const heads = [change.hash];
    await store.commitChanges({ documentId, changes: [change], heads, kid, atMs: 2 });
  }
  if (!isCovered) return documentId;
  const [doc] = A.applyChanges(
    A.init<unknown>(),
    changes.map(({ bytes }) => bytes),
  );
  await store.saveSnapshot(documentId, { bytes: A.save(doc), index: '{}', seq: store.lastSeq() });
  return documentId;
}

/** Names of the changes in chunks, by Automerge itself. */
export const namesOf = (chunks: readonly Uint8Array[]): string[] =>
  chunks.map((bytes) => A.decodeChange(bytes).hash);

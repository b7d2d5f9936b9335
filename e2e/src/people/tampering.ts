import { createHash } from 'node:crypto';
import * as A from '@automerge/automerge';
import type { Page } from 'playwright-core';

type StoredBytes = number[];

/** What a page can read of its person's database without asking the product. */
interface Found {
  readonly database: string;
  readonly documentId: string;
  readonly kid: string;
  readonly chunks: StoredBytes[];
}

/** The organisation's roadmap as it lies in this device's database. */
async function readRoadmap(page: Page): Promise<Found> {
  return page.evaluate(async () => {
    const ask = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(request.error ?? new Error('no database')));
      });
    const names = (await indexedDB.databases()).map(({ name }) => name ?? '');
    const database = names.find((name) => name.startsWith('nastavnik-')) ?? '';
    const db = await ask(indexedDB.open(database));
    const tx = db.transaction(['summaries', 'chunks', 'keys']);
    const summaries = await ask(tx.objectStore('summaries').getAll());
    const roadmap = summaries.find(
      ({ kind, value }: { kind: string; value?: { level?: string } }) =>
        kind === 'roadmap' && value?.level === 'organisation',
    ) as { documentId: string } | undefined;
    if (roadmap === undefined) throw new Error('the organisation’s roadmap is not on this device');
    const range = IDBKeyRange.bound([roadmap.documentId], [roadmap.documentId, []]);
    const chunks = await ask(tx.objectStore('chunks').getAll(range));
    const device = (await ask(tx.objectStore('keys').get('device'))) as { kid: string };
    db.close();
    return {
      database,
      documentId: roadmap.documentId,
      kid: device.kid,
      chunks: chunks.map(({ data }: { data: Uint8Array }) => [...data]),
    };
  });
}

/**
 * Forces a change into a document this person may only read, past every screen and command: into
 * the database, authored as this device, with its place in the outbox.
 */
export async function forceIntoRoadmap(page: Page, text: string): Promise<void> {
  const found = await readRoadmap(page);
  let doc = A.init<{ title: string }>({ author: found.kid } as A.InitOptions<{ title: string }>);
  for (const chunk of found.chunks) doc = A.loadIncremental(doc, Uint8Array.from(chunk));
  doc = A.clone(doc, { author: found.kid } as A.InitOptions<{ title: string }>);
  doc = A.change(doc, (draft) => {
    A.splice(draft, ['title'], 0, 0, text);
  });
  const bytes = A.getLastLocalChange(doc);
  if (bytes === undefined) throw new Error('nothing was changed');
  const { hash } = A.decodeChange(bytes);
  const { database, documentId } = found;
  const chunkName = createHash('sha256').update(bytes).digest('hex');
  await page.evaluate(
    async ({ database, documentId, hash, chunkName, bytes, text }) => {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(database);
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(request.error ?? new Error('no database')));
      });
      const tx = db.transaction(['chunks', 'outbox'], 'readwrite');
      const atMs = Date.now();
      const chunk = { data: Uint8Array.from(bytes), order: atMs * 1_000 };
      tx.objectStore('chunks').put(chunk, [documentId, 'incremental', chunkName]);
      tx.objectStore('outbox').put({ documentId, hash, atMs, label: text }, [documentId, hash]);
      await new Promise((resolve) => tx.addEventListener('complete', resolve));
      db.close();
    },
    { database, documentId, hash, chunkName, bytes: [...bytes], text },
  );
}

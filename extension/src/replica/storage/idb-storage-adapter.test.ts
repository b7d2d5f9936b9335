import 'fake-indexeddb/auto';
import * as A from '@automerge/automerge/slim';
import { automergeWasmBase64 } from '@automerge/automerge/automerge.wasm.base64';
import {
  Repo,
  type DocumentId as RepoDocumentId,
  type StorageKey,
} from '@automerge/automerge-repo/slim';
import { runStorageAdapterTests } from '@automerge/automerge-repo/helpers/tests/storage-adapter-tests.js';
import { bytesToHex, sha256, systemClock, type DocumentId } from '@nastavnik/core/kernel';
import { beforeAll, describe, expect, it } from 'vitest';
import { isIntactChunk } from './damage/chunk-integrity.ts';
import { ChunkReader } from './damage/chunk-reader.ts';
import { IdbStorageAdapter } from './idb-storage-adapter.ts';
import { openPersonDatabase, type PersonDatabase } from './person-database.ts';

beforeAll(async () => {
  await A.initializeBase64Wasm(automergeWasmBase64);
});

async function setUp(isIntact = isIntactChunk) {
  const db = await openPersonDatabase(crypto.randomUUID(), { onClosed: () => undefined });
  let order = 0;
  const damaged: DocumentId[] = [];
  const onDamaged = (documentId: DocumentId): void => void damaged.push(documentId);
  const reader = new ChunkReader(db, { clock: systemClock, onDamaged, isIntact });
  return {
    db,
    damaged,
    adapter: new IdbStorageAdapter(db, () => (order += 1), reader),
  };
}

const incremental = (documentId: string, data: Uint8Array): StorageKey => [
  documentId,
  'incremental',
  bytesToHex(sha256(data)),
];

/** A document of three changes: one snapshot and two incremental chunks. */
async function storeDocument(adapter: IdbStorageAdapter, documentId: string) {
  let doc = A.from<{ words: string[] }>({ words: ['one'] });
  await adapter.save([documentId, 'snapshot', 'start'], A.save(doc));
  const changes: Uint8Array[] = [];
  for (const word of ['two', 'three']) {
    doc = A.change(doc, (draft) => void draft.words.push(word));
    changes.push(A.getLastLocalChange(doc) ?? new Uint8Array());
  }
  for (const data of changes) await adapter.save(incremental(documentId, data), data);
  return changes;
}

runStorageAdapterTests(async () => {
  // The suite stores bytes that are no Automerge chunks under their keys.
  const { adapter, db } = await setUp(() => true);
  return { adapter, teardown: () => db.close() };
}, 'a person’s IndexedDB');

describe('what the upstream suite does not ask', () => {
  it('[D4] a torn chunk is set aside and reported, the rest is read', async () => {
    const { adapter, db, damaged } = await setUp();
    const [second] = await storeDocument(adapter, 'doc');
    const key = incremental('doc', second as Uint8Array);
    await db.put('chunks', { data: (second as Uint8Array).slice(0, -3), order: 9 }, key);
    const chunks = await adapter.loadRange(['doc']);
    expect(chunks).toHaveLength(2);
    expect(damaged).toEqual(['doc']);
    expect(await db.get('damaged', key)).toBeDefined();
    expect(await db.get('chunks', key)).toBeUndefined();
  });

  it('[D4] a snapshot with one flipped bit is set aside', async () => {
    const { adapter, db, damaged } = await setUp();
    await storeDocument(adapter, 'doc');
    const key = ['doc', 'snapshot', 'start'];
    const row = await db.get('chunks', key);
    const data = Uint8Array.from(row?.data ?? []);
    data[20] = (data[20] ?? 0) ^ 1;
    await db.put('chunks', { data, order: 1 }, key);
    await adapter.loadRange(['doc', 'snapshot']);
    expect(damaged).toEqual(['doc']);
  });

  it('reads snapshots and incrementals of one moment, though another context compacts', async () => {
    const { adapter, db } = await setUp();
    await storeDocument(adapter, 'doc');
    const snapshots = await adapter.loadRange(['doc', 'snapshot']);
    await db.clear('chunks');
    const incrementals = await adapter.loadRange(['doc', 'incremental']);
    expect([snapshots.length, incrementals.length]).toEqual([1, 2]);
    expect(await adapter.loadRange(['doc', 'incremental'])).toEqual([]);
  });

  it('does not mistake a document for one whose id it begins', async () => {
    const { adapter } = await setUp();
    await adapter.save(['AA', 'snapshot', 'x'], A.save(A.from({ a: 1 })));
    await adapter.save(['AAA', 'snapshot', 'x'], A.save(A.from({ a: 2 })));
    expect(await adapter.loadRange(['AA'])).toHaveLength(1);
    await adapter.removeRange(['AA']);
    expect(await adapter.loadRange(['AAA'])).toHaveLength(1);
  });

  it('gives a Repo the document it wrote', async () => {
    const { adapter } = await setUp();
    const documentId = '4NMNnkMhL8jXrdJ9jamS58PAVdXu' as RepoDocumentId;
    await storeDocument(adapter, documentId);
    const handle = await new Repo({ storage: adapter }).find<{ words: string[] }>(documentId);
    expect(handle.doc().words).toEqual(['one', 'two', 'three']);
  });

  it('lets go of the database when another context must change it', async () => {
    let closed: (() => void) | undefined;
    const gone = new Promise<void>((resolve) => (closed = resolve));
    const profileId = crypto.randomUUID();
    const db: PersonDatabase = await openPersonDatabase(profileId, {
      onClosed: () => closed?.(),
    });
    const erased = new Promise<void>((resolve, reject) => {
      const request = indexedDB.deleteDatabase(db.name);
      request.addEventListener('success', () => resolve());
      request.addEventListener('error', () => reject(new Error('not erased')));
    });
    await Promise.all([gone, erased]);
    expect((await indexedDB.databases()).some(({ name }) => name === db.name)).toBe(false);
  });
});

import { DatabaseSync } from 'node:sqlite';
import { initializeAutomergeForTests } from '@nastavnik/core/testing';
import {
  createDocumentId,
  systemRandom,
  type ChangeHash,
  type DocumentId,
  type KeyId,
  type LogId,
} from '@nastavnik/core/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { soakScale } from '../testing/soak/soak-scale.ts';
import { testChange } from './testing/test-change.ts';
import { openDatabase } from './file/open-database.ts';
import { isStorageRefusal } from './file/storage-error.ts';
import { openSqliteStore, storeOn } from './sqlite-store.ts';
import { storeContract } from './store.contract.ts';
import type { Store } from './store.ts';
import { failingDatabase, FaultPoint, type DiskFault } from './testing/failing-database.ts';
import { StoreFolder } from './testing/file-copy.ts';
import { realChanges, storeDocument } from './testing/stored-document.ts';

const files = new StoreFolder();
const kid = 'a1'.repeat(16) as KeyId;
const logId = 'log' as LogId;
/** Every call fails once, every other one in the other way; in a soak each fails in both. */
const passes = Array.from({ length: Math.min(soakScale('faults', 1), 2) }, (_, pass) => pass);
const longMs = 120_000;
const faultOf = (at: number, pass: number): DiskFault => ((at + pass) % 2 === 0 ? 'full' : 'io');

beforeAll(() => initializeAutomergeForTests());
afterAll(() => files.remove());

const failing = (path: string, point: FaultPoint): Store =>
  storeOn(failingDatabase(openDatabase(path), point));

storeContract('sqlite behind a disk that could fail', () => failing(':memory:', new FaultPoint()));

/** What a day's work writes; resolves with what was acknowledged, each fault being a disk's. */
async function work(store: Store, documentId: DocumentId, round: number): Promise<ChangeHash[]> {
  const acknowledged: ChangeHash[] = [];
  let hasLost = false;
  void store.lost.then(() => {
    hasLost = true;
  });
  const attempt = async (write: () => Promise<unknown>, hash?: ChangeHash): Promise<void> => {
    try {
      await write();
      if (hash) acknowledged.push(hash);
    } catch (error) {
      // A store that lost its disk refuses everything.
      if (!isStorageRefusal(error) && !hasLost) throw error;
    }
  };
  const change = (name: string) => testChange(`${round} ${name}`, kid);
  const commit = (name: string): Promise<void> => {
    const made = change(name);
    const heads = [made.hash];
    return attempt(
      () => store.commitChanges({ documentId, changes: [made], heads, kid, atMs: 2 }),
      made.hash,
    );
  };
  await attempt(() => store.announceDocument({ documentId, kind: 'programme', logId, atMs: 1 }));
  await commit('one');
  await Promise.all([commit('two'), commit('three'), attempt(() => store.saveCursor('c', round))]);
  const receipt = { atMs: 5, sig: `r${round}` };
  const hashes = [change('one').hash];
  await attempt(() => store.addAttestation({ documentId, kid, hashes, sig: 's', receipt }));
  await attempt(() => store.addRefusal({ documentId, hashes, code: 'not-allowed', kid, atMs: 6 }));
  const bytes = Uint8Array.of(1);
  await attempt(() => store.saveSnapshot(documentId, { bytes, index: '{}', seq: 1 }));
  const damaged = { documentId, hashes: [change('gone').hash], heads: [], atMs: 7 };
  await attempt(() => store.setAside(damaged));
  await attempt(() => store.restoreChanges({ ...damaged, changes: [change('gone')] }));
  await commit('four');
  return acknowledged;
}

function integrity(path: string): unknown {
  const db = new DatabaseSync(path);
  const row = db.prepare('PRAGMA integrity_check').get();
  db.close();
  return row?.['integrity_check'];
}

describe('a disk that fails the n-th call', () => {
  it.each(passes)(
    '[D2] whatever was acknowledged is there, whatever call it was (%i)',
    async (pass) => {
      let isClean = false;
      const empty = files.newPath();
      await openSqliteStore(empty).close();
      for (let at = 1; !isClean; at += 1) {
        const path = files.copyOf(empty);
        const documentId = createDocumentId(systemRandom);
        const point = new FaultPoint();
        const store = failing(path, point);
        point.arm(at, faultOf(at, pass));
        const acknowledged = await work(store, documentId, at);
        isClean = point.calls < at;
        point.disarm();
        // What goes on after the fault, in this process if it can and in the next one in any case.
        const more = await work(store, documentId, -at).catch(() => []);
        await store.close();
        expect(integrity(path)).toBe('ok');
        const again = openSqliteStore(path);
        const all = [...acknowledged, ...more];
        expect(again.knownHashes(documentId, all)).toEqual(all);
        await again.saveCursor('after', at);
        await again.close();
      }
    },
    longMs,
  );

  it.each(passes)(
    '[D2] [D10] while packing, no change goes (%i)',
    async (pass) => {
      const changes = realChanges(40);
      const seeded = files.newPath();
      const seed = openSqliteStore(seeded);
      const documentId = await storeDocument(seed, changes);
      await seed.close();
      let isClean = false;
      for (let at = 1; !isClean; at += 1) {
        const path = files.copyOf(seeded);
        const point = new FaultPoint();
        const store = failing(path, point);
        point.arm(at, faultOf(at, pass));
        await store.packChanges(documentId, 9).catch(() => undefined);
        isClean = point.calls < at;
        point.disarm();
        await store.close();
        const again = openSqliteStore(path);
        await again.packChanges(documentId, 9);
        const hashes = changes.map(({ hash }) => hash);
        expect(again.knownHashes(documentId, hashes)).toEqual(hashes);
        expect(again.counts()).toMatchObject({ changes: 40, damagedChanges: 0 });
        await again.close();
      }
    },
    longMs,
  );

  it('[D2] that lost a flush is given up: nothing is acknowledged any more, and the owner is told', async () => {
    const point = new FaultPoint();
    const store = failing(files.newPath(), point);
    // BEGIN, SAVEPOINT, the row, RELEASE, the last seq, COMMIT, then the flush.
    point.arm(7, 'io');
    await expect(store.saveCursor('c', 1)).rejects.toMatchObject({ code: 'relay-storage-failed' });
    expect(await store.lost).toMatchObject({ code: 'relay-storage-failed' });
    await expect(store.saveCursor('c', 2)).rejects.toThrow('database is not open');
    await store.close();
  });
});

describe('a full disk', () => {
  it('[D5] refuses writes with its code, reads go on, and takes writes again when there is room', async () => {
    const path = files.newPath();
    const opened = openDatabase(path, { maxPages: 64 });
    const store = storeOn(opened);
    const documentId = createDocumentId(systemRandom);
    await store.announceDocument({ documentId, kind: 'programme', logId, atMs: 1 });
    const heard: boolean[] = [];
    store.onFull((isFull) => heard.push(isFull));
    const acknowledged: ChangeHash[] = [];
    const fill = async (): Promise<void> => {
      for (let count = 0; ; count += 1) {
        const change = testChange(`${count}`, kid);
        const heads = [change.hash];
        await store.commitChanges({ documentId, changes: [change], heads, kid, atMs: 2 });
        acknowledged.push(change.hash);
      }
    };
    await expect(fill()).rejects.toMatchObject({ code: 'relay-storage-full' });
    expect(store.isFull()).toBe(true);
    expect(acknowledged.length).toBeGreaterThan(50);
    expect(store.loadDocument(documentId)?.changes).toHaveLength(acknowledged.length);
    opened.db.exec('PRAGMA max_page_count = 4096');
    await new Promise<void>((resolve) => {
      store.onFull((isFull) => {
        if (!isFull) resolve();
      });
    });
    expect(heard).toEqual([true, false]);
    const late = testChange('late', kid);
    await store.commitChanges({ documentId, changes: [late], heads: [late.hash], kid, atMs: 3 });
    expect(store.knownHashes(documentId, acknowledged)).toEqual(acknowledged);
    await store.close();
    expect(integrity(path)).toBe('ok');
  });
});

import { DatabaseSync } from 'node:sqlite';
import { initializeAutomergeForTests } from '@nastavnik/core/testing';
import type { ChangeHash, DocumentId } from '@nastavnik/core/kernel';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GroupCommit } from '../file/group-commit.ts';
import { openDatabase } from '../file/open-database.ts';
import { openSqliteStore } from '../sqlite-store.ts';
import type { Store, StoredChange } from '../store.ts';
import { packTables } from '../tables/pack-tables.ts';
import { StoreFolder } from '../testing/file-copy.ts';
import { namesOf, realChanges, storeDocument } from '../testing/stored-document.ts';
import { chunkHash } from './chunk-hash.ts';
import { packDocument, type PackingStep } from './pack-document.ts';
import { pack, unpack } from './pack.ts';

const files = new StoreFolder();
let changes: StoredChange[];

beforeAll(async () => {
  await initializeAutomergeForTests();
  changes = realChanges(300);
});
afterAll(() => files.remove());

const names = (): string[] => changes.map(({ hash }) => hash);

/** All that a store has of a document when its snapshot is of no use. */
function withoutSnapshot(path: string, documentId: DocumentId): Promise<string[]> {
  const db = new DatabaseSync(path);
  db.exec('DELETE FROM snapshots');
  db.close();
  const store = openSqliteStore(path);
  const loaded = store.loadDocument(documentId);
  return store.close().then(() => namesOf(loaded?.changes ?? []));
}

async function seeded(path: string): Promise<DocumentId> {
  const store = openSqliteStore(path);
  const documentId = await storeDocument(store, changes);
  await store.close();
  return documentId;
}

describe('a chunk', () => {
  it('[D4] is known by its bytes: any flip and any cut is seen', () => {
    const place = fc.nat({ max: 199 });
    fc.assert(
      fc.property(
        place,
        fc.nat(),
        fc.integer({ min: 0, max: 7 }),
        fc.boolean(),
        (at, byte, bit, isCut) => {
          const { hash, bytes } = changes[at] as StoredChange;
          const where = byte % bytes.length;
          const damaged = isCut ? bytes.slice(0, where) : bytes.slice();
          if (!isCut) damaged[where] = (damaged[where] ?? 0) ^ (1 << bit);
          expect(chunkHash(bytes)).toBe(hash);
          expect(chunkHash(damaged)).not.toBe(hash);
        },
      ),
    );
  });

  it('[D10] comes out of a pack byte for byte, and a damaged pack says which it lost', async () => {
    const packed = await pack(changes);
    expect(unpack(packed).whole.map(({ bytes }) => Buffer.from(bytes).toString('hex'))).toEqual(
      changes.map(({ bytes }) => Buffer.from(bytes).toString('hex')),
    );
    const bytes = packed.bytes.slice(0, packed.bytes.length / 2);
    const torn = unpack({ hashes: packed.hashes, bytes });
    expect([...torn.whole.map(({ hash }) => hash), ...torn.damaged].toSorted()).toEqual(
      names().toSorted(),
    );
    expect(torn.damaged.length).toBeGreaterThan(0);
  });
});

describe('packing', () => {
  it('[D10] cut off after any of its steps, loses no change and is finished the next time', async () => {
    const path = files.newPath();
    const documentId = await seeded(path);
    const { db, disk, close } = openDatabase(path);
    const group = new GroupCommit(db, disk, () => () => undefined);
    const tables = packTables(db);
    const run = (work: () => void) => group.run(work);
    const setAside = () => Promise.reject(new Error('nothing is damaged'));
    const steps: PackingStep[] = [];
    const crashes = [files.copyOf(path)];
    for await (const step of packDocument(documentId, { tables, run, setAside })) {
      steps.push(step);
      crashes.push(files.copyOf(path));
    }
    close();
    expect(steps).toEqual(['packed', 'written', 'proved', 'packed', 'written', 'proved']);
    for (const crash of crashes) {
      expect(await withoutSnapshot(files.copyOf(crash), documentId)).toEqual(names());
      const store = openSqliteStore(crash);
      await store.packChanges(documentId, 9);
      expect(store.counts().changes).toBe(changes.length);
      expect(store.knownHashes(documentId, names() as ChangeHash[])).toEqual(names());
      await store.close();
      expect(looseIn(crash)).toBe(0);
      expect(await withoutSnapshot(crash, documentId)).toEqual(names());
    }
  });

  it('[D10] a pack that cannot be read back is thrown away, its sources stay', async () => {
    const path = files.newPath();
    const documentId = await seeded(path);
    const { db, disk, close } = openDatabase(path);
    const group = new GroupCommit(db, disk, () => () => undefined);
    const services = {
      tables: packTables(db),
      run: (work: () => void) => group.run(work),
      setAside: () => Promise.reject(new Error('nothing is damaged')),
    };
    const steps: PackingStep[] = [];
    for await (const step of packDocument(documentId, services)) {
      steps.push(step);
      if (step === 'written') db.exec("UPDATE packs SET bytes = x'00'");
    }
    close();
    expect(steps).toEqual(['packed', 'written', 'discarded']);
    expect(looseIn(path)).toBe(changes.length);
  });

  it('[D10] [D4] sets a damaged source aside instead of packing it', async () => {
    const path = files.newPath();
    const documentId = await seeded(path);
    const { hash } = changes[7] as StoredChange;
    spoil(path, hash);
    const store = openSqliteStore(path);
    await store.packChanges(documentId, 9);
    expect(store.counts()).toMatchObject({ changes: changes.length - 1, damagedChanges: 1 });
    expect(store.loadDocument(documentId)).toMatchObject({ missing: [], changes: [] });
    await store.close();
  });

  it('leaves to the next time what is too little, and what no snapshot covers', async () => {
    const store = openSqliteStore(':memory:');
    const few = await storeDocument(store, changes.slice(0, 31));
    const uncovered = await storeDocument(store, changes, false);
    await store.packChanges(few, 9);
    await store.packChanges(uncovered, 9);
    expect(store.loadDocument(uncovered)?.changes).toHaveLength(changes.length);
    expect(store.counts().changes).toBe(changes.length + 31);
    await store.close();
  });
});

function looseIn(path: string): number {
  const db = new DatabaseSync(path);
  const row = db.prepare('SELECT count(*) AS n FROM changes').get();
  db.close();
  return Number(row?.['n']);
}

function spoil(path: string, hash: string): void {
  const db = new DatabaseSync(path);
  db.prepare('UPDATE changes SET bytes = substr(bytes, 1, 20) WHERE hash = ?').run(hash);
  db.close();
}

describe('a document with a damaged change', () => {
  const load = (store: Store, documentId: DocumentId) => {
    const loaded = store.loadDocument(documentId);
    if (loaded === undefined) throw new TypeError('the document is there');
    return loaded;
  };

  it('[D4] loads all but that change and those that stand on it, for each of 200 in turn', async () => {
    const path = files.newPath();
    const store = openSqliteStore(path);
    const some = changes.slice(0, 200);
    const documentId = await storeDocument(store, some, false);
    const db = new DatabaseSync(path);
    const write = db.prepare('UPDATE changes SET bytes = ? WHERE hash = ?');
    for (const [place, { hash, bytes }] of some.entries()) {
      write.run(
        place % 2 === 0
          ? bytes.slice(0, -1)
          : Uint8Array.from(bytes, (byte, at) => (at === 30 ? byte ^ 4 : byte)),
        hash,
      );
      const loaded = load(store, documentId);
      expect(loaded.damaged).toEqual([hash]);
      expect(namesOf(loaded.changes)).toEqual(some.slice(0, place).map((change) => change.hash));
      expect(namesOf(loaded.waiting)).toEqual(some.slice(place + 1).map((change) => change.hash));
      write.run(bytes, hash);
    }
    db.close();
    await store.close();
  });

  it('[D4] keeps the damaged bytes apart, and is whole again when the change is put back', async () => {
    const path = files.newPath();
    const seed = openSqliteStore(path);
    const some = changes.slice(0, 40);
    const documentId = await storeDocument(seed, some, false);
    await seed.close();
    const lost = some[11] as StoredChange;
    spoil(path, lost.hash);
    const store = openSqliteStore(path);
    const heads = [(some[10] as StoredChange).hash];
    await store.setAside({ documentId, hashes: [lost.hash], heads, atMs: 5 });
    expect(store.counts()).toMatchObject({ changes: 39, damagedChanges: 1 });
    expect(load(store, documentId)).toMatchObject({ damaged: [], missing: [lost.hash] });
    expect(store.document(documentId)?.heads).toEqual(heads);
    const end = (some.at(-1) as StoredChange).hash;
    await store.restoreChanges({ documentId, changes: [lost], heads: [end], atMs: 6 });
    const whole = load(store, documentId);
    expect(namesOf(whole.changes)).toEqual(some.map(({ hash }) => hash));
    expect(whole).toMatchObject({ missing: [], waiting: [] });
    expect(store.counts()).toMatchObject({ changes: 40, damagedChanges: 0 });
    await store.close();
    const db = new DatabaseSync(path);
    const kept = db.prepare('SELECT length(bytes) AS n FROM damagedChanges').get();
    expect(kept).toEqual({ n: 20 });
    db.close();
  });

  it('[D4] uses no snapshot that is damaged, and has everything from its changes and packs', async () => {
    const path = files.newPath();
    const documentId = await seeded(path);
    const packing = openSqliteStore(path);
    await packing.packChanges(documentId, 9);
    await packing.close();
    const db = new DatabaseSync(path);
    db.exec('UPDATE snapshots SET bytes = substr(bytes, 1, length(bytes) - 1)');
    db.close();
    const store = openSqliteStore(path);
    const loaded = load(store, documentId);
    expect(loaded.isSnapshotDamaged).toBe(true);
    expect(loaded.snapshot).toBeUndefined();
    expect(namesOf(loaded.changes)).toEqual(names());
    await store.close();
  });
});

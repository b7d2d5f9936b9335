import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { gunzipSync } from 'node:zlib';
import type { DocumentId } from '@nastavnik/core/kernel';
import { initializeAutomergeForTests } from '@nastavnik/core/testing';
import * as A from '@automerge/automerge/slim';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { taskTexts } from '../../testing/index.ts';
import { openSqliteStore } from '../sqlite-store.ts';
import { StoreFolder } from '../testing/file-copy.ts';
import { copyBeforeUpgrade, migrate } from './migrate.ts';
import { schemaSteps } from './schema.ts';

const files = new StoreFolder();
const firstSchema = gunzipSync(
  readFileSync(new URL('./testing/schema-1.sqlite.gz', import.meta.url)),
);
/** A programme with 41 tasks, and one with a single task, as the first schema kept them. */
const taskCounts = [1, 41];

beforeAll(() => initializeAutomergeForTests());
afterAll(() => files.remove());

function fixture(): string {
  const path = files.newPath();
  writeFileSync(path, firstSchema);
  return path;
}

const versionOf = (path: string): unknown => {
  const db = new DatabaseSync(path);
  const row = db.prepare('PRAGMA user_version').get();
  const check = db.prepare('PRAGMA integrity_check').get();
  db.close();
  expect(check).toEqual({ integrity_check: 'ok' });
  return row?.['user_version'];
};

/** Everything that the fixture was made of, as the present code reads it. */
async function expectWhole(path: string): Promise<void> {
  const store = openSqliteStore(path);
  const documents = store.documentsChangedSince(0, 10);
  const counts = documents.map(({ documentId }) => tasksIn(documentId));
  expect(counts.toSorted((left, right) => left - right)).toEqual(taskCounts);
  const [logId] = store.logIds();
  if (logId === undefined) throw new TypeError('the fixture has a log');
  expect(store.entries(logId, 0, 100).length).toBeGreaterThan(8);
  expect(documents.flatMap(({ documentId }) => store.attestations(documentId))).toHaveLength(1);
  expect(store.quarantineItem('q1')).toMatchObject({ receivedAtMs: 8 });
  expect(store.counts()).toMatchObject({ changes: 44, refusals: 1, damagedChanges: 0 });
  expect(store.cursor('aggregation')).toBe(3);
  await store.close();
  expect(versionOf(path)).toBe(schemaSteps.length);

  function tasksIn(documentId: DocumentId): number {
    const loaded = store.loadDocument(documentId);
    const [doc] = A.applyChanges(A.init<Record<string, unknown>>(), [...(loaded?.changes ?? [])]);
    expect(A.getHeads(doc).toSorted()).toEqual(loaded?.row.heads);
    return taskTexts(doc).length;
  }
}

describe('a file of the first schema', () => {
  it('[D11] is opened with all it holds, after a copy of it was made', async () => {
    const path = fixture();
    await expectWhole(path);
    expect(versionOf(copyBeforeUpgrade(path, 1))).toBe(1);
    await expectWhole(copyBeforeUpgrade(path, 1));
  });

  it('[D11] cut off after any step of an upgrade, is upgraded the next time', async () => {
    const path = fixture();
    const db = new DatabaseSync(path);
    db.exec('PRAGMA journal_mode = WAL');
    const crashes: { path: string; hasCopy: boolean }[] = [];
    for (const step of migrate(db, path)) {
      const crash = files.copyOf(path);
      const copy = copyBeforeUpgrade(path, 1);
      if (step === 'copied') writeFileSync(`${copyBeforeUpgrade(crash, 1)}.part`, 'torn');
      if (existsSync(copy)) writeFileSync(copyBeforeUpgrade(crash, 1), readFileSync(copy));
      crashes.push({ path: crash, hasCopy: existsSync(copy) });
    }
    db.close();
    expect(crashes).toHaveLength(2 + schemaSteps.length - 1);
    for (const { path: crash } of crashes) {
      await expectWhole(crash);
      expect(existsSync(copyBeforeUpgrade(crash, 1))).toBe(true);
      expect(existsSync(`${copyBeforeUpgrade(crash, 1)}.part`)).toBe(false);
      expect(versionOf(copyBeforeUpgrade(crash, 1))).toBe(1);
    }
    expect(crashes.slice(2).every(({ hasCopy }) => hasCopy)).toBe(true);
  });

  it('[D11] opened again, is not copied again', async () => {
    const path = fixture();
    await openSqliteStore(path).close();
    writeFileSync(copyBeforeUpgrade(path, 1), 'kept');
    await openSqliteStore(path).close();
    expect(readFileSync(copyBeforeUpgrade(path, 1), 'utf8')).toBe('kept');
  });

  it('[D11] a new file needs no copy', async () => {
    const path = files.newPath();
    await openSqliteStore(path).close();
    for (const place of schemaSteps.keys()) {
      expect(existsSync(copyBeforeUpgrade(path, place))).toBe(false);
    }
  });
});

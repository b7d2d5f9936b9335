import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { DocumentId } from '@nastavnik/core/kernel';
import { initializeAutomergeForTests } from '@nastavnik/core/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSqliteStore } from '../../../store/sqlite-store.ts';
import { realChanges, storeDocument } from '../../../store/testing/stored-document.ts';
import { inspectStore } from './inspect-store.ts';
import { openReadOnlyStore } from './read-only-store.ts';

const root = mkdtempSync(join(tmpdir(), 'relay-inspect-'));
const path = join(root, 'relay.sqlite');
let packed: DocumentId;
let loose: DocumentId;

beforeAll(async () => {
  await initializeAutomergeForTests();
  const store = openSqliteStore(path);
  packed = await storeDocument(store, realChanges(40));
  loose = await storeDocument(store, realChanges(5), false);
  await store.packChanges(packed, 9);
  await store.close();
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

async function inspect(change?: string) {
  if (change !== undefined) {
    const db = new DatabaseSync(path);
    db.exec(change);
    db.close();
  }
  const store = openReadOnlyStore(path);
  const inspected = await inspectStore(store);
  store.close();
  return inspected;
}

describe('reading a store through', () => {
  it('[O2] counts and verifies changes in rows and in packs', async () => {
    const { counts, checked, findings } = await inspect();
    expect(findings).toEqual([]);
    expect(counts).toMatchObject({ documents: 2, changes: 45 });
    expect(checked).toMatchObject({ documents: 2, chunks: 45 });
  });

  it('[O2] names the document of a missing change, of wrong heads and of a damaged pack', async () => {
    const middle = `DELETE FROM changes WHERE documentId = '${loose}' AND seq = 3`;
    expect((await inspect(middle)).findings).toEqual([{ code: 'heads-differ', subject: loose }]);
    const { findings } = await inspect(
      `UPDATE packs SET bytes = substr(bytes, 1, length(bytes) - 9) WHERE documentId = '${packed}'`,
    );
    const found = findings.map(({ code, subject }) => `${code} ${subject}`);
    expect(found.toSorted()).toEqual([`chunk-damaged ${packed}`, `heads-differ ${loose}`]);
  });
});

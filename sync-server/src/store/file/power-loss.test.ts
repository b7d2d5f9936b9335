import { readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import {
  createDocumentId,
  systemRandom,
  type ChangeHash,
  type KeyId,
  type LogId,
} from '@nastavnik/core/kernel';
import { afterAll, describe, expect, it } from 'vitest';
import { soakScale } from '../../testing/soak/soak-scale.ts';
import { testChange } from '../testing/test-change.ts';
import { openSqliteStore } from '../sqlite-store.ts';
import type { Store } from '../store.ts';
import { StoreFolder } from '../testing/file-copy.ts';

const files = new StoreFolder();
const kid = 'a1'.repeat(16) as KeyId;
const documentId = createDocumentId(systemRandom);
const tailBytes = 65_536;
/** Cut points within the last 64 KiB of the log; all of them in a soak. */
const cuts = Math.min(soakScale('cuts', 96), tailBytes);

afterAll(() => files.remove());

async function write(store: Store, text: string): Promise<ChangeHash> {
  const change = testChange(text, kid);
  await store.commitChanges({ documentId, changes: [change], heads: [change.hash], kid, atMs: 2 });
  return change.hash;
}

/** The disk as the power left it: integrity, and everything that was acknowledged. */
function expectAcknowledged(path: string, acknowledged: readonly ChangeHash[]): void {
  const db = new DatabaseSync(path);
  expect(db.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
  const known = new Set(
    db
      .prepare('SELECT hash FROM changes')
      .all()
      .map((row) => row['hash']),
  );
  db.close();
  expect(acknowledged.filter((hash) => !known.has(hash))).toEqual([]);
}

describe('after a power loss', () => {
  it(`[D3] at ${cuts} places of the unflushed log the file is whole and has all that was acknowledged`, async () => {
    const path = files.newPath();
    const store = openSqliteStore(path);
    const logId = 'log' as LogId;
    await store.announceDocument({ documentId, kind: 'programme', logId, atMs: 1 });
    const acknowledged: ChangeHash[] = [];
    for (let count = 0; count < 20; count += 1) acknowledged.push(await write(store, `a ${count}`));
    const flushed = statSync(`${path}-wal`).size;
    for (let count = 0; statSync(`${path}-wal`).size < flushed + tailBytes; count += 1) {
      await write(store, `b ${count}`);
    }
    const crash = files.copyOf(path);
    await store.close();
    const main = readFileSync(crash);
    const wal = readFileSync(`${crash}-wal`);
    const step = tailBytes / cuts;
    for (let count = 0; count < cuts; count += 1) {
      const at = flushed + Math.floor(count * step);
      writeFileSync(crash, main);
      // A log may end where the power went, or go on with what the disk had there before.
      const isTorn = count % 2 === 1;
      writeFileSync(`${crash}-wal`, isTorn ? Buffer.from(wal).fill(0x5a, at) : wal);
      if (!isTorn) truncateSync(`${crash}-wal`, at);
      expectAcknowledged(crash, acknowledged);
    }
  }, 3_600_000);

  it('[D3] at any instant, checkpoints included, a copy has all that was acknowledged', async () => {
    const path = files.newPath();
    const store = openSqliteStore(path);
    const acknowledged: ChangeHash[] = [];
    await store.announceDocument({ documentId, kind: 'programme', logId: 'log' as LogId, atMs: 1 });
    for (let count = 0; count < 600; count += 1) {
      acknowledged.push(await write(store, `c ${count}`));
      if (count % 40 === 39) expectAcknowledged(files.copyOf(path), acknowledged);
    }
    await store.close();
  });
});

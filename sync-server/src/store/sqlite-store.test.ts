import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, it } from 'vitest';
import { isSafeVersion } from './file/open-database.ts';
import { openSqliteStore } from './sqlite-store.ts';
import { storeContract } from './store.contract.ts';

const folder = mkdtempSync(join(tmpdir(), 'store-'));
let files = 0;
const newPath = (): string => {
  files += 1;
  return join(folder, `${files}.sqlite`);
};
afterAll(() => rmSync(folder, { recursive: true }));

storeContract('sqlite in memory', () => openSqliteStore(':memory:'));
let current = '';
storeContract(
  'sqlite in a file',
  () => {
    current = newPath();
    return openSqliteStore(current);
  },
  async (store) => {
    await store.close();
    return openSqliteStore(current);
  },
);

describe('the file', () => {
  it('[D6] is refused to a second opener with store-locked until the first has closed', async () => {
    const path = newPath();
    const first = openSqliteStore(path);
    expect(() => openSqliteStore(path)).toThrowError(
      expect.objectContaining({ code: 'store-locked' }),
    );
    await first.close();
    await openSqliteStore(path).close();
  });

  it('is refused when a newer relay wrote it, and left as it was', () => {
    const path = newPath();
    const db = new DatabaseSync(path);
    db.exec('PRAGMA user_version = 99');
    expect(() => openSqliteStore(path)).toThrowError(
      expect.objectContaining({ code: 'store-newer-version' }),
    );
    expect(db.prepare('PRAGMA user_version').get()).toEqual({ user_version: 99 });
    db.close();
  });

  it('wants a SQLite without the WAL-reset fault', () => {
    expect(['3.51.2', '3.40.1', '2.99.99'].map(isSafeVersion)).toEqual([false, false, false]);
    expect(['3.51.3', '3.53.4', '4.0.0'].map(isSafeVersion)).toEqual([true, true, true]);
  });

  it('can be copied while it is in use', async () => {
    const store = openSqliteStore(newPath());
    await store.saveCursor('aggregation', 9);
    const copy = newPath();
    await store.backup(copy);
    await store.close();
    const restored = openSqliteStore(copy);
    expect(restored.cursor('aggregation')).toBe(9);
    await restored.close();
  });
});

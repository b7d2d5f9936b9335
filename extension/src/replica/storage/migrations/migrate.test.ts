import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { afterEach, expect, it } from 'vitest';
import { copyDatabase, textOf } from '../../../testing/database-copy.ts';
import {
  databasePrefix,
  openPersonDatabase,
  type PersonDatabase,
  type PersonSchema,
} from '../person-database.ts';
import version1 from './fixtures/version-1.json' with { type: 'json' };
import { databaseVersion, migrate } from './migrate.ts';

const names: string[] = [];
const opened: { close(): void }[] = [];

afterEach(() => {
  for (const db of opened.splice(0)) db.close();
});

const open = async (profileId: string, onClosed: (reason: string) => void = () => undefined) => {
  const db = await openPersonDatabase(profileId, { onClosed });
  opened.push(db);
  return db;
};

interface StoredDatabase {
  readonly version: number;
  readonly stores: Readonly<
    Record<string, { keyPath: string | null; rows: { key: IDBValidKey; value: unknown }[] }>
  >;
}

/** Bytes stand in the fixture as `{ "bytes": "hex" }`. */
const revived = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  if ('bytes' in value && typeof value.bytes === 'string') {
    return Uint8Array.from(value.bytes.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  }
  if (Array.isArray(value)) return value.map(revived);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, revived(inner)]));
};

/** A person's database exactly as the release of that version left it. */
async function install(stored: StoredDatabase): Promise<string> {
  const profileId = crypto.randomUUID();
  names.push(profileId);
  const db = await openDB(databasePrefix + profileId, stored.version, {
    upgrade: (fresh, _old, _new, tx) => {
      for (const [name, { keyPath, rows }] of Object.entries(stored.stores)) {
        const store = fresh.createObjectStore(name, keyPath === null ? {} : { keyPath });
        if (name === 'summaries') store.createIndex('kind', 'kind');
        for (const { key, value } of rows) {
          void tx.objectStore(name).put(revived(value), ...(keyPath === null ? [key] : []));
        }
      }
    },
  });
  db.close();
  return profileId;
}

const versionOf = async (profileId: string): Promise<number | undefined> =>
  (await indexedDB.databases()).find(({ name }) => name === databasePrefix + profileId)?.version;

/** Every row of the fixture, with what the migrations since have added to it. */
async function expectAllKept(db: PersonDatabase): Promise<void> {
  const copy = await copyDatabase(db);
  for (const [name, { rows }] of Object.entries(version1.stores as StoredDatabase['stores'])) {
    expect(copy.get(name)?.map(({ key }) => key)).toEqual(rows.map(({ key }) => key));
    for (const [at, { value }] of rows.entries()) {
      const kept = copy.get(name)?.[at]?.value;
      const was = revived(value);
      const isDated = name === 'damaged' && typeof was === 'object';
      expect(kept).toEqual(isDated ? { ...was, foundAtMs: 0 } : was);
    }
  }
}

it('[D11] a database of version 1 is brought up to date with every row in it', async () => {
  const profileId = await install(version1 as StoredDatabase);
  const db = await open(profileId);
  expect(db.version).toBe(databaseVersion);
  await expectAllKept(db);
});

it('[D11] killed at any call of the upgrade it is version 1 still, and the next start succeeds', async () => {
  const clean = await open(await install(version1 as StoredDatabase));
  const wanted = textOf(await copyDatabase(clean));
  let points = 0;
  for (let nth = 1; ; nth += 1) {
    const profileId = await install(version1 as StoredDatabase);
    const isThrough = await upgradeKilledAt(profileId, nth);
    expect(await versionOf(profileId)).toBe(isThrough ? databaseVersion : 1);
    const again = await open(profileId);
    expect(textOf(await copyDatabase(again))).toBe(wanted);
    if (isThrough) break;
    points += 1;
  }
  expect(points).toBeGreaterThanOrEqual(3);
});

/** The browser dies at the nth step of the migrations; true where there are not so many. */
async function upgradeKilledAt(profileId: string, nth: number): Promise<boolean> {
  let steps = 0;
  try {
    const db = await openDB<PersonSchema>(databasePrefix + profileId, databaseVersion, {
      upgrade: async (fresh, oldVersion, _newVersion, tx) => {
        const objectStore = tx.objectStore.bind(tx);
        const counted = new Proxy(tx, {
          get: (target, name) => {
            if (name !== 'objectStore') return Reflect.get(target, name) as unknown;
            return (store: 'damaged') => dying(objectStore(store), step);
          },
        });
        const step = (): void => {
          steps += 1;
          if (steps === nth) tx.abort();
        };
        tx.done.catch(() => undefined);
        step();
        await migrate(fresh, counted, oldVersion);
        step();
      },
    });
    db.close();
    return true;
  } catch {
    return false;
  }
}

/** A store whose cursor counts its moves. */
function dying<Store extends object>(store: Store, step: () => void): Store {
  const watch = (cursor: object | null): unknown =>
    cursor &&
    new Proxy(cursor, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name, target);
        if (typeof value !== 'function') return value;
        return async (...args: unknown[]) => {
          step();
          const next: unknown = await Reflect.apply(value, target, args);
          return name === 'continue' ? watch(next as object | null) : next;
        };
      },
    });
  return new Proxy(store, {
    get: (target, name) => {
      if (name !== 'openCursor') return Reflect.get(target, name) as unknown;
      const opening = Reflect.get(target, name) as () => Promise<object | null>;
      return async () => watch(await opening.call(target));
    },
  });
}

it('[D11] a window of the version before lets go at once and says that it must be opened anew', async () => {
  const profileId = crypto.randomUUID();
  const told: string[] = [];
  const old = await open(profileId, (reason) => told.push(reason));
  const newer = await openDB(old.name, databaseVersion + 1);
  opened.push(newer);
  expect(newer.version).toBe(databaseVersion + 1);
  expect(told).toEqual(['upgraded']);
});

it('[D11] while another window holds on, the person is told to close it, and nothing is broken', async () => {
  const profileId = await install(version1 as StoredDatabase);
  const stubborn = await openDB(databasePrefix + profileId, 1);
  await expect(openPersonDatabase(profileId, { onClosed: () => undefined })).rejects.toMatchObject({
    code: 'workplace-elsewhere',
  });
  stubborn.close();
  await expectAllKept(await open(profileId));
});

it('[D11] data of a newer version is not opened and not touched', async () => {
  const profileId = crypto.randomUUID();
  const name = databasePrefix + profileId;
  const newer = await openDB(name, databaseVersion + 1, {
    upgrade: (db) => void db.createObjectStore('later').put('kept', 'key'),
  });
  newer.close();
  await expect(openPersonDatabase(profileId, { onClosed: () => undefined })).rejects.toMatchObject({
    code: 'device-data-newer',
  });
  const again = await openDB(name, databaseVersion + 1);
  opened.push(again);
  expect(await again.get('later', 'key')).toBe('kept');
});

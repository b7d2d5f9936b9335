import 'fake-indexeddb/auto';
import { systemClock } from '@nastavnik/core/kernel';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { FailingStorage } from '../../testing/failing-storage.ts';
import { GroupCommit, type Request } from './group-commit.ts';
import { openPersonDatabase, type PersonDatabase } from './person-database.ts';

let db: PersonDatabase;
/** Everything that happened, in order: `relaxed begun`, `strict done`, and what a test adds. */
let told: string[];

beforeEach(async () => {
  db = await openPersonDatabase(crypto.randomUUID(), { onClosed: () => undefined });
  told = [];
});
afterEach(() => db.close());

/** The same database, with its writing transactions noted. */
function noting(): PersonDatabase {
  const transaction = (...args: Parameters<IDBDatabase['transaction']>): unknown => {
    const name = args[2]?.durability ?? 'default';
    told.push(`${name} begun`);
    const begin = db.transaction.bind(db) as (...given: unknown[]) => { done: Promise<void> };
    const tx = begin(...args);
    void tx.done.then(() => told.push(`${name} done`));
    return tx;
  };
  return { transaction } as unknown as PersonDatabase;
}

const times = (event: string): number => told.filter((one) => one === event).length;

const chunk =
  (name: string): Request =>
  (tx, include) =>
    include(tx.objectStore('chunks').put({ data: new Uint8Array([1]), order: 1 }, [name]));

const stored = async (): Promise<string[]> =>
  (await db.getAllKeys('chunks')).map(([id]) => id ?? '');
const letters = 'abcdefghijklmnopqrstuvwxyz'.split('');

it('[D8] what comes while one write is under way leaves the page in the next one, all together', async () => {
  const commits = new GroupCommit(noting(), systemClock);
  const writes = letters.map((letter) => commits.write(chunk(letter)));
  expect(told).toEqual(['relaxed begun']);
  await Promise.all(writes);
  expect(times('relaxed begun')).toBe(2);
  expect(await stored()).toEqual(letters);
});

it('[D9] a change is kept only when a strict transaction after it is complete, one for many', async () => {
  const commits = new GroupCommit(noting(), systemClock);
  await Promise.all(
    letters.map((letter) =>
      commits
        .keep(chunk(letter), () => told.push(`taken ${letter}`))
        .then(() => told.push(`kept ${letter}`)),
    ),
  );
  for (const letter of letters) {
    const taken = told.indexOf(`taken ${letter}`);
    const begun = told.indexOf('strict begun', taken);
    const done = told.indexOf('strict done', begun);
    const kept = told.indexOf(`kept ${letter}`);
    expect(taken).toBeGreaterThan(-1);
    expect(begun).toBeGreaterThan(taken);
    expect(done).toBeGreaterThan(begun);
    expect(kept).toBeGreaterThan(done);
  }
  expect(times('relaxed begun')).toBe(2);
  expect(times('strict begun')).toBe(2);
});

it('[D9] a flush that fails is told to whom it was for, and their changes are out of the page', async () => {
  const commits = new GroupCommit(db, systemClock);
  const failing = new FailingStorage(2, 'broken');
  const kept = commits.keep(chunk('a'), () => undefined);
  await expect(kept).rejects.toMatchObject({ name: 'AbortError' });
  failing.end();
  expect(await stored()).toEqual(['a']);
});

it('[D2] one change that the disk refuses takes none along that came with it', async () => {
  const commits = new GroupCommit(db, systemClock);
  const refused: Request = (tx, include) => {
    chunk('b')(tx, include);
    throw new DOMException('full', 'QuotaExceededError');
  };
  const outcomes = await Promise.allSettled([
    commits.write(chunk('first')),
    commits.write(chunk('a')),
    commits.write(refused),
    commits.write(chunk('c')),
  ]);
  expect(outcomes.map(({ status }) => status)).toEqual([
    'fulfilled',
    'fulfilled',
    'rejected',
    'fulfilled',
  ]);
  expect(await stored()).toEqual(['a', 'c', 'first']);
});

it('[D9] a copy that is closed waits for what is under way, and for no pause', async () => {
  const commits = new GroupCommit(db, systemClock);
  let kept = 0;
  for (const letter of letters) {
    void commits.keep(chunk(letter), () => undefined).then(() => (kept += 1));
  }
  await commits.settled();
  await Promise.resolve();
  expect(kept).toBe(letters.length);
  expect(await stored()).toEqual(letters);
});

import 'fake-indexeddb/auto';
import { initializeAutomergeForTests } from '@nastavnik/core/testing';
import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import { SamplePerson } from '../../testing/sample-person.ts';
import type { Replica } from '../replica.ts';

beforeAll(initializeAutomergeForTests);
afterEach(() => void vi.restoreAllMocks());

/** From now on no entry of one's own fits on the disk. */
function fillDisk(): void {
  const put = Reflect.get(IDBObjectStore.prototype, 'put') as IDBObjectStore['put'];
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function full(
    this: IDBObjectStore,
    ...given: Parameters<IDBObjectStore['put']>
  ) {
    if (this.name === 'submissions') throw new DOMException('full', 'QuotaExceededError');
    return put.apply(this, given);
  });
}

const full = { ok: false, error: { code: 'storage-full' } };

it('[D2] says that the disk is full where an entry cannot be kept', async () => {
  const person = await SamplePerson.create();
  await person.install('ws://127.0.0.1:9');
  const replica = await person.openWindow();
  const { logId, personId } = person;
  const expiresAtMs = Date.now() + 3_600_000;
  const asked: readonly ((on: Replica) => Promise<unknown>)[] = [
    (on) => on.submitEntry(logId, 'policy', { key: 'key', value: 1 }),
    (on) => on.invite({ logId, personId, purpose: 'device', expiresAtMs }),
    (on) =>
      on.create({ logId, kind: 'notes', audience: [{ personId, part: 'author' }], subjects: [] }),
  ];
  fillDisk();
  for (const ask of asked) expect(await ask(replica)).toMatchObject(full);
  expect(replica.entries.value).toEqual([]);
  await person.closeWindows();
});

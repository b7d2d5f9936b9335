import 'fake-indexeddb/auto';
import { copyFileSync } from 'node:fs';
import type { Programme } from '@nastavnik/core/documents';
import type { DocumentId } from '@nastavnik/core/kernel';
import { initializeAutomergeForTests } from '@nastavnik/core/testing';
import { copyDatabase, type PersonDatabase, type Replica } from '@nastavnik/extension/testing';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { ReplicaSchool } from './replicas/replica-school.ts';
import { addTask, create, drained, open, seesTasks } from './replicas/school-work.ts';
import { until } from './replicas/until.ts';

let school: ReplicaSchool;

beforeAll(initializeAutomergeForTests);
beforeEach(async () => {
  school = await ReplicaSchool.open();
});
afterEach(() => school.close());

const chunkRange = (documentId: DocumentId) => IDBKeyRange.bound([documentId], [documentId, []]);

/** Flips a bit of a document's `at`-th chunk, or tears it; gives its key, undefined past the last. */
async function damage(
  db: PersonDatabase,
  { documentId, at, kind }: { documentId: DocumentId; at: number; kind: 'flipped' | 'torn' },
): Promise<string[] | undefined> {
  const key = (await db.getAllKeys('chunks', chunkRange(documentId)))[at];
  const row = key && (await db.get('chunks', key));
  if (key === undefined || row === undefined) return undefined;
  const bytes = Uint8Array.from(row.data);
  const middle = Math.floor(bytes.length / 2);
  bytes[middle] = (bytes[middle] ?? 0) ^ 0x10;
  const data = kind === 'flipped' ? bytes : row.data.slice(0, -3);
  await db.put('chunks', { ...row, data }, key);
  return key;
}

const relayOf = async (replica: Replica): Promise<Replica> => {
  await until(replica.sync, ({ connection }) => connection === 'online', 'the relay');
  return replica;
};

it('[D4] each damaged chunk in turn is set aside alone, told, and fetched again from the relay', async () => {
  const programme = await create(school, await school.sitDown('curator'), 'programme');
  const mentor = await school.sitDown('mentor');
  const { profileId } = mentor.profile;
  const tasks = ['Один', 'Два', 'Три', 'Четыре'];
  const written = await open<Programme>(mentor, programme);
  for (const task of tasks) await addTask(written, task);
  await drained(mentor);
  await mentor.close();
  const count = await school.onDisk(profileId, (db) => db.count('chunks', chunkRange(programme)));
  expect(count).toBeGreaterThanOrEqual(tasks.length);
  for (let at = 0; at < count; at += 1) {
    const kind = at % 2 === 0 ? 'flipped' : 'torn';
    const before = await school.onDisk(profileId, copyDatabase);
    const key = await school.onDisk(profileId, (db) =>
      damage(db, { documentId: programme, at, kind }),
    );
    const again = await school.openWindow(profileId);
    const told: number[] = [];
    again.sync.subscribe(({ damaged }) => told.push(damaged.length));
    await seesTasks(await open(again, programme), ...tasks);
    await until(again.sync, ({ damaged }) => damaged.length === 0, 'the gap filled');
    expect(told).toContain(1);
    expect(again.sync.value.drafts).toEqual([]);
    await again.close();
    const after = await school.onDisk(profileId, copyDatabase);
    const setAside = (copy: typeof after) =>
      (copy.get('damaged') ?? []).map((row) => (row.key as string[]).join());
    const earlier = new Set(setAside(before));
    expect(setAside(after).filter((one) => !earlier.has(one))).toEqual([key?.join()]);
    const offline = await school.openWindow(profileId, {
      openSocket: () => new WebSocket('ws://127.0.0.1:1'),
    });
    await seesTasks(await open(offline, programme), ...tasks);
    await offline.close();
    // The next one is damaged in the same chunks, not in what has been gathered meanwhile.
    await school.onDisk(profileId, async (db) => {
      await db.clear('chunks');
      for (const { key: chunkKey, value } of before.get('chunks') ?? []) {
        await db.put('chunks', value as never, chunkKey as string[]);
      }
    });
  }
});

it('[D4] own work that was only in a damaged chunk is listed as lost, and the outbox drains', async () => {
  const programme = await create(school, await school.sitDown('curator'), 'programme');
  const mentor = await school.sitDown('mentor');
  const { profileId } = mentor.profile;
  await addTask(await open(mentor, programme), 'На узле');
  await drained(mentor);
  await school.stopRelay();
  const mine = await open<Programme>(mentor, programme);
  await addTask(mine, 'Повредится');
  await addTask(mine, 'Стоит на повреждённом');
  const hash = mentor.sync.value.waiting[0]?.hash;
  await mentor.close();
  await school.onDisk(profileId, async (db) => {
    const keys = await db.getAllKeys('chunks', chunkRange(programme));
    const rows = await db.getAll('chunks', chunkRange(programme));
    const newest = keys.toSorted(
      (a, b) => (rows[keys.indexOf(b)]?.order ?? 0) - (rows[keys.indexOf(a)]?.order ?? 0),
    );
    const at = keys.indexOf(newest[1] as string[]);
    expect(await damage(db, { documentId: programme, at, kind: 'torn' })).toEqual(newest[1]);
  });
  await school.startRelay();
  const again = await relayOf(await school.openWindow(profileId));
  expect(hash).toBeDefined();
  const { drafts } = await until(again.sync, (sync) => sync.drafts.length === 1, 'a draft');
  expect(drafts[0]).toMatchObject({
    documentId: programme,
    reason: { code: 'storage-damaged' },
  });
  expect(drafts[0]?.labels.toSorted()).toEqual(['Повредится', 'Стоит на повреждённом']);
  expect(drafts[0]?.texts.join(' ')).toContain('Стоит на повреждённом');
  await drained(again);
  const handle = await open<Programme>(again, programme);
  await addTask(handle, 'Работает дальше');
  await drained(again);
  const curator = await school.sitDown('curator');
  await seesTasks(await open(curator, programme), 'На узле', 'Работает дальше');
});

it('[S5] a computer restored from an old copy of its profile and the computer itself both go on', async () => {
  const programme = await create(school, await school.sitDown('curator'), 'programme');
  const mentor = await school.sitDown('mentor');
  const { profileId } = mentor.profile;
  const before = await open<Programme>(mentor, programme);
  await addTask(before, 'До копии');
  await drained(mentor);
  await mentor.close();
  const copy = await school.onDisk(profileId, copyDatabase);
  const original = await school.openWindow(profileId);
  const here = await open<Programme>(original, programme);
  await addTask(here, 'После копии');
  await drained(original);
  const restored = await school.openWindow(await school.restoreProfile(copy));
  const there = await open<Programme>(restored, programme);
  await seesTasks(there, 'До копии', 'После копии');
  await Promise.all([addTask(here, 'На первом'), addTask(there, 'На втором')]);
  await addTask(there, 'Ещё на втором');
  const all = ['До копии', 'После копии', 'На первом', 'На втором', 'Ещё на втором'];
  await Promise.all([drained(original), drained(restored)]);
  const curator = await school.sitDown('curator');
  for (const handle of [here, there, await open<Programme>(curator, programme)]) {
    await seesTasks(handle, ...all);
  }
  expect([original, restored].flatMap(({ sync }) => sync.value.drafts)).toEqual([]);
});

it('[S5] work that a copy of the profile already held, and the computer has sent since, is not doubled', async () => {
  const programme = await create(school, await school.sitDown('curator'), 'programme');
  const mentor = await school.sitDown('mentor');
  const { profileId } = mentor.profile;
  const mine = await open<Programme>(mentor, programme);
  await school.stopRelay();
  await addTask(mine, 'Ждало в обоих');
  const copy = await school.onDisk(profileId, copyDatabase);
  await school.startRelay();
  await drained(mentor);
  const restored = await school.openWindow(await school.restoreProfile(copy));
  expect(restored.sync.value.waiting.length).toBe(1);
  await drained(restored);
  await seesTasks(await open(restored, programme), 'Ждало в обоих');
  expect(restored.sync.value.drafts).toEqual([]);
});

it('[S4] a device claims its changes again at a restored relay that has them from a colleague', async () => {
  const programme = await create(school, await school.sitDown('curator'), 'programme');
  const mentor = await school.sitDown('mentor');
  const mentee = await school.sitDown('mentee');
  const theirs = await open<Programme>(mentee, programme);
  await school.stopRelay();
  const copy = `${school.path}.copy`;
  copyFileSync(school.path, copy);
  await school.startRelay();
  const mine = await open<Programme>(mentor, programme);
  for (const task of ['Раз', 'Два']) await addTask(mine, task);
  await seesTasks(theirs, 'Раз', 'Два');
  await drained(mentor);
  await expect.poll(() => school.claimsKeptBy(mentee)).toContain(mentor.profile.kid);
  // Only what a claim names can be handed back by a colleague; the last comes after the change.
  const [last = ''] = mine.view.value?.heads ?? [];
  await expect.poll(() => school.changesClaimed(mentee, mentor)).toContain(last);
  await mentor.close();
  await school.stopRelay();
  await school.startRelay(copy);
  const head = await school.sitDown('head');
  await seesTasks(await open(head, programme), 'Раз', 'Два');
  expect(await school.claimsKeptBy(head)).not.toContain(mentor.profile.kid);
  const back = await school.openWindow(mentor.profile.profileId);
  await open(back, programme);
  await expect.poll(() => school.claimsKeptBy(head)).toContain(mentor.profile.kid);
});

it('[A4] the process of a document ends under the hands of two people, and all they write is kept', async () => {
  const programme = await create(school, await school.sitDown('curator'), 'programme');
  const people = [await school.sitDown('mentor'), await school.sitDown('mentee')];
  const handles = await Promise.all(people.map((person) => open<Programme>(person, programme)));
  const states = new Set<string>();
  for (const person of people) person.sync.subscribe(({ connection }) => states.add(connection));
  const wanted: string[] = [];
  for (let round = 0; round < 3; round += 1) {
    const writing = handles.flatMap((handle, who) =>
      [1, 2, 3, 4].map((at) => {
        const text = `круг ${round} человек ${who} строка ${at}`;
        wanted.push(text);
        return addTask(handle, text);
      }),
    );
    // A second end under the same document's questions would put it into quarantine.
    const [pid] = round === 1 ? school.relay.relay.workerPids() : [];
    if (pid !== undefined) process.kill(pid, 'SIGKILL');
    await Promise.all(writing);
    await Promise.all(people.map(drained));
  }
  await Promise.all(handles.map((handle) => seesTasks(handle, ...wanted)));
  expect(states).toEqual(new Set(['online']));
});

import 'fake-indexeddb/auto';
import * as A from '@automerge/automerge/slim';
import { programmeCommands, type Programme } from '@nastavnik/core/documents';
import { systemClock, type DocumentId } from '@nastavnik/core/kernel';
import { initializeAutomergeForTests } from '@nastavnik/core/testing';
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

const yearMs = 365 * 24 * 3_600_000;

it.each([10, -10])(
  '[S3] a clock %i years off signs in, merges like any other, and is told to the person',
  async (years) => {
    const programme = await create(school, await school.sitDown('curator'), 'programme');
    const mentee = await school.sitDown('mentee');
    const theirs = await open<Programme>(mentee, programme);
    const shift = { ms: years * yearMs };
    const clock = { nowMs: () => systemClock.nowMs() + shift.ms };
    const mentor = await school.sitDown('mentor', school.relayUrl, { clock });
    const mine = await open<Programme>(mentor, programme);
    await until(mentor.sync, ({ connection }) => connection === 'online', 'the relay');
    expect(mentor.sync.value).toMatchObject({ clockDiffers: true });
    expect(Math.round((mentor.sync.value.clockSkewMs ?? 0) / yearMs)).toBe(years);
    await addTask(mine, 'До скачка');
    await seesTasks(theirs, 'До скачка');
    // The clock is put right, and a little beyond, while they work.
    shift.ms = -60_000;
    await addTask(theirs, 'Чужое');
    await seesTasks(mine, 'До скачка', 'Чужое');
    await addTask(mine, 'После скачка');
    for (const handle of [mine, theirs]) {
      await seesTasks(handle, 'До скачка', 'Чужое', 'После скачка');
    }
    await Promise.all([drained(mentor), drained(mentee)]);
    const [row] = mentor.documents('programme').value;
    expect((row?.value as Programme | undefined)?.tasks).toHaveLength(3);
    mine.close();
    await mentor.close();
    const again = await school.openWindow(mentor.profile.profileId);
    await seesTasks(await open(again, programme), 'До скачка', 'Чужое', 'После скачка');
  },
);

/** Writes into a document on the disk, past every command, as a newer release would. */
async function writeAsNewer(
  profileId: string,
  documentId: DocumentId,
  change: (draft: Record<string, unknown>) => void,
): Promise<void> {
  const range = IDBKeyRange.bound([documentId], [documentId, []]);
  await school.onDisk(profileId, async (db) => {
    const chunks = await db.getAll('chunks', range);
    let doc = A.init<Record<string, unknown>>();
    for (const { data } of chunks) doc = A.loadIncremental(doc, data);
    const data = A.save(A.change(doc, change));
    await db.clear('chunks');
    await db.put('chunks', { data, order: 1 }, [documentId, 'snapshot', 'newer']);
  });
}

const offline = { openSocket: () => new WebSocket('ws://127.0.0.1:1') };

it('[S6] what a newer release wrote beside what this one knows is kept, edit after edit', async () => {
  const programme = await create(school, await school.sitDown('curator'), 'programme');
  const mentor = await school.sitDown('mentor');
  const { profileId } = mentor.profile;
  const mine = await open<Programme>(mentor, programme);
  const added = await addTask(mine, 'Известное');
  await mentor.close();
  await school.stopRelay();
  const unknown = { text: 'будущее', nested: { list: [1, 2, { deep: true }] } };
  await writeAsNewer(profileId, programme, (draft) => {
    draft['future'] = unknown;
    for (const task of Object.values(draft['tasks'] as Record<string, object>)) {
      Object.assign(task, { priority: 3, future: unknown });
    }
  });
  const older = await school.openWindow(profileId, offline);
  const handle = await open<Programme>(older, programme);
  expect(handle.view.value).toMatchObject({ writable: true });
  const id = added.ok ? (handle.view.value?.value.tasks[0]?.id ?? '') : '';
  for (const text of ['Правка', 'Ещё правка']) {
    const changes = { id, changes: { text } };
    expect(await handle.change(text, programmeCommands.tasks.edit, changes)).toMatchObject({
      ok: true,
    });
  }
  await addTask(handle, 'Новое');
  const saved = A.toJS(A.load<Record<string, never>>(handle.save())) as Record<string, unknown>;
  expect(saved['future']).toEqual(unknown);
  const tasks = saved['tasks'] as Record<string, Record<string, unknown>>;
  expect(tasks[id]).toMatchObject({ text: 'Ещё правка', priority: 3, future: unknown });
  await school.startRelay();
});

it('[S6] a newer schema is read and never written', async () => {
  const programme = await create(school, await school.sitDown('curator'), 'programme');
  const mentor = await school.sitDown('mentor');
  const { profileId } = mentor.profile;
  await addTask(await open(mentor, programme), 'Видно');
  await mentor.close();
  await school.stopRelay();
  await writeAsNewer(profileId, programme, (draft) => {
    (draft['schemaSteps'] as Record<string, unknown>)['99'] = true;
  });
  const older = await school.openWindow(profileId, offline);
  const handle = await open<Programme>(older, programme);
  await seesTasks(handle, 'Видно');
  expect(handle.view.value).toMatchObject({ writable: false });
  const heads = handle.view.value?.heads;
  expect(await addTask(handle, 'Нельзя')).toEqual({
    ok: false,
    error: { code: 'document-newer-schema' },
  });
  expect(handle.view.value?.heads).toEqual(heads);
  await school.startRelay();
});

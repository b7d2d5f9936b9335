import 'fake-indexeddb/auto';
import type { Programme } from '@nastavnik/core/documents';
import { initializeAutomergeForTests } from '@nastavnik/core/testing';
import type { DocumentHandle, Replica } from '@nastavnik/extension/testing';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { ReplicaSchool } from './replicas/replica-school.ts';
import { addTask, create, drained, open, seesTasks, tasksOf } from './replicas/school-work.ts';
import { until } from './replicas/until.ts';

let school: ReplicaSchool;
let mentor: Replica;
let mentee: Replica;
let at: { mentor: DocumentHandle<Programme>; mentee: DocumentHandle<Programme> };

beforeAll(initializeAutomergeForTests);

/** A pair that has met at a relay, and then has none. */
beforeEach(async () => {
  school = await ReplicaSchool.open();
  mentor = await school.sitDown('mentor');
  mentee = await school.sitDown('mentee');
  const programme = await create(school, await school.sitDown('curator'), 'programme');
  at = { mentor: await open(mentor, programme), mentee: await open(mentee, programme) };
  await addTask(at.mentor, 'Пока была связь');
  await drained(mentor);
  await seesTasks(at.mentee, 'Пока была связь');
  await school.stopRelay();
  for (const replica of [mentor, mentee]) {
    await until(replica.sync, ({ connection }) => connection === 'offline', 'no relay');
  }
});
afterEach(() => school.close());

const headsOf = ({ view }: DocumentHandle<Programme>) => view.value?.heads.join();

async function fileOf(replica: Replica): Promise<Uint8Array> {
  const pairId = at.mentor.documentId;
  const written = await replica.bundles.write({ logId: school.logId, pairId });
  if (!written.ok) throw new TypeError(written.error.code);
  return written.value;
}

it('[O10] two people with no relay come to the same heads by a file each way, and a relay takes it all', async () => {
  await addTask(at.mentor, 'Наставник без связи');
  await addTask(at.mentee, 'Наставляемый без связи');
  const there = await mentee.bundles.take(await fileOf(mentor));
  expect(there).toMatchObject({ ok: true, value: { taken: 1, refused: 0, waiting: 0 } });
  await seesTasks(at.mentee, 'Пока была связь', 'Наставник без связи', 'Наставляемый без связи');
  await addTask(at.mentee, 'Ответ');
  const file = await fileOf(mentee);
  expect(await mentor.bundles.take(file)).toMatchObject({ ok: true, value: { taken: 2 } });
  expect(tasksOf(at.mentor)).toEqual(tasksOf(at.mentee));
  expect(headsOf(at.mentor)).toBe(headsOf(at.mentee));
  expect(await mentor.bundles.take(file)).toMatchObject({ ok: true, value: { taken: 0 } });
  const again = await school.openWindow(mentor.profile.profileId);
  expect(headsOf(await open(again, at.mentor.documentId))).toBe(headsOf(at.mentee));
  await school.startRelay();
  await Promise.all([drained(mentor), drained(mentee)]);
  expect([mentor, mentee].flatMap(({ sync }) => sync.value.drafts)).toEqual([]);
  expect(headsOf(at.mentor)).toBe(headsOf(at.mentee));
});

it('[O10] a relay takes a colleague’s changes from the device that brought them by file', async () => {
  await addTask(at.mentee, 'Только на бумаге и в файле');
  await mentor.bundles.take(await fileOf(mentee));
  await mentee.close();
  await school.startRelay();
  const curator = await school.sitDown('curator');
  const programme = await open<Programme>(curator, at.mentor.documentId);
  await seesTasks(programme, 'Пока была связь', 'Только на бумаге и в файле');
  expect(mentor.sync.value.drafts).toEqual([]);
});

it('[O10] a damaged or foreign file is told and changes nothing', async () => {
  const before = headsOf(at.mentee);
  await addTask(at.mentor, 'Не дойдёт');
  const file = await fileOf(mentor);
  const cut = await mentee.bundles.take(file.subarray(0, file.length - 7));
  expect(cut).toEqual({ ok: false, error: { code: 'bundle-malformed' } });
  const half = file.length >> 1;
  const flipped = file.with(half, (file[half] ?? 0) ^ 4);
  expect(await mentee.bundles.take(flipped)).toEqual({
    ok: false,
    error: { code: 'signature-invalid' },
  });
  const elsewhere = await ReplicaSchool.open();
  try {
    const stranger = await elsewhere.sitDown('mentor');
    expect(await stranger.bundles.take(file)).toEqual({
      ok: false,
      error: { code: 'bundle-foreign' },
    });
  } finally {
    await elsewhere.close();
  }
  expect(headsOf(at.mentee)).toBe(before);
});

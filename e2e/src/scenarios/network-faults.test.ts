import 'fake-indexeddb/auto';
import type { Programme } from '@nastavnik/core/documents';
import { initializeAutomergeForTests, seededRandom } from '@nastavnik/core/testing';
import { FaultyLine } from '@nastavnik/sync-server/testing';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { isLong } from './replicas/long-tier.ts';
import { ReplicaSchool } from './replicas/replica-school.ts';
import { addTask, create, drained, open, tasksOf } from './replicas/school-work.ts';
import { until } from './replicas/until.ts';

let school: ReplicaSchool;

beforeAll(initializeAutomergeForTests);
beforeEach(async () => {
  school = await ReplicaSchool.open();
});
afterEach(() => school.close());

const faults = { duplicate: 0.05, drop: 0.05, reorder: 0.1, cut: 0.01 };
const seeds = Array.from({ length: isLong ? 40 : 2 }, (_none, at) => 2_026 + at);
const edits = isLong ? 60 : 15;

it.each(seeds)(
  '[S2] over a line that doubles, drops, swaps and tears messages all come to the same: seed %i',
  async (seed) => {
    const programme = await create(school, await school.sitDown('curator'), 'programme');
    const line = await FaultyLine.open(school.relayUrl, seededRandom(seed), faults);
    const mentee = await school.sitDown('mentee');
    const theirs = await open<Programme>(mentee, programme);
    const states = new Set<string>();
    mentee.sync.subscribe(({ connection }) => states.add(connection));
    line.disturb();
    const shaky = await school.sitDown('mentor', line.url);
    const over = await open<Programme>(shaky, programme);
    const wanted: string[] = [];
    for (let at = 0; at < edits; at += 1) {
      wanted.push(`свой ${at}`, `чужой ${at}`);
      await Promise.all([addTask(over, `свой ${at}`), addTask(theirs, `чужой ${at}`)]);
    }
    await drained(mentee);
    line.calm();
    for (const handle of [over, theirs]) {
      await until(handle.view, () => tasksOf(handle).length === wanted.length, 'all tasks');
      expect(tasksOf(handle)).toEqual(wanted.toSorted());
    }
    await drained(shaky);
    await until(
      over.view,
      (view) => view?.heads.join() === theirs.view.value?.heads.join(),
      'heads',
    );
    expect(shaky.sync.value.drafts).toEqual([]);
    expect(states).toEqual(new Set(['online']));
    expect(line.happened.drop + line.happened.reorder + line.happened.duplicate).toBeGreaterThan(0);
    await shaky.close();
    await line.close();
  },
);

it('[S2] a torn message closes its own socket only, and its sender comes back by itself', async () => {
  const programme = await create(school, await school.sitDown('curator'), 'programme');
  const mentee = await school.sitDown('mentee');
  const theirs = await open<Programme>(mentee, programme);
  const mentor = await school.sitDown('mentor');
  const { profileId } = mentor.profile;
  await open<Programme>(mentor, programme);
  await mentor.close();
  const states: string[] = [];
  mentee.sync.subscribe(({ connection }) => states.push(connection));
  const closed: number[] = [];
  let torn = false;
  const openSocket = (url: string): WebSocket => {
    const socket = new WebSocket(url);
    socket.addEventListener('close', ({ code }) => closed.push(code));
    const send = socket.send.bind(socket);
    socket.send = (data) => {
      const bytes = data as Uint8Array<ArrayBuffer>;
      const isTorn = !torn && bytes.length > 300 && closed.length === 0 && states.length > 0;
      torn ||= isTorn;
      send(isTorn ? bytes.subarray(0, bytes.length / 2) : bytes);
    };
    return socket;
  };
  const again = await school.openWindow(profileId, { openSocket });
  await addTask(await open(again, programme), 'Дошло');
  await until(theirs.view, () => tasksOf(theirs).includes('Дошло'), 'the edit');
  await drained(again);
  expect(torn).toBe(true);
  expect(closed).toHaveLength(1);
  expect(new Set(states)).toEqual(new Set(['online']));
});

it('[S7] long apart, both sides bring all they wrote together', async () => {
  const amount = isLong ? 5_000 : 150;
  const programme = await create(school, await school.sitDown('curator'), 'programme');
  const mentor = await school.sitDown('mentor');
  const mentee = await school.sitDown('mentee');
  const [mine, theirs] = [
    await open<Programme>(mentor, programme),
    await open<Programme>(mentee, programme),
  ];
  await drained(mentor);
  await school.stopRelay();
  await until(mentee.sync, ({ connection }) => connection === 'offline', 'no relay');
  const task = (await addTask(mine, 'Цель')) as { ok: true; value: string };
  expect(task.ok).toBe(true);
  for (let at = 1; at < amount; at += 1) {
    void addTask(mine, `наставник ${at}`);
    void addTask(theirs, `наставляемый ${at}`);
  }
  await addTask(theirs, 'наставляемый');
  await until(mentor.sync, ({ waiting }) => waiting.length === amount, 'all kept here');
  await school.startRelay();
  for (const handle of [mine, theirs]) {
    await until(handle.view, () => tasksOf(handle).length === 2 * amount, 'everything');
  }
  await Promise.all([drained(mentor), drained(mentee)]);
  expect(tasksOf(mine)).toEqual(tasksOf(theirs));
});

it('[S8] after a restart of the relay every device is back by itself, with nothing lost', async () => {
  const programme = await create(school, await school.sitDown('curator'), 'programme');
  const mentors = await Promise.all(
    Array.from({ length: isLong ? 60 : 8 }, () => school.sitDown('mentor')),
  );
  const handles = await Promise.all(mentors.map((mentor) => open<Programme>(mentor, programme)));
  await school.stopRelay();
  await Promise.all(
    mentors.map((mentor) =>
      until(mentor.sync, ({ connection }) => connection === 'offline', 'no relay'),
    ),
  );
  const wanted = handles.map((_handle, at) => `без узла ${at}`);
  await Promise.all(handles.map((handle, at) => addTask(handle, wanted[at] ?? '')));
  await school.startRelay();
  await Promise.all(mentors.map(drained));
  await Promise.all(
    handles.map((handle) =>
      until(handle.view, () => tasksOf(handle).join() === wanted.toSorted().join(), 'all tasks'),
    ),
  );
  expect(mentors.flatMap(({ sync }) => sync.value.drafts)).toEqual([]);
});

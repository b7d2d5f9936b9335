import 'fake-indexeddb/auto';
import * as A from '@automerge/automerge';
import { type ChangeHash } from '@nastavnik/core/kernel';
import type { ServerFrame } from '@nastavnik/core/protocol';
import { initializeAutomergeForTests } from '@nastavnik/core/testing';
import { HostileRelay } from '@nastavnik/sync-server/testing';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { changesIn, mentorAtWork, online, shown, survives } from './replicas/hostile-work.ts';
import { ReplicaSchool } from './replicas/replica-school.ts';
import { addTask, drained, open, seesTasks, tasksOf } from './replicas/school-work.ts';
import { until } from './replicas/until.ts';

let school: ReplicaSchool;
let hostile: HostileRelay;

beforeAll(initializeAutomergeForTests);
beforeEach(async () => {
  school = await ReplicaSchool.open();
  hostile = await HostileRelay.start(() => school.relay.url);
});
afterEach(async () => {
  await school.close();
  await hostile.close();
});

it('[A17] changes of another document or in one’s own name are not taken', async () => {
  const work = await mentorAtWork(school, hostile);
  const { kid } = work.mentor.profile;
  const mine = A.load<Record<string, unknown>>(work.handle.save());
  const inMyName = A.change(A.clone(mine, { author: kid }), (doc) => Object.assign(doc, { x: 1 }));
  const unsigned = A.change(A.clone(mine), (doc) => Object.assign(doc, { x: 2 }));
  const foreign = A.from<Record<string, unknown>>({ tasks: {} }, { author: kid });
  for (const forged of [inMyName, unsigned, foreign]) {
    const data = A.encodeSyncMessage({
      heads: A.getHeads(forged),
      need: [],
      have: [],
      changes: A.getChanges(A.init(), forged),
    });
    const { programme: documentId } = work;
    hostile.victim.say({ type: 'sync', senderId: 'r', targetId: 'd', documentId, data });
    await shown(work.mentor, 'relay-forged');
    expect(tasksOf(work.handle)).toEqual(['Было']);
    expect(A.getHeads(A.load(work.handle.save()))).toEqual(A.getHeads(mine));
    await hostile.attack({});
    await online(work.mentor);
  }
  await survives(hostile, work);
});

it('[A17] who refuses everything leaves the work as a draft', async () => {
  const work = await mentorAtWork(school, hostile);
  const { programme: documentId } = work;
  await hostile.attack({
    fromRelay: (frame) => (frame.type === 'durable' ? [] : [frame]),
    fromDevice: (frame, { say }) => {
      if (frame.type === 'replaced') say({ type: 'writable', documentId });
      if (frame.type === 'sync') return changesIn(frame.data) === 0 ? [frame] : [];
      if (frame.type !== 'attest') return [frame];
      say({ type: 'rejected', documentId, hashes: frame.hashes, code: 'not-allowed' });
      return [];
    },
  });
  await online(work.mentor);
  await addTask(work.handle, 'Не приняли');
  const { drafts } = await until(work.mentor.sync, (sync) => sync.drafts.length === 1, 'a draft');
  expect(drafts[0]?.texts).toContain('Не приняли');
  await hostile.attack({});
  await online(work.mentor);
  expect((await work.mentor.retryDraft(drafts[0]?.draftId ?? '')).ok).toBe(true);
  await drained(work.mentor);
  await survives(hostile, work, 'Не приняли');
});

it('[A17] «saved» that was never sent is found out when the relay shows what it has', async () => {
  const work = await mentorAtWork(school, hostile);
  const { programme: documentId, handle } = work;
  await hostile.attack({
    fromDevice: (frame) => (frame.type === 'sync' || frame.type === 'attest' ? [] : [frame]),
    fromRelay: (frame) => (frame.type === 'sync' ? [] : [frame]),
  });
  await online(work.mentor);
  await addTask(handle, 'Не сохранено');
  const heads = handle.view.value?.heads as ChangeHash[];
  hostile.victim.say({ type: 'durable', documentId, heads, seq: 1_000_000 });
  await drained(work.mentor);
  await hostile.attack({});
  await seesTasks(await open(work.curator, documentId), 'Было', 'Не сохранено');
  await shown(work.mentor, 'relay-rolled-back');
});

it('[A17] dropped, repeated and reordered frames lose nothing', async () => {
  const work = await mentorAtWork(school, hostile);
  let count = 0;
  let held: ServerFrame | undefined;
  await hostile.attack({
    fromRelay: (frame) => {
      count += 1;
      if (frame.type !== 'sync' && frame.type !== 'durable') return [frame];
      if (count % 3 === 0) return [];
      const before = held;
      held = frame;
      return before ? [frame, before, frame] : [frame, frame];
    },
    fromDevice: (frame) => (frame.type === 'sync' ? [frame, frame] : [frame]),
  });
  await online(work.mentor);
  for (const text of ['Раз', 'Два', 'Три']) await addTask(work.handle, text);
  await survives(hostile, work, 'Раз', 'Два', 'Три');
});

it('[A17] a catalogue and a log without end are not asked for without end', async () => {
  const work = await mentorAtWork(school, hostile);
  await hostile.attack({
    fromRelay: (frame) => {
      if (frame.type === 'catalogue') return [{ ...frame, entries: [], cursor: 5, more: true }];
      return frame.type === 'log' ? [{ ...frame, entries: [], more: true }] : [frame];
    },
  });
  await online(work.mentor);
  await addTask(work.handle, 'Дальше');
  await drained(work.mentor);
  expect(hostile.heardOf('catalogue').length).toBeLessThan(4);
  expect(hostile.heardOf('log').length).toBeLessThan(4);
  await survives(hostile, work, 'Дальше');
});

it('[A17] an oversize frame ends the connection and nothing else', async () => {
  const work = await mentorAtWork(school, hostile);
  hostile.victim.sayBytes(new Uint8Array(16_777_217));
  await shown(work.mentor, 'frame-too-large');
  await addTask(work.handle, 'После');
  await survives(hostile, work, 'После');
});

it('[A17] names that a map would lose stay out of every object', async () => {
  const work = await mentorAtWork(school, hostile);
  const params = JSON.parse('{"__proto__": {"isAdmin": true}, "constructor": "x"}');
  const said = { type: 'refused', about: 'ticket', code: 'internal', params };
  hostile.victim.say(said);
  hostile.victim.say({ ...said, type: 'closing-time', __proto__: { isAdmin: true } });
  hostile.victim.say({ type: 'catalogue', entries: [], cursor: 0, more: false, ...params });
  await addTask(work.handle, 'Как прежде');
  await drained(work.mentor);
  expect(Reflect.has({}, 'isAdmin')).toBe(false);
  await survives(hostile, work, 'Как прежде');
});

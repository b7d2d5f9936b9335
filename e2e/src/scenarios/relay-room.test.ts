import 'fake-indexeddb/auto';
import type { Programme } from '@nastavnik/core/documents';
import { encodeFrame } from '@nastavnik/core/protocol';
import { initializeAutomergeForTests } from '@nastavnik/core/testing';
import { sampleEnvironment } from '@nastavnik/extension/testing';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { ReplicaSchool } from './replicas/replica-school.ts';
import { addTask, create, drained, open } from './replicas/school-work.ts';
import { until } from './replicas/until.ts';

let school: ReplicaSchool;

beforeAll(initializeAutomergeForTests);
beforeEach(async () => {
  school = await ReplicaSchool.open();
});
afterEach(() => school.close());

/** A line to the real relay on which the relay’s word of a full disk can be put. */
function lineOf() {
  const sockets: WebSocket[] = [];
  const openSocket = (url: string): WebSocket => {
    const socket = sampleEnvironment.openSocket(url);
    sockets.push(socket);
    return socket;
  };
  const sayFull = (): void => {
    const frame = { type: 'refused', about: 'storage', code: 'relay-storage-full' } as const;
    const data = new Uint8Array(encodeFrame(frame)).buffer;
    sockets.at(-1)?.dispatchEvent(new MessageEvent('message', { data }));
  };
  return { openSocket, sayFull };
}

it('[D5] a relay without room is told of calmly, and no longer once it takes what waited', async () => {
  const { openSocket, sayFull } = lineOf();
  const programmeId = await create(school, await school.sitDown('curator'), 'programme');
  const mentor = await school.sitDown('mentor', undefined, { openSocket });
  const programme = await open<Programme>(mentor, programmeId);
  sayFull();
  await until(mentor.sync, ({ notice }) => notice?.code === 'relay-storage-full', 'the word');
  expect(mentor.sync.value).toMatchObject({ connection: 'online' });
  await addTask(programme, 'Когда место появится');
  await drained(mentor);
  await until(mentor.sync, ({ notice }) => notice === undefined, 'room again');
  expect(mentor.sync.value.drafts).toEqual([]);
});

it('[D5] that word refuses no decision that waits for its own answer', async () => {
  const { openSocket, sayFull } = lineOf();
  const curator = await school.sitDown('curator', undefined, { openSocket });
  await until(curator.sync, ({ connection }) => connection === 'online', 'the relay');
  const decided = curator.decideQuarantine('f'.repeat(32), 'discard');
  sayFull();
  expect(await decided).toMatchObject({ ok: false, error: { code: 'not-found' } });
});

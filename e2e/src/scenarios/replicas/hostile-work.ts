import * as A from '@automerge/automerge';
import {
  createEntry,
  submitEntry,
  type MembershipState,
  type SequencedEntry,
} from '@nastavnik/core/access';
import type { Programme } from '@nastavnik/core/documents';
import {
  createDocumentId,
  describeRefusal,
  systemClock,
  systemRandom,
  type DocumentId,
  type ErrorCode,
} from '@nastavnik/core/kernel';
import type { ServerFrame, ServerFrameOf } from '@nastavnik/core/protocol';
import type { DocumentHandle, Replica } from '@nastavnik/extension/testing';
import type { HostileRelay } from '@nastavnik/sync-server/testing';
import { expect } from 'vitest';
import type { ReplicaSchool } from './replica-school.ts';
import { addTask, create, drained, open, seesTasks, tasksOf } from './school-work.ts';
import { until } from './until.ts';

/** What a mentor has at hand whose computer talks to a hostile relay. */
export interface Work {
  readonly curator: Replica;
  readonly mentor: Replica;
  readonly programme: DocumentId;
  /** The programme at the mentor's. */
  readonly handle: DocumentHandle<Programme>;
}

export const online = (replica: Replica) =>
  until(replica.sync, ({ connection }) => connection === 'online', 'the connection');

/** What the person is shown has both languages and none of them is empty. */
export async function shown(replica: Replica, code: ErrorCode): Promise<void> {
  const { reason } = await until(replica.sync, (sync) => sync.reason?.code === code, code);
  if (reason === undefined) throw new TypeError('not shown');
  expect(describeRefusal(reason, 'ru')).toMatch(/[а-яё]{3}/i);
  expect(describeRefusal(reason, 'en')).toMatch(/[a-z]{3}/i);
}

/** A mentor whose computer talks to the hostile relay, honest so far, with one task written. */
export async function mentorAtWork(school: ReplicaSchool, hostile: HostileRelay): Promise<Work> {
  const curator = await school.sitDown('curator');
  const programme = await create(school, curator, 'programme');
  const mentor = await school.sitDown('mentor', hostile.url);
  const handle = await open<Programme>(mentor, programme);
  await addTask(handle, 'Было');
  await drained(mentor);
  return { curator, mentor, programme, handle };
}

/** Work that was written under the attack is here, and reaches others when it is over. */
export async function survives(
  hostile: HostileRelay,
  { curator, mentor, programme, handle }: Work,
  ...more: string[]
): Promise<void> {
  expect(tasksOf(handle)).toEqual(['Было', ...more].toSorted());
  await hostile.attack({});
  await online(mentor);
  await drained(mentor);
  await seesTasks(await open(curator, programme), 'Было', ...more);
}

export const changesIn = (data: Uint8Array): number => A.decodeSyncMessage(data).changes.length;

export const welcomeOf = (frame: ServerFrame): frame is ServerFrameOf<'welcome'> =>
  frame.type === 'welcome';

/** An entry of the curator placed by the relay's key: good in itself, told to one person only. */
export async function place(
  school: ReplicaSchool,
  state: MembershipState,
): Promise<SequencedEntry> {
  const entry = await createEntry({
    signer: school.people.curator.key.signer,
    logId: school.logId,
    type: 'create-document',
    body: {
      documentId: createDocumentId(systemRandom),
      kind: 'roadmap',
      audience: [],
      subjects: [],
    },
    basedOnSeq: state.seq,
    clock: systemClock,
    random: systemRandom,
  });
  const sequencer = school.relay.relayKey.signer;
  const placed = await submitEntry({ state, entry, sequencer, nowMs: Date.now() });
  if (!placed.ok) throw new TypeError(placed.error.code);
  return placed.value.sequenced;
}

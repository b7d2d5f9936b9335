import * as A from '@automerge/automerge';
import {
  createEntry,
  submitEntry,
  type MembershipState,
  type SequencedEntry,
} from '@nastavnik/core/access';
import { programmeCommands, type Programme } from '@nastavnik/core/documents';
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

export const drained = (replica: Replica) =>
  until(replica.sync, ({ waiting }) => waiting.length === 0, 'the empty outbox');

/** What the person is shown has both languages and none of them is empty. */
export async function shown(replica: Replica, code: ErrorCode): Promise<void> {
  const { reason } = await until(replica.sync, (sync) => sync.reason?.code === code, code);
  if (reason === undefined) throw new TypeError('not shown');
  expect(describeRefusal(reason, 'ru')).toMatch(/[а-яё]{3}/i);
  expect(describeRefusal(reason, 'en')).toMatch(/[a-z]{3}/i);
}

export async function create(
  school: ReplicaSchool,
  replica: Replica,
  kind: 'programme' | 'roadmap' | 'approvals',
) {
  const { mentor, mentee } = school.people;
  const pair = [
    { personId: mentor.personId, part: 'mentor' },
    { personId: mentee.personId, part: 'mentee' },
  ] as const;
  const audience = kind === 'roadmap' ? [] : pair;
  const made = await replica.create({ logId: school.logId, kind, audience, subjects: [] });
  if (!made.ok) throw new TypeError(made.error.code);
  await until(replica.entries, (entries) => entries.length === 0, 'the announcement');
  await drained(replica);
  return made.value;
}

export async function open(replica: Replica, id: DocumentId): Promise<DocumentHandle<Programme>> {
  const has = (list: readonly { documentId: DocumentId }[]) =>
    list.some(({ documentId }) => documentId === id);
  await until(replica.documents(), has, 'the document in the list');
  const handle = replica.open<Programme>(id);
  await until(handle.state, (state) => state === 'ready', 'the document');
  return handle;
}

export const tasksOf = ({ view }: DocumentHandle<Programme>): readonly string[] =>
  (view.value?.value.tasks ?? []).map(({ text }) => text).toSorted();

export const addTask = (handle: DocumentHandle<Programme>, text: string) =>
  handle.change(text, programmeCommands.tasks.add, { text });

export const sees = (handle: DocumentHandle<Programme>, ...texts: string[]): Promise<unknown> =>
  until(handle.view, () => tasksOf(handle).join() === texts.toSorted().join(), texts.join());

/** A mentor whose computer talks to the hostile relay, honest so far, with one task written. */
export async function mentorAtWork(school: ReplicaSchool, hostile: HostileRelay): Promise<Work> {
  const curator = await school.sitDown('curator');
  const programme = await create(school, curator, 'programme');
  const mentor = await school.sitDown('mentor', hostile.url);
  const handle = await open(mentor, programme);
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
  await sees(await open(curator, programme), 'Было', ...more);
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

import 'fake-indexeddb/auto';
import { copyFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { roadmapCommands, type Programme, type Roadmap } from '@nastavnik/core/documents';
import type { Role } from '@nastavnik/core/domain';
import type { DocumentId } from '@nastavnik/core/kernel';
import { initializeAutomergeForTests } from '@nastavnik/core/testing';
import type { Replica } from '@nastavnik/extension/testing';
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

/** A line to the relay that can be taken away and given back. */
class Line {
  readonly #open = new Set<WebSocket>();
  #isCut = false;

  readonly openSocket = (url: string): WebSocket => {
    const socket = new WebSocket(this.#isCut ? 'ws://127.0.0.1:9' : url);
    this.#open.add(socket);
    return socket;
  };

  cut(): void {
    this.#isCut = true;
    for (const socket of this.#open) socket.close();
    this.#open.clear();
  }

  mend(): void {
    this.#isCut = false;
  }
}

async function setRoles(by: Replica, part: 'mentor' | 'mentee', roles: Role[]): Promise<void> {
  const { personId } = school.people[part];
  const submitted = await by.submitEntry(school.logId, 'set-role', { personId, roles });
  expect(submitted).toMatchObject({ ok: true });
  await until(by.entries, (entries) => entries.length === 0, 'the new roles');
}

const knowsRoles = (replica: Replica, roles: readonly Role[]) =>
  until(
    replica.membership,
    (logs) => {
      const member = logs.get(school.logId)?.members.get(replica.profile.personId);
      return member?.roles.join() === roles.join();
    },
    `the roles ${roles.join()}`,
  );

const isDrafted = (replica: Replica, code: string) =>
  until(
    replica.sync,
    ({ drafts, waiting }) => waiting.length === 0 && drafts[0]?.reason.code === code,
    `a draft for ${code}`,
  );

const lists = (replica: Replica, documentId: DocumentId) =>
  until(
    replica.documents(),
    (list) => list.some((one) => one.documentId === documentId && one.value !== undefined),
    'the document with its content',
  );

it('[A14] who gains a role learns of the documents that were announced before', async () => {
  const head = await school.sitDown('head');
  const mentor = await school.sitDown('mentor');
  const register = await create(school, await school.sitDown('curator'), 'register');
  await until(
    mentor.membership,
    (logs) => logs.get(school.logId)?.gaps.documents === true,
    'a gap',
  );
  expect(mentor.record(register)).toBeUndefined();
  await setRoles(head, 'mentor', ['mentor', 'curator']);
  await lists(mentor, register);
  expect(mentor.membership.value.get(school.logId)?.gaps.documents).toBe(false);
});

it('[A14] who gained a role while away learns of them on coming back', async () => {
  const line = new Line();
  const head = await school.sitDown('head');
  const mentor = await school.sitDown('mentor', school.relayUrl, line);
  const register = await create(school, await school.sitDown('curator'), 'register');
  await until(
    mentor.membership,
    (logs) => logs.get(school.logId)?.gaps.documents === true,
    'a gap',
  );
  line.cut();
  await setRoles(head, 'mentor', ['mentor', 'curator']);
  line.mend();
  await lists(mentor, register);
});

it('[A14] who loses the last role is told at once, and hears of a new one', async () => {
  const head = await school.sitDown('head');
  const mentor = await school.sitDown('mentor');
  const register = await create(school, await school.sitDown('curator'), 'register');
  await setRoles(head, 'mentor', []);
  await knowsRoles(mentor, []);
  expect(mentor.sync.value.connection).toBe('online');
  await setRoles(head, 'mentor', ['curator']);
  await knowsRoles(mentor, ['curator']);
  await lists(mentor, register);
});

it('[D8] work on a document that is closed to its author becomes a draft', async () => {
  const line = new Line();
  const head = await school.sitDown('head');
  const curator = await school.sitDown('curator');
  const programme = await create(school, curator, 'programme');
  const mentee = await school.sitDown('mentee', school.relayUrl, line);
  const mine = await open<Programme>(mentee, programme);
  line.cut();
  await addTask(mine, 'Сходить на урок');
  await setRoles(head, 'mentee', []);
  line.mend();
  await isDrafted(mentee, 'not-allowed');
  await setRoles(head, 'mentee', ['mentee']);
  const again = await open<Programme>(mentee, programme);
  expect(again.view.value?.value.tasks).toEqual([]);
  const [draft] = mentee.sync.value.drafts;
  expect(draft).toMatchObject({ documentId: programme, kind: 'programme' });
  expect(await mentee.retryDraft(draft?.draftId ?? '')).toMatchObject({ ok: true });
  await drained(mentee);
  await seesTasks(await open<Programme>(curator, programme), 'Сходить на урок');
});

it('[D8] work on a document that was dropped meanwhile becomes a draft', async () => {
  const line = new Line();
  const curator = await school.sitDown('curator');
  const programme = await create(school, curator, 'programme');
  const mentor = await school.sitDown('mentor', school.relayUrl, line);
  const mine = await open<Programme>(mentor, programme);
  line.cut();
  await addTask(mine, 'Сходить на урок');
  const dropped = { documentId: programme };
  const submitted = await curator.submitEntry(school.logId, 'drop-document', dropped);
  expect(submitted).toMatchObject({ ok: true });
  await until(curator.entries, (entries) => entries.length === 0, 'the drop');
  line.mend();
  await isDrafted(mentor, 'document-unavailable');
});

it('[S4] a relay restored to a shorter log judges nothing before it has the log again', async () => {
  const head = await school.sitDown('head');
  const roadmap = await create(school, head, 'roadmap');
  const mentor = await school.sitDown('mentor');
  const copy = join(mkdtempSync(join(tmpdir(), 'nastavnik-copy-')), 'relay.sqlite');
  await school.stopRelay();
  copyFileSync(school.path, copy);
  await school.startRelay();
  // The mentor has no right to the body of this entry, and so cannot give it back.
  await create(school, head, 'notes');
  await setRoles(head, 'mentor', ['mentor', 'curator']);
  await knowsRoles(mentor, ['mentor', 'curator']);
  const mine = await open<Roadmap>(mentor, roadmap);
  await head.close();
  await school.stopRelay();
  expect(await mine.change('title', roadmapCommands.edit, { title: 'План' })).toMatchObject({
    ok: true,
  });
  await school.startRelay(copy);
  await until(mentor.sync, ({ reason }) => reason?.code === 'log-forked', 'the shorter log');
  const again = await school.openWindow(head.profile.profileId);
  const theirs = await open<Roadmap>(again, roadmap);
  await until(theirs.view, (view) => view?.value.title === 'План', 'the title');
  await drained(mentor);
  expect(mentor.sync.value.drafts).toEqual([]);
  expect(mentor.sync.value.reason).toBeUndefined();
});

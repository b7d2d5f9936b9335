import { programmeCommands, type Programme } from '@nastavnik/core/documents';
import type { DocumentId } from '@nastavnik/core/kernel';
import type { DocumentHandle, NewDocument, Replica } from '@nastavnik/extension/testing';
import type { ReplicaSchool } from './replica-school.ts';
import { until } from './until.ts';

export const drained = (replica: Replica) =>
  until(replica.sync, ({ waiting }) => waiting.length === 0, 'the empty outbox');

/** A document that the relay has: of the pair, notes of its own author, or everybody's roadmap. */
export async function create(
  school: ReplicaSchool,
  replica: Replica,
  kind: NewDocument['kind'],
): Promise<DocumentId> {
  const { mentor, mentee } = school.people;
  const { personId } = replica.profile;
  const pair = [
    { personId: mentor.personId, part: 'mentor' },
    { personId: mentee.personId, part: 'mentee' },
  ] as const;
  const author = { personId, part: 'author' } as const;
  const made = await replica.create({
    logId: school.logId,
    kind,
    audience: kind === 'roadmap' ? [] : kind === 'notes' ? [author] : pair,
    subjects: [],
  });
  if (!made.ok) throw new TypeError(made.error.code);
  await until(replica.entries, (entries) => entries.length === 0, 'the announcement');
  await drained(replica);
  return made.value;
}

export async function open<Value>(
  replica: Replica,
  id: DocumentId,
): Promise<DocumentHandle<Value>> {
  const has = (list: readonly { documentId: DocumentId }[]) =>
    list.some(({ documentId }) => documentId === id);
  await until(replica.documents(), has, 'the document in the list');
  const handle = replica.open<Value>(id);
  await until(handle.state, (state) => state === 'ready', 'the document');
  return handle;
}

export const tasksOf = ({ view }: DocumentHandle<Programme>): readonly string[] =>
  (view.value?.value.tasks ?? []).map(({ text }) => text).toSorted();

export const addTask = (handle: DocumentHandle<Programme>, text: string) =>
  handle.change(text, programmeCommands.tasks.add, { text });

export async function seesTasks(
  handle: DocumentHandle<Programme>,
  ...texts: string[]
): Promise<void> {
  const wanted = texts.toSorted().join();
  await until(handle.view, () => tasksOf(handle).join() === wanted, wanted);
}

import 'fake-indexeddb/auto';
import * as A from '@automerge/automerge/slim';
import { automergeWasmBase64 } from '@automerge/automerge/automerge.wasm.base64';
import { fixedChanges, notesCommands, type Notes } from '@nastavnik/core/documents';
import {
  systemClock,
  systemRandom,
  type ChangeHash,
  type DocumentId,
} from '@nastavnik/core/kernel';
import { effect, type ReadonlySignal } from '@preact/signals';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { openProfileChannel } from '../../../messaging/profile-channel.ts';
import { SamplePerson } from '../../../testing/sample-person.ts';
import type { DocumentHandle, Replica } from '../../replica.ts';
import { Journal } from '../../storage/journal.ts';
import { rewriteHistory } from '../../storage/history/rewrite.ts';

const opened: SamplePerson[] = [];

beforeAll(async () => {
  await A.initializeBase64Wasm(automergeWasmBase64);
});

afterEach(async () => {
  await Promise.all(opened.splice(0).map((person) => person.closeWindows()));
});

function until<T>(signal: ReadonlySignal<T>, look: (value: T) => boolean): Promise<T> {
  return new Promise((resolve) => {
    const stop = effect(() => {
      const { value } = signal;
      if (look(value)) queueMicrotask(() => (stop(), resolve(value)));
    });
  });
}

type NotesHandle = DocumentHandle<Notes>;
const textsIn = ({ view }: NotesHandle): string[] =>
  view.value?.value.notes.map((note) => note.text) ?? [];
const write = (handle: NotesHandle, text: string) =>
  handle.change(text, notesCommands.notes.add, { text });
const showing = (handle: NotesHandle, ...texts: string[]) =>
  until(handle.view, () => textsIn(handle).join() === texts.join());

async function openNotes(replica: Replica, documentId: DocumentId): Promise<NotesHandle> {
  const handle = replica.open<Notes>(documentId);
  await until(handle.state, (state) => state === 'ready');
  return handle;
}

/** Two windows with the same notes, «Kept» in both. */
async function twoWindows() {
  const person = await SamplePerson.create();
  opened.push(person);
  const documentId = await person.announceNotes();
  await person.install();
  const db = await person.database();
  const changes = fixedChanges('notes').map(({ bytes }) => ({ bytes }));
  const journal = new Journal(db, systemClock);
  await journal.recordOwn(documentId, changes, undefined);
  const [first, second] = [await person.openWindow(), await person.openWindow()];
  const [here, there] = [await openNotes(first, documentId), await openNotes(second, documentId)];
  await write(here, 'Kept');
  await showing(there, 'Kept');
  const refuse = async (hashes: readonly ChangeHash[]) => {
    const sources = { db, clock: systemClock, random: systemRandom, nextOrder: journal.nextOrder };
    const reason = { code: 'not-allowed' as const };
    const { epoch } = await rewriteHistory(sources, documentId, { hashes, reason });
    return epoch;
  };
  /** What the leader rings after a refusal. */
  const ring = (epoch: number): void => {
    const channel = openProfileChannel(person.profileId);
    channel.post({ type: 'rewritten', documentId, epoch });
    channel.post({ type: 'outbox', documentIds: [documentId] });
    channel.close();
  };
  return { person, documentId, db, first, second, here, there, refuse, ring };
}

const lastOf = (handle: NotesHandle) => handle.view.value?.heads[0] as ChangeHash;

it('a refused change and its descendants leave both windows and do not come back', async () => {
  const { person, documentId, first, second, here, there, refuse, ring } = await twoWindows();
  await write(here, 'Refused');
  const refused = lastOf(here);
  await showing(there, 'Kept', 'Refused');
  await write(there, 'On top of it');
  await showing(here, 'Kept', 'Refused', 'On top of it');
  ring(await refuse([refused]));
  await Promise.all([showing(here, 'Kept'), showing(there, 'Kept')]);
  await write(there, 'Later');
  await showing(here, 'Kept', 'Later');
  await Promise.all([first.close(), second.close()]);
  const third = await person.openWindow();
  const again = await openNotes(third, documentId);
  expect(textsIn(again)).toEqual(['Kept', 'Later']);
  const [draft] = third.sync.value.drafts;
  expect(draft).toMatchObject({
    labels: ['Refused', 'On top of it'],
    reason: { code: 'not-allowed' },
  });
  expect(draft?.texts.join(' ')).toContain('On top of it');
});

it('a window that has not heard of the refusal writes into a draft, never into the document', async () => {
  const { person, documentId, first, second, here, there, refuse, ring } = await twoWindows();
  await write(here, 'Refused');
  const refused = lastOf(here);
  await showing(there, 'Kept', 'Refused');
  const epoch = await refuse([refused]);
  await write(there, 'Written too late');
  ring(epoch);
  await Promise.all([showing(here, 'Kept'), showing(there, 'Kept')]);
  await Promise.all([first.close(), second.close()]);
  const third = await person.openWindow();
  expect(textsIn(await openNotes(third, documentId))).toEqual(['Kept']);
  expect(third.sync.value.drafts.flatMap((draft) => draft.labels)).toEqual([
    'Refused',
    'Written too late',
  ]);
  expect(third.sync.value.waiting.map((row) => row.label)).toEqual(['Kept']);
});

it('a change beside the refused one stays, and still waits for the relay', async () => {
  const { first, here, there, refuse, ring } = await twoWindows();
  const [one, two] = [write(here, 'Refused'), write(there, 'Beside it')];
  const refused = lastOf(here);
  await Promise.all([one, two]);
  await until(there.view, () => textsIn(there).length === 3);
  ring(await refuse([refused]));
  await showing(here, 'Kept', 'Beside it');
  await until(first.sync, (sync) => sync.waiting.length === 2);
  expect(first.sync.value.waiting.map((row) => row.label)).toEqual(['Kept', 'Beside it']);
});

it('a draft can be made again: as a new change, which the refused hash does not stop', async () => {
  const { first, here, refuse, ring } = await twoWindows();
  await write(here, 'Second try');
  const refused = lastOf(here);
  ring(await refuse([refused]));
  await showing(here, 'Kept');
  const [draft] = await until(first.sync, (sync) => sync.drafts.length === 1).then(
    (sync) => sync.drafts,
  );
  expect(await first.retryDraft(draft?.draftId ?? '')).toEqual({ ok: true, value: undefined });
  expect(textsIn(here)).toEqual(['Kept', 'Second try']);
  expect(lastOf(here)).not.toBe(refused);
  expect(first.sync.value.drafts).toEqual([]);
});

it('compaction keeps every change and wakes nobody', async () => {
  const { person, documentId, db, first, second, here, refuse } = await twoWindows();
  for (let count = 0; count < 5; count += 1) await write(here, `note ${count}`);
  const texts = textsIn(here);
  expect(await refuse([])).toBe(0);
  await Promise.all([first.close(), second.close()]);
  expect(await db.count('chunks', IDBKeyRange.bound([documentId], [documentId, []]))).toBe(1);
  expect(textsIn(await openNotes(await person.openWindow(), documentId))).toEqual(texts);
});

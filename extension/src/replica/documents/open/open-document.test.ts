import 'fake-indexeddb/auto';
import * as A from '@automerge/automerge/slim';
import { automergeWasmBase64 } from '@automerge/automerge/automerge.wasm.base64';
import { fixedChanges, notesCommands, type Notes } from '@nastavnik/core/documents';
import { systemClock, type DocumentId } from '@nastavnik/core/kernel';
import { effect, type ReadonlySignal } from '@preact/signals';
import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import { SamplePerson } from '../../../testing/sample-person.ts';
import type { DocumentHandle, Replica } from '../../replica.ts';
import { incrementalKey, Journal } from '../../storage/journal.ts';

const opened: SamplePerson[] = [];

beforeAll(async () => {
  await A.initializeBase64Wasm(automergeWasmBase64);
});

afterEach(async () => {
  await Promise.all(opened.splice(0).map((person) => person.closeWindows()));
});

/** Resolves when the signal passes `look`; the test's own limit bounds it. */
function until<T>(signal: ReadonlySignal<T>, look: (value: T) => boolean): Promise<T> {
  return new Promise((resolve) => {
    const stop = effect(() => {
      const { value } = signal;
      if (look(value)) queueMicrotask(() => (stop(), resolve(value)));
    });
  });
}

/** A person with empty notes, as they lie on the device after the first sync. */
async function personWithNotes(): Promise<{ person: SamplePerson; documentId: DocumentId }> {
  const person = await SamplePerson.create();
  opened.push(person);
  const documentId = await person.announceNotes();
  await person.install();
  const db = await person.database();
  const changes = fixedChanges('notes').map(({ bytes }) => ({ bytes }));
  await new Journal(db, systemClock).recordOwn(documentId, changes, undefined);
  db.close();
  return { person, documentId };
}

const isReady = (state: string): boolean => state === 'ready';
const textsOf = (notes: Notes | undefined): string[] => notes?.notes.map((n) => n.text) ?? [];
const textsIn = (handle: DocumentHandle<Notes>): string[] => textsOf(handle.view.value?.value);

async function openNotes(replica: Replica, documentId: DocumentId) {
  const handle = replica.open<Notes>(documentId);
  await until(handle.state, isReady);
  return handle;
}

const write = (handle: DocumentHandle<Notes>, text: string) =>
  handle.change('note', notesCommands.notes.add, { text });

it('[D8] a page that dies right after a keystroke keeps the change and its outbox row', async () => {
  const { person, documentId } = await personWithNotes();
  const notes = await openNotes(await person.openWindow(), documentId);
  void write(notes, 'Right before the end');
  // Nothing of this window runs any more: another one reads what the database has.
  const db = await person.database();
  const outbox = await db.getAll('outbox');
  const chunks = await db.getAllKeys('chunks', IDBKeyRange.bound([documentId], [documentId, []]));
  db.close();
  expect(outbox.map((row) => row.label)).toEqual(['note']);
  expect(chunks.length).toBe(fixedChanges('notes').length + 1);
  const again = await openNotes(await person.openWindow(), documentId);
  expect(textsIn(again)).toEqual(['Right before the end']);
});

it('every change carries the author, after every load, under an actor of its own', async () => {
  const { person, documentId } = await personWithNotes();
  for (const text of ['first', 'second']) {
    const replica = await person.openWindow();
    await write(await openNotes(replica, documentId), text);
    await replica.close();
  }
  const notes = await openNotes(await person.openWindow(), documentId);
  const doc = A.load<unknown>(notes.save());
  const own = A.getChangesMetaSince(doc, []).slice(fixedChanges('notes').length);
  expect(own.map((change) => change.author)).toEqual(Array(2).fill(person.device.signer.kid));
  expect(new Set(own.map((change) => change.actor)).size).toBe(2);
});

it('a refused command changes nothing and writes nothing', async () => {
  const { person, documentId } = await personWithNotes();
  const replica = await person.openWindow();
  const notes = await openNotes(replica, documentId);
  const before = notes.view.value?.heads;
  const result = await write(notes, '  ');
  expect(result).toEqual({ ok: false, error: { code: 'text-required' } });
  expect(notes.view.value?.heads).toEqual(before);
  expect(replica.sync.value.waiting).toEqual([]);
});

it('says «на устройстве» only when the transaction is complete', async () => {
  const { person, documentId } = await personWithNotes();
  const notes = await openNotes(await person.openWindow(), documentId);
  const written = write(notes, 'A note');
  expect(textsIn(notes)).toEqual(['A note']);
  expect(notes.status.value.tier).toBe('saving');
  await written;
  expect(notes.status.value).toMatchObject({ tier: 'device', waiting: 1 });
});

it('a second window sees the change of the first, and both count it as waiting', async () => {
  const { person, documentId } = await personWithNotes();
  const [first, second] = [await person.openWindow(), await person.openWindow()];
  const [here, there] = [await openNotes(first, documentId), await openNotes(second, documentId)];
  await write(here, 'Seen in both');
  await until(there.view, (view) => textsOf(view?.value).includes('Seen in both'));
  await until(second.sync, (sync) => sync.waiting.length === 1);
  await write(there, 'And back');
  await until(here.view, (view) => textsOf(view?.value).length === 2);
});

it('lists are painted from the summary of the last save, without opening the document', async () => {
  const { person, documentId } = await personWithNotes();
  const replica = await person.openWindow();
  await write(await openNotes(replica, documentId), 'In the list');
  await replica.close();
  const list = (await person.openWindow()).documents('notes');
  const [row] = await until(list, ([first]) => first?.value !== undefined);
  expect(textsOf(row?.value as Notes)).toEqual(['In the list']);
  expect(row).toMatchObject({ documentId, waiting: 1 });
});

it('a full disk is said, the text stays on the screen, and the next save takes it along', async () => {
  const { person, documentId } = await personWithNotes();
  const replica = await person.openWindow();
  const notes = await openNotes(replica, documentId);
  const full = refuseWrites();
  const result = await write(notes, 'Not stored yet');
  full.end();
  expect(result).toEqual({ ok: false, error: { code: 'storage-full' } });
  expect(textsIn(notes)).toEqual(['Not stored yet']);
  expect(notes.status.value).toMatchObject({ tier: 'unsaved', failure: { code: 'storage-full' } });
  expect(replica.sync.value.storage).toEqual({ code: 'storage-full' });
  await write(notes, 'And this');
  expect(notes.status.value).toMatchObject({ tier: 'device', waiting: 2 });
  expect(replica.sync.value.storage).toBeUndefined();
  const again = await openNotes(await person.openWindow(), documentId);
  expect(textsIn(again)).toEqual(['Not stored yet', 'And this']);
});

it('[D4] a damaged chunk is reported and the rest of the document is read', async () => {
  const { person, documentId } = await personWithNotes();
  const replica = await person.openWindow();
  await write(await openNotes(replica, documentId), 'Good');
  await replica.close();
  const db = await person.database();
  const key = incrementalKey(documentId, new Uint8Array([1, 2, 3]));
  await db.put('chunks', { data: new Uint8Array([1, 2]), order: 1 }, key);
  db.close();
  const again = await person.openWindow();
  expect(textsIn(await openNotes(again, documentId))).toEqual(['Good']);
  expect(again.sync.value.damaged).toEqual([documentId]);
});

/** The disk is full: every put of a chunk fails until `end`. */
function refuseWrites(): { end: () => void } {
  const refused = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  return { end: () => refused.mockRestore() };
}

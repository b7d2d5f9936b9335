import 'fake-indexeddb/auto';
import { openProfileChannel, type ProfileChannel } from '../../messaging/profile-channel.ts';
import { afterEach, expect, it } from 'vitest';
import { SamplePerson } from '../../testing/sample-person.ts';
import { MembershipBook } from './membership-book.ts';

const channels: ProfileChannel[] = [];
afterEach(() => channels.splice(0).forEach((channel) => channel.close()));

async function emptyBook(person: SamplePerson): Promise<MembershipBook> {
  const channel = openProfileChannel(person.profileId);
  channels.push(channel);
  const book = new MembershipBook(await person.database(), channel);
  await book.reload();
  return book;
}

it('verifies a log from nothing and knows the documents it announces', async () => {
  const person = await SamplePerson.create();
  const documentId = await person.announceNotes();
  const book = await emptyBook(person);
  expect(await book.append(person.logId, person.entries)).toEqual({ ok: true, value: 2 });
  expect(book.records.value.get(documentId)).toMatchObject({ kind: 'notes' });
  expect(book.isAnnounced(documentId)).toBe(true);
  const [last] = person.entries.slice(-1);
  expect(await book.append(person.logId, last ? [last] : [])).toEqual({ ok: true, value: 0 });
  const next = await emptyBook(person);
  expect(next.states.value.get(person.logId)?.seq).toBe(1);
});

it('asks only for entries it has not seen', async () => {
  const person = await SamplePerson.create();
  await person.announceNotes();
  const book = await emptyBook(person);
  const head = { seq: 1, hash: 'f'.repeat(64) };
  expect(await book.meet(person.logId, head)).toEqual({ ok: true, value: { fromSeq: 0 } });
  await book.append(person.logId, person.entries.slice(0, 1));
  expect(await book.meet(person.logId, head)).toEqual({ ok: true, value: { fromSeq: 1 } });
});

it('shows a log that forked, keeps what it believed, and takes nothing more', async () => {
  const person = await SamplePerson.create();
  await person.announceNotes();
  const book = await emptyBook(person);
  await book.append(person.logId, person.entries);
  const forked = { ok: false, error: { code: 'log-forked' } };
  expect(await book.meet(person.logId, { seq: 1, hash: '0'.repeat(64) })).toEqual(forked);
  expect(book.broken.value.get(person.logId)).toEqual({ code: 'log-forked' });
  expect(book.states.value.get(person.logId)?.seq).toBe(1);
  expect(await book.append(person.logId, person.entries)).toEqual(forked);
  const next = await emptyBook(person);
  expect(next.broken.value.get(person.logId)).toEqual({ code: 'log-forked' });
});

it('says that a relay shows less than before, and goes on when it has caught up', async () => {
  const person = await SamplePerson.create();
  await person.announceNotes();
  const book = await emptyBook(person);
  await book.append(person.logId, person.entries);
  const forked = { ok: false, error: { code: 'log-forked' } };
  expect(await book.meet(person.logId, { seq: 0, hash: '0'.repeat(64) })).toEqual(forked);
  expect(book.rolledBack.value.size).toBe(1);
  const hash = book.states.value.get(person.logId)?.headHash ?? '';
  expect(await book.meet(person.logId, { seq: 1, hash })).toEqual({ ok: true, value: {} });
  expect(book.rolledBack.value.size).toBe(0);
});

it('refuses an entry whose envelope was made for another place', async () => {
  const person = await SamplePerson.create();
  await person.announceNotes();
  await person.announceNotes();
  const book = await emptyBook(person);
  const [first, , third] = person.entries;
  await book.append(person.logId, first ? [first] : []);
  const outcome = await book.append(person.logId, third ? [third] : []);
  expect(outcome).toEqual({ ok: false, error: { code: 'log-forked' } });
});

import 'fake-indexeddb/auto';
import { createDeviceKey, signWrap, wrapSecret, type SignedWrap } from '@nastavnik/core/access';
import { notesCommands, type Notes } from '@nastavnik/core/documents';
import { base64url, systemRandom, type DocumentId } from '@nastavnik/core/kernel';
import { initializeAutomergeForTests } from '@nastavnik/core/testing';
import type { DocumentHandle, Replica } from '@nastavnik/extension/testing';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { ReplicaSchool } from './replicas/replica-school.ts';
import { until } from './replicas/until.ts';

let school: ReplicaSchool;

beforeAll(initializeAutomergeForTests);
beforeEach(async () => {
  school = await ReplicaSchool.open();
});
afterEach(() => school.close());

async function keysOf(replica: Replica) {
  const keys = await replica.noteKeys();
  if (!keys.ok) throw new TypeError(keys.error.code);
  return keys.value;
}

async function open(replica: Replica, documentId: DocumentId): Promise<DocumentHandle<Notes>> {
  const has = (list: readonly { documentId: DocumentId }[]) =>
    list.some((one) => one.documentId === documentId);
  await until(replica.documents(), has, 'the notes in the list');
  const handle = replica.open<Notes>(documentId);
  await until(handle.state, (state) => state === 'ready', 'the notes');
  return handle;
}

/** A mentor with two devices and notes that both have. */
async function twoDevices() {
  const mentor = await school.sitDown('mentor');
  const { personId } = mentor.profile;
  const made = await mentor.create({
    logId: school.logId,
    kind: 'notes',
    audience: [{ personId, part: 'author' }],
    subjects: [],
  });
  if (!made.ok) throw new TypeError(made.error.code);
  const [first] = await keysOf(mentor);
  const notes = await open(mentor, made.value);
  await notes.change('x', notesCommands.notes.add, { text: 'Заметка' });
  const laptop = await school.secondDevice(mentor);
  const before = laptop.noteKeyComings.peek();
  const asked = await laptop.noteKeys();
  expect(['there', 'note-key-waiting']).toContain(asked.ok ? 'there' : asked.error.code);
  // Who had to wait hears of the key by itself.
  if (!asked.ok) {
    await until(laptop.noteKeyComings, (comings) => comings > before, 'the key’s coming');
  }
  await until(notes.view, (view) => view?.value.keys.length === 2, 'two wrapped keys');
  const theirs = await open(laptop, made.value);
  await until(theirs.view, (view) => view?.value.keys.length === 2, 'two keys at the laptop');
  expect(await keysOf(laptop)).toEqual([first]);
  return { mentor, laptop, notes, first };
}

it('[A.4] after a device is revoked new notes are hashed with a key it never had', async () => {
  const { mentor, laptop, notes, first } = await twoDevices();
  const { kid } = laptop.profile;
  expect(await mentor.revokeDevice(school.logId, kid)).toMatchObject({ ok: true });
  const isRevoked = (states: Replica['membership']['value']) =>
    states.get(school.logId)?.devices.get(kid)?.revokedAtSeq !== undefined;
  await until(mentor.membership, isRevoked, 'the revocation');
  const keys = await keysOf(mentor);
  expect(keys).toHaveLength(2);
  expect(keys[0]).not.toEqual(first);
  expect(keys[1]).toEqual(first);
  expect(await keysOf(mentor)).toEqual(keys);
  await until(notes.view, (view) => view?.value.keys.length === 3, 'the new key, wrapped');
  const wrapped = notes.view.value?.value.keys.filter((one) => one.kid === kid);
  expect(wrapped).toHaveLength(1);
});

it('[A.4] a key that no device of the person has signed for is not taken over', async () => {
  const { mentor, notes, first } = await twoDevices();
  const { kid } = mentor.profile;
  const device = mentor.membership.value.get(school.logId)?.devices.get(kid);
  const chosen = systemRandom.bytes(32);
  const stranger = await createDeviceKey();
  const bare = await wrapSecret(base64url.decode(device?.wrapKey ?? ''), chosen);
  const noteKeyId = 'ab'.repeat(16);
  const slot = { secretId: noteKeyId, kid };
  const made = await signWrap(stranger.signer, slot, bare);
  const forged: SignedWrap = { ...made, by: kid };
  for (const wrapped of [made, forged]) {
    const kept = await notes.change('x', notesCommands.keepKeys, {
      keys: [{ noteKeyId, kid, wrapped }],
    });
    expect(kept.ok).toBe(true);
    expect(await keysOf(mentor)).toEqual([first]);
  }
});

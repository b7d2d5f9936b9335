import * as A from '@automerge/automerge/slim';
import { startDocument } from '@nastavnik/core/documents';
import { initializeAutomergeForTests } from '@nastavnik/core/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addTask,
  connectDevice,
  startTestSchool,
  taskTexts,
  type TestSchool,
} from '../testing/index.ts';

let school: TestSchool;

beforeAll(async () => {
  await initializeAutomergeForTests();
  school = await startTestSchool();
});
afterAll(() => school.close());

describe('a pair at work', () => {
  it('sees each other’s edits, and is told when these are on disk', async () => {
    const programme = school.nextProgramme();
    const one = await connectDevice(school.url, school.mentor.key);
    const two = await connectDevice(school.url, school.mentee.key);
    one.open(programme, startDocument('programme'));
    await one.durable(programme);
    two.open(programme);
    await two.has(programme, (doc) => A.getHeads(doc).join() === one.heads(programme));
    one.change(programme, (draft) => addTask(draft, 'Посетить урок'));
    two.change(programme, (draft) => addTask(draft, 'Разобрать план'));
    await Promise.all([
      one.durable(programme),
      two.has(programme, (doc) => taskTexts(doc).length === 2),
    ]);
    await one.has(programme, (doc) => taskTexts(doc).length === 2);
    expect(two.heads(programme)).toBe(one.heads(programme));
    expect(school.store.document(programme)?.heads.join()).toBe(one.heads(programme));
    one.close();
    two.close();
  });

  it('finds its documents by the catalogue, and after a cursor only what changed', async () => {
    const programme = school.nextProgramme();
    const one = await connectDevice(school.url, school.mentor.key);
    one.send({ type: 'catalogue', cursor: 0 });
    const all = await one.frame('catalogue');
    expect(all.entries.map(({ documentId }) => documentId)).toContain(programme);
    one.open(programme, startDocument('programme'));
    await one.durable(programme);
    const from = one.frames.length;
    one.send({ type: 'catalogue', cursor: all.cursor });
    const changed = await one.frame('catalogue', () => true, from);
    expect(changed.entries.map(({ documentId }) => documentId)).toEqual([programme]);
    expect(changed.entries[0]?.heads.join()).toBe(one.heads(programme));
    one.close();
  });

  it('gets a receipt once the attested changes are on disk, and the partner gets the claim', async () => {
    const programme = school.nextProgramme();
    const one = await connectDevice(school.url, school.mentor.key);
    const two = await connectDevice(school.url, school.mentee.key);
    one.open(programme, startDocument('programme'));
    two.open(programme);
    await two.has(programme, (doc) => A.getHeads(doc).length > 0);
    const hash = one.change(programme, (draft) => addTask(draft, 'Посетить урок'));
    await one.attest(programme, [hash]);
    const receipt = await one.frame('receipt');
    expect(receipt.hashes).toEqual([hash]);
    const attested = await two.frame('attested');
    expect(attested).toMatchObject({ author: school.mentor.key.signer.kid, hashes: [hash] });
    one.close();
    two.close();
  });

  it('[A14] sees presence stamped with whose connection it came from', async () => {
    const programme = school.nextProgramme();
    const one = await connectDevice(school.url, school.mentor.key);
    const two = await connectDevice(school.url, school.mentee.key);
    one.open(programme, startDocument('programme'));
    two.open(programme);
    await two.has(programme, (doc) => A.getHeads(doc).length > 0);
    one.send({
      type: 'ephemeral',
      senderId: 'somebody else',
      targetId: 'relay',
      count: 1,
      sessionId: 's',
      documentId: programme,
      data: Uint8Array.of(1),
    });
    const frame = await two.frame('ephemeral');
    expect(frame.personId).toBe(school.mentor.personId);
    expect(frame.senderId.startsWith(school.mentor.key.signer.kid)).toBe(true);
    one.close();
    two.close();
  });

  it('gives a stranger the same answer as for a document that does not exist', async () => {
    const stranger = await connectDevice(school.url, school.other.key);
    stranger.open(school.nextProgramme());
    const [first] = [await stranger.frame('doc-unavailable')];
    expect(Object.keys(first)).toEqual(['type', 'senderId', 'targetId', 'documentId']);
    stranger.close();
  });

  it('[A9] keeps both connections of one device, whatever they call themselves', async () => {
    const victim = await connectDevice(school.url, school.mentor.key);
    const welcome = await victim.frame('welcome');
    for (let round = 0; round < 100; round += 1) {
      const taker = await connectDevice(school.url, school.other.key);
      taker.send({
        type: 'join',
        senderId: welcome.peerId,
        peerMetadata: {},
        supportedProtocolVersions: ['1'],
      });
      await taker.frame('peer');
      taker.terminate();
    }
    const second = await connectDevice(school.url, school.mentor.key);
    const from = victim.frames.length;
    victim.send({ type: 'ping', atMs: 1 });
    await victim.frame('pong', () => true, from);
    expect((await second.frame('welcome')).peerId).not.toBe(welcome.peerId);
    victim.close();
    second.close();
  });
});

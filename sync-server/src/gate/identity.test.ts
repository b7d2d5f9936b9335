import { startDocument } from '@nastavnik/core/documents';
import { limits } from '@nastavnik/core/protocol';
import {
  changeAs,
  initializeAutomergeForTests,
  losingWrite,
  seededRandom,
} from '@nastavnik/core/testing';
import * as A from '@automerge/automerge/slim';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addTask,
  connectDevice,
  startTestSchool,
  taskTexts,
  type TestDevice,
  type TestPerson,
  type TestSchool,
} from '../testing/index.ts';

let school: TestSchool;

beforeAll(async () => {
  await initializeAutomergeForTests();
  school = await startTestSchool({ programmes: 8 });
});
afterAll(() => school.close());

const signedIn = ({ key }: TestPerson): Promise<TestDevice> => connectDevice(school.url, key);

async function pair(): Promise<{
  programme: ReturnType<TestSchool['nextProgramme']>;
  one: TestDevice;
  two: TestDevice;
}> {
  const programme = school.nextProgramme();
  const one = await signedIn(school.mentor);
  const two = await signedIn(school.mentee);
  one.open(programme, startDocument('programme'));
  await one.durable(programme);
  two.open(programme);
  await two.has(programme, (doc) => A.getHeads(doc).length > 0);
  return { programme, one, two };
}

/** Resolves when the relay has dealt with all that the device sent. */
async function settled(device: TestDevice, atMs: number): Promise<void> {
  device.send({ type: 'ping', atMs });
  await device.frame('pong', (frame) => frame.atMs === atMs);
}

describe('[A9] a name that another is known by', () => {
  it('taken a hundred times over: the other’s connection stays, and gets what is its own', async () => {
    const { programme, one, two } = await pair();
    const attacker = await signedIn(school.other);
    const victimPeer = (await two.frame('welcome')).peerId;
    const kid = two.key.signer.kid;
    for (let attempt = 0; attempt < 100; attempt += 1) {
      const senderId = attempt % 2 === 0 ? victimPeer : kid;
      const supportedProtocolVersions = ['1'];
      attacker.send({ type: 'join', senderId, peerMetadata: {}, supportedProtocolVersions });
      attacker.send({ type: 'leave', senderId });
      const stolen = {
        type: 'request',
        senderId,
        targetId: 'relay',
        documentId: programme,
      } as const;
      attacker.send({ ...stolen, data: new Uint8Array() });
    }
    await settled(attacker, 1);
    one.change(programme, (draft) => addTask(draft, 'Для двоих'));
    await two.has(programme, (doc) => taskTexts(doc).includes('Для двоих'));
    expect([two.isClosed, attacker.isClosed]).toEqual([false, false]);
    expect(attacker.frames.filter(({ type }) => type === 'sync')).toEqual([]);
    for (const device of [one, two, attacker]) device.close();
  });

  it('the device itself connected twice is two connections, and neither ends the other', async () => {
    const first = await signedIn(school.mentor);
    const second = await signedIn(school.mentor);
    await settled(second, 2);
    await settled(first, 2);
    const peers = await Promise.all([first, second].map((device) => device.frame('welcome')));
    expect(new Set(peers.map(({ peerId }) => peerId)).size).toBe(2);
    first.close();
    second.close();
  });
});

describe('[A13] an actor belongs to one author for ever', () => {
  it('none of a hundred forgeries is taken, and the victim’s own change is', async () => {
    const { programme, one: attacker, two: victim } = await pair();
    victim.change(programme, (draft) => addTask(draft, 'Моё'));
    await attacker.has(programme, (doc) => taskTexts(doc).length === 1);
    const doc = attacker.doc(programme);
    const actor = A.getActorId(victim.doc(programme));
    const put = (draft: Record<string, unknown>): void => addTask(draft, 'Подлог');
    const kid = attacker.key.signer.kid;
    const victimKid = victim.key.signer.kid;
    const before = school.store.document(programme)?.heads.join();
    const random = seededRandom(13);
    for (let attempt = 0; attempt < 100; attempt += 1) {
      const fresh = Buffer.from(random.bytes(16)).toString('hex');
      const forged = [
        changeAs(doc, { actor, author: kid }, put),
        changeAs(doc, { actor, author: victimKid }, put),
        changeAs(doc, { actor: fresh, author: victimKid }, put),
        losingWrite(doc, victimKid, 'title', 'Подлог'),
      ][attempt % 4];
      const from = attacker.frames.length;
      attacker.push(programme, forged ? [forged] : []);
      const { code } = await attacker.rejected(programme, from);
      expect(['actor-taken', 'author-forged']).toContain(code);
      const heads = school.store.document(programme)?.heads ?? [];
      attacker.send({ type: 'replaced', documentId: programme, heads: [...heads] });
      await attacker.frame('writable', () => true, from);
    }
    expect(school.store.document(programme)?.heads.join()).toBe(before);
    victim.change(programme, (draft) => addTask(draft, 'И снова моё'));
    await victim.durable(programme);
    attacker.close();
    victim.close();
  });
});

describe('[A14] presence', () => {
  const shown = (device: TestDevice) => device.frames.filter(({ type }) => type === 'ephemeral');
  const presence = (documentId: string, senderId: string, bytes = 1) =>
    ({
      type: 'ephemeral',
      senderId,
      targetId: 'relay',
      count: 1,
      sessionId: 's',
      documentId: documentId as never,
      data: new Uint8Array(bytes),
    }) as const;

  it('is shown under the name of the connection, whatever the frame says of itself', async () => {
    const { programme, one, two } = await pair();
    const victim = (await two.frame('welcome')).peerId;
    const own = await one.frame('welcome');
    for (const senderId of [victim, school.mentee.personId, '', 'x'.repeat(200)]) {
      one.send(presence(programme, senderId));
    }
    await two.until(() => (shown(two).length === 4 ? true : undefined), 'presence');
    for (const frame of shown(two)) {
      expect(frame).toMatchObject({ senderId: own.peerId, personId: school.mentor.personId });
    }
    one.close();
    two.close();
  });

  it('of those with no part in the document is shown to nobody, nor anything large', async () => {
    const { programme, one, two } = await pair();
    const stranger = await signedIn(school.other);
    stranger.send(presence(programme, 'me'));
    await stranger.frame('doc-unavailable', ({ documentId }) => documentId === programme);
    one.send(presence(programme, 'me', limits.maxEphemeralBytes + 1));
    await settled(one, 3);
    await settled(two, 3);
    expect(shown(two)).toEqual([]);
    for (const device of [one, two, stranger]) device.close();
  });

  it('in floods is let fall, and costs the one who floods nothing else', async () => {
    const { programme, one, two } = await pair();
    for (let place = 0; place < 1_000; place += 1) one.send(presence(programme, 'me'));
    await settled(one, 4);
    await settled(two, 4);
    expect(shown(two).length).toBeGreaterThanOrEqual(limits.ephemeralBurst);
    expect(shown(two).length).toBeLessThan(1_000);
    one.change(programme, (draft) => addTask(draft, 'Дальше'));
    await one.durable(programme);
    one.close();
    two.close();
  });
});

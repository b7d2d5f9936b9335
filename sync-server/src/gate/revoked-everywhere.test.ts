import { createInvitation, type EntryBodies, type EntryType } from '@nastavnik/core/access';
import { startDocument } from '@nastavnik/core/documents';
import { systemRandom, type ErrorCode, type InvitationId } from '@nastavnik/core/kernel';
import { limits } from '@nastavnik/core/protocol';
import { initializeAutomergeForTests } from '@nastavnik/core/testing';
import * as A from '@automerge/automerge/slim';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  addTask,
  connectDevice,
  RawSocket,
  startTestSchool,
  type TestDevice,
  type TestPerson,
  type TestSchool,
} from '../testing/index.ts';

let school: TestSchool;
let operator: TestDevice;
let lost: TestPerson;

beforeAll(async () => {
  await initializeAutomergeForTests();
});
beforeEach(async () => {
  school = await startTestSchool({
    programmes: 2,
    ticketUrl: (ticket) => `https://r.test/${ticket}`,
  });
  lost = school.curator;
  operator = await connectDevice(school.url, school.organisation.operator.key);
});
afterEach(() => school.close());

async function submit<Type extends EntryType>(
  by: TestDevice,
  type: Type,
  body: EntryBodies[Type],
): Promise<void> {
  const from = by.frames.length;
  by.send({ type: 'submit', entry: await school.organisation.sign(by.key, type, body) });
  await by.frame('sequenced', () => true, from);
}

const revoke = (): Promise<void> => submit(operator, 'revoke-device', { kid: lost.key.signer.kid });

async function inviteBy(device: TestDevice): Promise<InvitationId> {
  const { invitationId, publicKey } = await createInvitation({ random: systemRandom });
  const { personId } = school.other;
  const expiresAtMs = Date.now() + 60_000;
  const body = { invitationId, publicKey, personId, purpose: 'join', expiresAtMs } as const;
  await submit(device, 'invite', body);
  return invitationId;
}

const workBytes = 50_000;

/** A change of fifty kilobytes that stands on nothing. */
function work(): Uint8Array {
  const doc = A.init<Record<string, unknown>>();
  const [bytes] = A.getAllChanges(
    A.change(doc, (draft) => {
      draft['title'] = systemRandom.bytes(workBytes);
    }),
  );
  return bytes ?? new Uint8Array();
}

async function lookedUp(invitationId: InvitationId): Promise<ErrorCode | 'open'> {
  const socket = new RawSocket(school.url);
  await socket.frame('challenge');
  socket.send({ type: 'invitation', invitationId });
  const code = await socket.until(() => {
    for (const frame of socket.frames) {
      if (frame.type === 'invitation-info') return 'open';
      if (frame.type === 'refused') return frame.code;
    }
    return undefined;
  });
  socket.close();
  return code;
}

describe('[A11] a device revoked while it works', () => {
  it('loses every connection, its invitations and its voice within five seconds', async () => {
    const programme = school.nextProgramme();
    const both = await Promise.all([1, 2].map(() => connectDevice(school.url, lost.key)));
    const [first, second] = both as [TestDevice, TestDevice];
    const watcher = await connectDevice(school.url, school.mentor.key);
    watcher.open(programme, startDocument('programme'));
    await watcher.durable(programme);
    first.open(programme);
    await first.has(programme, (doc) => A.getHeads(doc).length > 0);
    const invitationId = await inviteBy(second);
    expect(await lookedUp(invitationId)).toBe('open');
    const before = performance.now();
    await revoke();
    const codes = await Promise.all(both.map((device) => device.closed()));
    expect(codes.map(({ code }) => code)).toEqual([4404, 4404]);
    expect(await lookedUp(invitationId)).toBe('invitation-unknown');
    const back = await connectDevice(school.url, lost.key);
    back.open(programme);
    back.send({
      type: 'ephemeral',
      senderId: 'me',
      targetId: 'relay',
      count: 1,
      sessionId: 's',
      documentId: programme,
      data: Uint8Array.of(1),
    });
    for (const frame of [
      { type: 'ticket' },
      { type: 'catalogue', cursor: 0 },
      { type: 'log', logId: school.organisation.logId, fromSeq: 0 },
      { type: 'quarantine', logId: school.organisation.logId },
    ] as const) {
      back.send(frame);
      const refused = await back.frame('refused', ({ about }) => about === frame.type);
      expect(refused.code).toBe('device-revoked');
    }
    expect(performance.now() - before).toBeLessThan(5_000);
    watcher.change(programme, (draft) => addTask(draft, 'После'));
    await watcher.durable(programme);
    watcher.send({ type: 'ping', atMs: 1 });
    await watcher.frame('pong');
    expect(watcher.frames.filter(({ type }) => type === 'ephemeral')).toEqual([]);
    expect(A.getHeads(back.doc(programme))).toEqual([]);
    const events = school.store.audit(1, 1_000).filter(({ event }) => event === 'device-revoked');
    expect(events.map(({ objects }) => objects.at(-1))).toEqual([lost.key.signer.kid]);
    for (const device of [back, watcher, operator]) device.close();
  });

  it('leaves late work for a curator, who hears of it at once and gets it page by page', async () => {
    const programme = school.nextProgramme();
    const head = school.other;
    await submit(operator, 'set-role', { personId: head.personId, roles: ['orgHead'] });
    const curator = await connectDevice(school.url, head.key);
    lost = school.mentor;
    const writer = await connectDevice(school.url, lost.key);
    writer.open(programme, startDocument('programme'));
    await writer.durable(programme);
    writer.terminate();
    await writer.closed();
    await revoke();
    const back = await connectDevice(school.url, lost.key);
    back.open(programme);
    for (let round = 0; round < 3; round += 1)
      back.push(programme, Array.from({ length: 10 }, work));
    expect((await back.rejected(programme)).code).toBe('authored-before-revocation');
    await curator.frame('quarantine-changed');
    await curator.until(() =>
      curator.frames.filter(({ type }) => type === 'quarantine-changed').length === 3
        ? true
        : undefined,
    );
    curator.send({ type: 'quarantine', logId: school.organisation.logId });
    const { items } = await curator.frame('quarantine');
    expect(items.reduce((sum, item) => sum + item.changes, 0)).toBe(30);
    const [item] = items;
    const pages: number[] = [];
    for (let from = 0; ;) {
      const heard = curator.frames.length;
      const quarantineId = item?.quarantineId ?? '';
      curator.send({ type: 'quarantine-decision', quarantineId, decision: 'accept', from });
      const page = await curator.frame('quarantined-changes', () => true, heard);
      const bytes = page.changes.reduce((sum, { length }) => sum + length, 0);
      expect(bytes).toBeLessThanOrEqual(limits.uploadSplitBytes);
      pages.push(page.changes.length);
      from += page.changes.length;
      if (!page.more) break;
    }
    expect(pages.reduce((sum, count) => sum + count, 0)).toBe(item?.changes);
    for (const device of [back, curator, operator]) device.close();
  });

  it('cannot fill the disk with what it leaves', async () => {
    const programme = school.nextProgramme();
    lost = school.mentor;
    await revoke();
    const back = await connectDevice(school.url, lost.key);
    back.open(programme);
    const rounds = Math.ceil(limits.maxQuarantinedBytesPerDevice / (10 * workBytes)) + 2;
    for (let round = 0; round < rounds; round += 1) {
      const from = back.frames.length;
      back.push(programme, Array.from({ length: 10 }, work));
      await back.rejected(programme, from);
    }
    const last = back.frames.findLast(({ type }) => type === 'rejected');
    expect(last).toMatchObject({ code: 'staging-full' });
    const kept = school.store
      .quarantine(school.organisation.logId)
      .flatMap(({ changes }) => changes);
    const bytes = kept.reduce((sum, { length }) => sum + length, 0);
    expect(bytes).toBeLessThanOrEqual(limits.maxQuarantinedBytesPerDevice);
    back.close();
    operator.close();
  });
});

describe('a person whose role is taken while they work', () => {
  it('writes, decides and invites no more, and what they invited opens no door', async () => {
    const { curator, organisation, roadmap } = school;
    const device = await connectDevice(school.url, curator.key);
    device.open(roadmap, startDocument('roadmap'));
    await device.durable(roadmap);
    const invitationId = await inviteBy(device);
    const { personId } = curator;
    await submit(operator, 'set-role', { personId, roles: ['mentee'] });
    expect(await lookedUp(invitationId)).toBe('invitation-unknown');
    device.send({ type: 'quarantine', logId: organisation.logId });
    await device.frame('refused', ({ code }) => code === 'not-allowed');
    const heads = school.store.document(roadmap)?.heads.join();
    device.change(roadmap, (draft) => {
      draft['title'] = new A.ImmutableString('Моя');
    });
    expect((await device.rejected(roadmap)).code).toBe('not-allowed');
    expect(school.store.document(roadmap)?.heads.join()).toBe(heads);
    const from = device.frames.length;
    const body = { personId: school.other.personId, roles: ['curator' as const] };
    const entry = await organisation.sign(curator.key, 'set-role', body);
    device.send({ type: 'submit', entry });
    await device.frame('refused', ({ code }) => code === 'entry-forbidden', from);
    device.close();
    operator.close();
  });
});

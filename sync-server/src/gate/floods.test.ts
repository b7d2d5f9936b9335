import * as A from '@automerge/automerge/slim';
import { signingBytes } from '@nastavnik/core/access';
import { startDocument } from '@nastavnik/core/documents';
import {
  base64url,
  createDocumentId,
  systemClock,
  systemRandom,
  type DocumentId,
} from '@nastavnik/core/kernel';
import { closeCodes, limits, type SignInPayload } from '@nastavnik/core/protocol';
import { initializeAutomergeForTests } from '@nastavnik/core/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectDevice, RawSocket, startTestSchool, type TestSchool } from '../testing/index.ts';

let school: TestSchool;
/** How far the relay's clock is ahead: a flood that is spread over time. */
let aheadMs = 0;

beforeAll(async () => {
  await initializeAutomergeForTests();
  const clock = { ...systemClock, nowMs: () => systemClock.nowMs() + aheadMs };
  school = await startTestSchool({ clock });
});
afterAll(() => school.close());

/** Changes upon a first one that is held back. */
function orphans(count: number, write: (draft: Record<string, unknown>) => void): Uint8Array[] {
  const author = school.mentor.key.signer.kid;
  let doc = A.clone(startDocument('programme') as A.Doc<Record<string, unknown>>, { author });
  const before = A.getHeads(doc);
  for (let place = 0; place <= count; place += 1) doc = A.change(doc, write);
  return A.getChangesSince(doc, before).slice(1);
}

describe('the gate stands', () => {
  it('[A10] a thousand replays of an answer, and lets none of them in', async () => {
    const first = new RawSocket(school.url);
    const { relayId, nonce } = await first.frame('challenge');
    const { signer } = school.mentor.key;
    const { kid, alg } = signer;
    const origin = new URL(school.url).host;
    const payload: SignInPayload = { protocol: 1, relayId, nonce, origin, kid };
    const sig = base64url.encode(await signer.sign(signingBytes('nastavnik/sign-in/1', payload)));
    const used = { type: 'auth', protocol: 1, kid, alg, sig, clientTimeMs: 1 } as const;
    first.send(used);
    await first.frame('welcome');
    const codes = new Map<number, number>();
    for (let replay = 0; replay < 1_000; replay += 1) {
      aheadMs += 1_000 / limits.connectionsPerSecondPerAddress;
      const socket = new RawSocket(school.url);
      await socket.frame('challenge');
      socket.send(used);
      const { code } = await socket.closed();
      codes.set(code, (codes.get(code) ?? 0) + 1);
    }
    expect(codes).toEqual(new Map([[4403, 1_000]]));
    first.close();
  }, 60_000);

  it('[A2] a frame of a mebibyte and one byte, after sign-in too', async () => {
    const device = await connectDevice(school.url, school.mentor.key);
    const other = await connectDevice(school.url, school.mentee.key);
    device.sendBytes(new Uint8Array(limits.maxFrameBytes + 1));
    expect((await device.closed()).code).toBe(1009);
    other.send({ type: 'ping', atMs: 1 });
    await other.frame('pong');
    other.close();
  });

  it('[A7] a flood of one device: it is closed, and its neighbour is answered meanwhile', async () => {
    const device = await connectDevice(school.url, school.mentor.key);
    const neighbour = await connectDevice(school.url, school.mentee.key);
    const waits: number[] = [];
    for (let atMs = 0; atMs < limits.frameBurst * 2; atMs += 1) {
      device.send({ type: 'ping', atMs });
      if (atMs % 500 !== 0) continue;
      const before = performance.now();
      neighbour.send({ type: 'ping', atMs });
      await neighbour.frame('pong', (frame) => frame.atMs === atMs);
      waits.push(performance.now() - before);
    }
    const { code, reason } = await device.closed();
    const warnings = device.frames.filter(
      (frame) => frame.type === 'refused' && frame.about === 'rate',
    );
    expect(warnings).toHaveLength(1);
    expect([code, reason]).toEqual([closeCodes['rate-limited'].code, 'rate-limited']);
    expect(device.frames.filter(({ type }) => type === 'pong').length).toBeLessThan(
      limits.frameBurst * 1.5,
    );
    expect(waits.toSorted((a, b) => a - b)[Math.floor(waits.length / 2)]).toBeLessThan(1_000);
    neighbour.close();
  });

  it('a bucket of bytes too: nine mebibytes at once are too many', async () => {
    const device = await connectDevice(school.url, school.mentor.key);
    const data = new Uint8Array(1_000_000);
    const documentId = school.nextProgramme();
    for (let frame = 0; frame < 12; frame += 1) {
      device.send({ type: 'sync', senderId: 'me', targetId: 'relay', documentId, data });
    }
    expect((await device.closed()).reason).toBe('rate-limited');
  });

  it('[A8] twenty thousand unknown ids: one answer each, the same as for what is not theirs', async () => {
    const stranger = await connectDevice(school.url, school.other.key);
    const forbidden = school.nextProgramme();
    const ask = (documentId: DocumentId): void => {
      aheadMs += 1_000 / limits.framesPerSecond;
      const data = Uint8Array.of(0x42, 0, 0, 0, 0);
      stranger.send({ type: 'request', senderId: 'me', targetId: 'relay', documentId, data });
    };
    const before = school.relay.stats().openDocuments;
    for (let round = 0; round < 20; round += 1) {
      const from = stranger.frames.length;
      const ids = Array.from({ length: 999 }, () => createDocumentId(systemRandom));
      for (const documentId of [...ids, forbidden]) ask(documentId);
      await stranger.frame('doc-unavailable', (frame) => frame.documentId === forbidden, from);
      const answers = stranger.frames.slice(from).filter(({ type }) => type === 'doc-unavailable');
      expect(answers).toHaveLength(1_000);
      const shapes = new Set(
        answers.map((answer) => JSON.stringify({ ...answer, documentId: '' })),
      );
      expect(shapes.size).toBe(1);
    }
    expect(school.relay.stats().openDocuments).toBe(before);
    stranger.close();
  }, 40_000);

  it('changes that wait for others: beyond four mebibytes none is held any more', async () => {
    const programme = school.nextProgramme();
    const device = await connectDevice(school.url, school.mentor.key);
    device.open(programme, startDocument('programme'));
    await device.durable(programme);
    const waiting = orphans(80, (draft) => {
      draft['title'] = crypto.getRandomValues(new Uint8Array(60_000));
    });
    expect(waiting.reduce((sum, { length }) => sum + length, 0)).toBeGreaterThan(
      limits.maxStagedBytes,
    );
    for (let place = 0; place < waiting.length; place += 10) {
      device.push(programme, waiting.slice(place, place + 10));
    }
    const { code } = await device.rejected(programme);
    expect(code).toBe('staging-full');
    expect(school.store.loadDocument(programme)?.changes.length).toBe(1);
    device.close();
  });

  it('[A12] a thousand writes of a reader: none is kept, none is passed on', async () => {
    const curator = await connectDevice(school.url, school.curator.key);
    curator.open(school.roadmap, startDocument('roadmap'));
    await curator.durable(school.roadmap);
    const reader = await connectDevice(school.url, school.mentee.key);
    const writer = await connectDevice(school.url, school.mentor.key);
    for (const device of [reader, writer]) {
      device.open(school.roadmap);
      await device.has(school.roadmap, (doc) => A.getHeads(doc).length > 0);
    }
    const before = school.store.document(school.roadmap)?.heads.join();
    const heads = A.getHeads(reader.doc(school.roadmap));
    let mine = A.clone(reader.doc(school.roadmap), { author: reader.key.signer.kid });
    for (let write = 0; write < 1_000; write += 1) {
      mine = A.change(mine, (draft) => {
        draft['title'] = `Моя ${write}`;
      });
    }
    const writes = A.getChangesSince(mine, heads);
    expect(writes.length).toBe(1_000);
    // One by one, in batches, and all of them again through a second connection.
    for (const write of writes.slice(0, 500)) reader.push(school.roadmap, [write]);
    for (let place = 500; place < 1_000; place += 50) {
      reader.push(school.roadmap, writes.slice(place, place + 50));
    }
    writer.push(school.roadmap, writes);
    await reader.rejected(school.roadmap);
    await writer.rejected(school.roadmap);
    // What is asked for now is answered after all of them.
    const from = reader.frames.length;
    reader.send({ type: 'ping', atMs: 7 });
    await reader.frame('pong', () => true, from);
    await school.relay.project(school.roadmap).catch(() => undefined);
    expect(school.store.document(school.roadmap)?.heads.join()).toBe(before);
    expect(curator.heads(school.roadmap)).toBe(before);
    const refused = new Set(
      school.store.refusals(school.roadmap).flatMap(({ hashes }) => [...hashes]),
    );
    expect(refused.size).toBe(1_000);
    for (const device of [curator, reader, writer]) device.close();
  });
});

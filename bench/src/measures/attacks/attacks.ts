import { connect } from 'node:net';
import { startDocument } from '@nastavnik/core/documents';
import {
  bytesToHex,
  createDocumentId,
  sha256,
  systemClock,
  systemRandom,
  type ChangeHash,
  type DocumentId,
} from '@nastavnik/core/kernel';
import { runLengthBomb } from '@nastavnik/core/testing';
import { connectDevice, RawSocket, type TestSchool } from '@nastavnik/sync-server/testing';

/** What an attacker does until it is done; the neighbours are measured meanwhile. */
export type Attack = (school: TestSchool) => Promise<string>;

const request = (documentId: DocumentId) => ({
  type: 'request' as const,
  senderId: 'me',
  targetId: 'relay',
  documentId,
  data: Uint8Array.of(0x42, 0, 0, 0, 0),
});

/** [A4] Documents whose stored changes unfold into millions of operations are opened. */
const poisonedDocuments: Attack = async (school) => {
  const victim = await connectDevice(school.url, school.mentee.key);
  const ids = [school.nextProgramme(), school.nextProgramme(), school.nextProgramme()];
  const bytes = runLengthBomb(4_000_000, { actor: '0f'.repeat(16) });
  const hash = bytesToHex(sha256(bytes.slice(8))) as ChangeHash;
  for (const documentId of ids) {
    const changes = [{ hash, bytes, actor: '0f'.repeat(16), seq: 1 }];
    const { kid } = school.mentor.key.signer;
    const atMs = systemClock.nowMs();
    await school.store.commitChanges({ documentId, changes, heads: [hash], kid, atMs });
  }
  for (const documentId of ids) {
    await school.relay.project(documentId).catch(() => undefined);
  }
  victim.close();
  return `${school.store.counts().quarantinedDocuments} quarantined`;
};

/** [A7] One signed-in device sends as fast as it can, again and again. */
const messageFlood: Attack = async (school) => {
  for (let round = 0; round < 5; round += 1) {
    const device = await connectDevice(school.url, school.curator.key);
    for (let atMs = 0; atMs < 5_000; atMs += 1) device.send({ type: 'ping', atMs });
    await device.closed();
  }
  return '5 × 5,000 messages';
};

/** [A6] Five thousand connections that never sign in. */
const connectionFlood: Attack = async (school) => {
  let refused = 0;
  for (let round = 0; round < 50; round += 1) {
    const sockets = Array.from({ length: 100 }, () => new RawSocket(school.url));
    const ends = sockets.map((socket) =>
      socket.until(() => (socket.isClosed || socket.frames.length > 0 ? true : undefined)),
    );
    await Promise.all(ends);
    refused += sockets.filter(({ isClosed }) => isClosed).length;
    for (const socket of sockets) socket.terminate();
  }
  return `${refused} of 5,000 turned away`;
};

/** [A5] Five hundred sockets that send a header a byte at a time, until they are closed. */
const slowHeaders: Attack = async (school) => {
  const { port } = school.relay.address;
  const sockets = Array.from({ length: 500 }, () => connect(port, '127.0.0.1'));
  const ends = sockets.map(
    (socket) =>
      new Promise<void>((resolve) => {
        socket.on('error', () => undefined).on('close', () => resolve());
        socket.write('GET / HTTP/1.1\r\nX-Slow: ');
      }),
  );
  const drip = setInterval(() => {
    for (const socket of sockets) if (!socket.destroyed) socket.write('x');
  }, 1_000);
  await Promise.all(ends);
  clearInterval(drip);
  return '500 closed';
};

/** [A8] Whether the time of an answer tells a forbidden document from one that does not exist. */
const probing: Attack = async (school) => {
  const stranger = await connectDevice(school.url, school.other.key);
  const forbidden = school.nextProgramme();
  const times: Record<'missing' | 'forbidden', number[]> = { missing: [], forbidden: [] };
  for (let probe = 0; probe < 2_000; probe += 1) {
    const kind = probe % 2 === 0 ? 'missing' : 'forbidden';
    const documentId = kind === 'missing' ? createDocumentId(systemRandom) : forbidden;
    const from = stranger.frames.length;
    const startedMs = performance.now();
    stranger.send(request(documentId));
    await stranger.frame('doc-unavailable', () => true, from);
    times[kind].push(performance.now() - startedMs);
  }
  stranger.close();
  const median = (list: number[]): number => list.toSorted((a, b) => a - b)[list.length / 2] ?? 0;
  const [missing, closed] = [median(times.missing), median(times.forbidden)];
  const apart = Math.abs(missing / closed - 1) * 100;
  return `medians ${missing.toFixed(3)} and ${closed.toFixed(3)} ms, ${apart.toFixed(1)} % apart`;
};

export const attacks: Readonly<Record<string, Attack>> = {
  'nobody attacks': async (school) => {
    // As long as it takes a neighbour to make a hundred edits by itself.
    const device = await connectDevice(school.url, school.curator.key);
    device.open(school.roadmap, startDocument('roadmap'));
    for (let edit = 0; edit < 100; edit += 1) {
      device.change(school.roadmap, (draft) => {
        draft['title'] = `Roadmap ${edit}`;
      });
      await device.durable(school.roadmap);
    }
    device.close();
    return '100 edits';
  },
  'A4 poisoned documents': poisonedDocuments,
  'A5 slow headers': slowHeaders,
  'A6 connection flood': connectionFlood,
  'A7 message flood': messageFlood,
  'A8 probing': probing,
};

import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as A from '@automerge/automerge/slim';
import { exportableKey, openExportedKey, type ExportedKey } from '@nastavnik/core/access';
import { startDocument } from '@nastavnik/core/documents';
import { AppError, systemRandom, type ChangeHash, type DocumentId } from '@nastavnik/core/kernel';
import { initializeAutomergeForTests } from '@nastavnik/core/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { soakScale } from '../testing/soak/soak-scale.ts';
import { openSqliteStore } from '../store/sqlite-store.ts';
import {
  addTask,
  connectDevice,
  exitCodeOfRelay,
  spawnRelay,
  taskTexts,
  TestOrganisation,
  type TestDevice,
  type TestPerson,
} from '../testing/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'relay-'));
const path = join(folder, 'relay.sqlite');
let key: ExportedKey;
let writers: TestPerson[];
let programmes: DocumentId[];

beforeAll(async () => {
  await initializeAutomergeForTests();
  key = await exportableKey();
  const opened = await openExportedKey(key);
  if (!opened.ok) throw new AppError(opened.error.code);
  const store = openSqliteStore(path);
  const organisation = await TestOrganisation.found(store, opened.value.signer);
  const curator = await organisation.addPerson('curator');
  const mentor = await organisation.addPerson('mentor');
  const mentee = await organisation.addPerson('mentee');
  writers = [mentor, mentee];
  programmes = [];
  for (let place = 0; place < 6; place += 1) {
    programmes.push(await organisation.addDocument(curator, 'programme', { mentor, mentee }));
  }
  await store.close();
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Writes until the connection is lost, sending the next change without waiting for the last. */
async function writeUntilLost(device: TestDevice, documentId: DocumentId): Promise<void> {
  while (!device.isClosed) {
    device.change(documentId, (draft) => addTask(draft, 'Задача'));
    const from = device.frames.length;
    await device
      .until(() => (device.isClosed || device.frames.length > from ? true : undefined))
      .catch(() => undefined);
  }
}

const acknowledged = (device: TestDevice): ChangeHash[] =>
  device.frames.flatMap((frame) => (frame.type === 'durable' ? frame.heads : []));

const kills = soakScale('kills', 10);

it(
  `[D1] loses nothing it acknowledged, killed ${kills} times in the middle of writes`,
  async () => {
    const desks = [0, 4, 5].flatMap((place) =>
      writers.map((person) => ({ person, documentId: programmes[place] as DocumentId })),
    );
    const docs: A.Doc<unknown>[] = desks.map(() => startDocument('programme'));
    const promised = new Map<DocumentId, Set<ChangeHash>>();
    for (let round = 0; round < kills; round += 1) {
      const relay = await spawnRelay(path, key);
      const devices = await Promise.all(
        desks.map(({ person }) => connectDevice(relay.url, person.key)),
      );
      for (const [place, { documentId }] of desks.entries()) {
        devices[place]?.open(documentId, docs[place]);
      }
      const writing = desks.map(({ documentId }, place) =>
        writeUntilLost(devices[place] as TestDevice, documentId),
      );
      const [first] = devices as [TestDevice];
      const target = 4 + ((systemRandom.bytes(1)[0] ?? 0) % 8);
      await first.until(() => (acknowledged(first).length > target ? true : undefined));
      await relay.end('SIGKILL');
      await Promise.all(writing);
      for (const [place, { documentId }] of desks.entries()) {
        const device = devices[place] as TestDevice;
        docs[place] = device.doc(documentId);
        const kept = promised.get(documentId) ?? new Set();
        for (const hash of acknowledged(device)) kept.add(hash);
        promised.set(documentId, kept);
      }
    }
    const store = openSqliteStore(path);
    const count = [...promised.values()].reduce((sum, { size }) => sum + size, 0);
    expect(count).toBeGreaterThan(4 * kills);
    for (const [documentId, hashes] of promised) {
      expect(store.knownHashes(documentId, [...hashes])).toHaveLength(hashes.size);
    }
    await store.close();
  },
  12_000 * kills,
);

it('[D6] lets no second process onto its file', async () => {
  const relay = await spawnRelay(path, key);
  expect(await exitCodeOfRelay(path, key)).toBe(75);
  expect(await relay.end('SIGTERM')).toBe(0);
});

it('[O3] on SIGTERM says why and when to come back, keeps what it took, and exits with 0', async () => {
  const [, programme] = programmes as [DocumentId, DocumentId];
  const relay = await spawnRelay(path, key);
  const [writer] = writers as [TestPerson];
  const device = await connectDevice(relay.url, writer.key);
  device.open(programme, startDocument('programme'));
  device.change(programme, (draft) => addTask(draft, 'Последняя'));
  await device.durable(programme);
  const before = performance.now();
  const ended = relay.end('SIGTERM');
  const closing = await device.frame('closing');
  expect(closing).toMatchObject({ code: 'relay-draining' });
  expect(closing.retryAfterMs).toBeGreaterThan(0);
  expect((await device.closed()).code).toBe(1012);
  expect(await ended).toBe(0);
  expect(performance.now() - before).toBeLessThan(10_000);
  const store = openSqliteStore(path);
  expect(store.document(programme)?.heads.join()).toBe(device.heads(programme));
  await store.close();
});

it('[S4] restored from an older copy, it gets the rest back from the devices', async () => {
  const [, , programme] = programmes as [DocumentId, DocumentId, DocumentId];
  const [mentor, mentee] = writers as [TestPerson, TestPerson];
  const first = await spawnRelay(path, key);
  const device = await connectDevice(first.url, mentor.key);
  device.open(programme, startDocument('programme'));
  device.change(programme, (draft) => addTask(draft, 'До копии'));
  await device.durable(programme);
  await first.end('SIGTERM');
  const copy = join(folder, 'copy.sqlite');
  copyFileSync(path, copy);
  const second = await spawnRelay(path, key);
  const again = await connectDevice(second.url, mentor.key);
  again.open(programme, device.doc(programme));
  again.change(programme, (draft) => addTask(draft, 'После копии'));
  await again.durable(programme);
  await second.end('SIGKILL');
  const restored = await spawnRelay(copy, key);
  const back = await connectDevice(restored.url, mentor.key);
  back.open(programme, again.doc(programme));
  await back.durable(programme);
  const partner = await connectDevice(restored.url, mentee.key);
  partner.open(programme);
  await partner.has(programme, (doc) => taskTexts(doc).length === 2);
  expect(partner.heads(programme)).toBe(again.heads(programme));
  await restored.end('SIGTERM');
});

it('[S4] restored, it takes from a colleague what it had signed for', async () => {
  const [programme] = programmes.slice(3) as [DocumentId];
  const [mentor, mentee] = writers as [TestPerson, TestPerson];
  const first = await spawnRelay(path, key);
  const starter = await connectDevice(first.url, mentor.key);
  starter.open(programme, startDocument('programme'));
  await starter.durable(programme);
  await first.end('SIGTERM');
  const copy = join(folder, 'older.sqlite');
  copyFileSync(path, copy);
  const second = await spawnRelay(path, key);
  const author = await connectDevice(second.url, mentor.key);
  author.open(programme, starter.doc(programme));
  const hash = author.change(programme, (draft) => addTask(draft, 'Подписано'));
  await author.attest(programme, [hash]);
  await author.frame('receipt');
  const colleague = await connectDevice(second.url, mentee.key);
  colleague.open(programme);
  await colleague.has(programme, (doc) => taskTexts(doc).length === 1);
  const claim = await colleague.frame('attested');
  await second.end('SIGKILL');
  const restored = await spawnRelay(copy, key);
  const back = await connectDevice(restored.url, mentee.key);
  const { hashes, sig, receipt } = claim;
  back.send({ type: 'attest', documentId: programme, author: claim.author, hashes, sig, receipt });
  back.open(programme, colleague.doc(programme));
  await back.durable(programme);
  back.close();
  const other = await connectDevice(restored.url, mentor.key);
  other.open(programme);
  await other.has(programme, (doc) => taskTexts(doc).includes('Подписано'));
  await restored.end('SIGTERM');
});

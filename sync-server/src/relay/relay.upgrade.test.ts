import * as A from '@automerge/automerge/slim';
import { exportableKey, openExportedKey, type ExportedKey } from '@nastavnik/core/access';
import { startDocument } from '@nastavnik/core/documents';
import { AppError, type ChangeHash, type DocumentId } from '@nastavnik/core/kernel';
import { initializeAutomergeForTests } from '@nastavnik/core/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openSqliteStore } from '../store/sqlite-store.ts';
import { StoreFolder } from '../store/testing/file-copy.ts';
import {
  addTask,
  connectDevice,
  spawnRelay,
  TestOrganisation,
  type TestDevice,
  type TestPerson,
} from '../testing/index.ts';
import { soakScale } from '../testing/soak/soak-scale.ts';

/** Pairs, each with its programme; both of a pair write. */
const pairs = soakScale('pairs', 10);
const files = new StoreFolder();
const path = files.newPath();
const longestDrainMs = 10_000;
let key: ExportedKey;
const editors: { person: TestPerson; documentId: DocumentId; device?: TestDevice }[] = [];

beforeAll(async () => {
  await initializeAutomergeForTests();
  key = await exportableKey();
  const opened = await openExportedKey(key);
  if (!opened.ok) throw new AppError(opened.error.code);
  const store = openSqliteStore(path);
  const organisation = await TestOrganisation.found(store, opened.value.signer);
  const curator = await organisation.addPerson('curator');
  for (let count = 0; count < pairs; count += 1) {
    const mentor = await organisation.addPerson('mentor');
    const mentee = await organisation.addPerson('mentee');
    const documentId = await organisation.addDocument(curator, 'programme', { mentor, mentee });
    editors.push({ person: mentor, documentId }, { person: mentee, documentId });
  }
  await store.close();
});
afterAll(() => files.remove());

const acknowledged = ({ frames }: TestDevice): ChangeHash[] =>
  frames.flatMap((frame) => (frame.type === 'durable' ? frame.heads : []));

/** Goes on writing until the relay is gone; every next edit follows some answer. */
async function writeOn(device: TestDevice, documentId: DocumentId): Promise<void> {
  for (let count = 0; !device.isClosed; count += 1) {
    device.change(documentId, (draft) => addTask(draft, `Запись ${count}`));
    const from = device.frames.length;
    await device.until(() => (device.isClosed || device.frames.length > from ? true : undefined));
  }
}

it(`[S10] stopped and started anew while ${pairs * 2} people write: all acknowledged is there, nobody is turned away`, async () => {
  const first = await spawnRelay(path, key);
  const port = Number(new URL(first.url).port);
  for (const editor of editors) {
    const device = await connectDevice(first.url, editor.person.key);
    device.open(editor.documentId, startDocument('programme'));
    editor.device = device;
    await device.durable(editor.documentId);
  }
  const devices = editors.map(({ device, documentId }) => ({
    device: device as TestDevice,
    documentId,
  }));
  const writing = devices.map(({ device, documentId }) => writeOn(device, documentId));
  await Promise.all(
    devices.map(({ device }) =>
      device.until(() => (acknowledged(device).length > 3 ? true : undefined)),
    ),
  );
  const beganMs = performance.now();
  expect(await first.end('SIGTERM')).toBe(0);
  expect(performance.now() - beganMs).toBeLessThan(longestDrainMs);
  await Promise.all(writing);
  for (const { device } of devices) {
    expect(await device.closed()).toMatchObject({ code: 1012 });
    const { code, retryAfterMs } = await device.frame('closing');
    expect(code).toBe('relay-draining');
    expect(retryAfterMs).toBeGreaterThan(0);
  }
  const store = openSqliteStore(path);
  for (const { device, documentId } of devices) {
    const promised = [...new Set(acknowledged(device))];
    expect(store.knownHashes(documentId, promised)).toEqual(promised);
  }
  await store.close();
  const second = await spawnRelay(path, key, port);
  const again = await Promise.all(
    editors.map(async ({ person, documentId }, place) => {
      const device = await connectDevice(first.url, person.key);
      device.open(documentId, devices[place]?.device.doc(documentId));
      return { device, documentId };
    }),
  );
  for (const { device, documentId } of again) {
    const before = devices.filter((one) => one.documentId === documentId);
    const heads = before.flatMap((one) => A.getHeads(one.device.doc(documentId)));
    await device.has(documentId, (doc) => A.hasHeads(doc, heads));
    expect(device.frames.some(({ type }) => type === 'rejected')).toBe(false);
    device.close();
  }
  expect(await second.end('SIGTERM')).toBe(0);
}, 600_000);

import { DatabaseSync } from 'node:sqlite';
import { createDeviceKey, type DeviceKey } from '@nastavnik/core/access';
import { startDocument } from '@nastavnik/core/documents';
import {
  systemClock,
  systemRandom,
  type ChangeHash,
  type DocumentId,
} from '@nastavnik/core/kernel';
import { initializeAutomergeForTests } from '@nastavnik/core/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../store/file/open-database.ts';
import { openSqliteStore, storeOn } from '../store/sqlite-store.ts';
import type { Store } from '../store/store.ts';
import { failingDatabase, FaultPoint } from '../store/testing/failing-database.ts';
import { StoreFolder } from '../store/testing/file-copy.ts';
import {
  addTask,
  connectDevice,
  taskTexts,
  TestOrganisation,
  type TestDevice,
  type TestDoc,
  type TestPerson,
} from '../testing/index.ts';
import { createRelay, type Logger, type Relay } from './relay.ts';

const files = new StoreFolder();
const path = files.newPath();
const nothing = (): void => undefined;
let key: DeviceKey;
let mentor: TestPerson;
let mentee: TestPerson;
const programmes: DocumentId[] = [];

beforeAll(async () => {
  await initializeAutomergeForTests();
  key = await createDeviceKey();
  const store = openSqliteStore(path);
  const organisation = await TestOrganisation.found(store, key.signer);
  const curator = await organisation.addPerson('curator');
  mentor = await organisation.addPerson('mentor');
  mentee = await organisation.addPerson('mentee');
  for (let place = 0; place < 4; place += 1) {
    programmes.push(await organisation.addDocument(curator, 'programme', { mentor, mentee }));
  }
  await store.close();
});
afterAll(() => files.remove());

interface Running {
  readonly relay: Relay;
  readonly store: Store;
  readonly url: string;
  readonly said: string[];
  close(): Promise<void>;
}

async function start(store: Store, idleDocumentMs = 60_000): Promise<Running> {
  const said: string[] = [];
  const say = (about: object, message: string) =>
    void said.push(`${message} ${JSON.stringify(about)}`);
  const logger: Logger = { debug: nothing, info: say, warn: say, error: say };
  const relay = await createRelay({
    store,
    keys: { relay: key.signer },
    clock: systemClock,
    random: systemRandom,
    logger,
    listen: { host: '127.0.0.1', port: 0 },
    idleDocumentMs,
  });
  const url = `ws://127.0.0.1:${relay.address.port}`;
  const close = async (): Promise<void> => {
    await relay.close();
    await store.close();
  };
  return { relay, store, url, said, close };
}

const programme = (): DocumentId => {
  const next = programmes.pop();
  if (next === undefined) throw new TypeError('no programme left');
  return next;
};

const acknowledged = (device: TestDevice): ChangeHash[] =>
  device.frames.flatMap((frame) => (frame.type === 'durable' ? frame.heads : []));

describe('a relay over a disk that fails the n-th call', () => {
  it('[D2] keeps what it acknowledged, stays alive, and takes the rest when asked again', async () => {
    const documentId = programme();
    const point = new FaultPoint();
    const open = () => start(storeOn(failingDatabase(openDatabase(path), point)), 0);
    let running = await open();
    let doc: TestDoc = startDocument('programme') as TestDoc;
    const promised = new Set<ChangeHash>();
    let isClean = false;
    for (let at = 1; !isClean; at += 1) {
      let hasLost = false;
      void running.store.lost.then(() => {
        hasLost = true;
      });
      point.arm(at, 'io');
      const device = await edit(running.url, documentId, doc, `Задача ${at}`);
      isClean = point.calls < at;
      point.disarm();
      if (device) {
        doc = device.doc(documentId);
        for (const hash of acknowledged(device)) promised.add(hash);
        device.terminate();
      }
      if (hasLost) {
        await running.close();
        running = await open();
      }
      const again = await connectDevice(running.url, mentor.key);
      again.open(documentId, doc);
      await again.durable(documentId);
      doc = again.doc(documentId);
      again.close();
      await again.closed();
    }
    expect(taskTexts(doc).length).toBeGreaterThan(15);
    await running.close();
    const store = openSqliteStore(path);
    expect(store.knownHashes(documentId, [...promised])).toHaveLength(promised.size);
    expect(store.document(documentId)?.state).toBe('open');
    await store.close();
  }, 240_000);
});

describe('a relay whose disk has damaged a change', () => {
  it('[D4] goes on without it, names it, and has it again from a device within one round', async () => {
    const documentId = programme();
    const first = await start(openSqliteStore(path));
    const author = await connectDevice(first.url, mentor.key);
    author.open(documentId, startDocument('programme'));
    const hashes: ChangeHash[] = [];
    for (let count = 0; count < 8; count += 1) {
      hashes.push(author.change(documentId, (draft) => addTask(draft, `Задача ${count}`)));
    }
    await author.durable(documentId);
    author.close();
    await first.close();
    const lost = hashes[4] as ChangeHash;
    damage(path, lost);
    const second = await start(openSqliteStore(path));
    const newcomer = await connectDevice(second.url, mentee.key);
    newcomer.open(documentId);
    await newcomer.has(documentId, (doc) => taskTexts(doc).length === 4);
    expect(second.store.counts().damagedChanges).toBe(1);
    expect(second.said.filter((line) => line.includes(lost))).toHaveLength(1);
    const back = await connectDevice(second.url, mentor.key);
    back.open(documentId, author.doc(documentId));
    await back.durable(documentId);
    await newcomer.has(documentId, (doc) => taskTexts(doc).length === 8);
    expect(second.store.counts().damagedChanges).toBe(0);
    newcomer.change(documentId, (draft) => addTask(draft, 'После'));
    await newcomer.durable(documentId);
    for (const device of [newcomer, back]) device.close();
    await second.close();
    const third = openSqliteStore(path);
    expect(third.loadDocument(documentId)).toMatchObject({ missing: [], waiting: [], damaged: [] });
    expect(third.document(documentId)?.heads.join()).toBe(newcomer.heads(documentId));
    await third.close();
  });

  it('[D4] takes it from a colleague too, whose own rights would not let it in', async () => {
    const documentId = programme();
    const first = await start(openSqliteStore(path));
    const author = await connectDevice(first.url, mentor.key);
    author.open(documentId, startDocument('programme'));
    const hash = author.change(documentId, (draft) => addTask(draft, 'Чужая'));
    await author.durable(documentId);
    const colleague = await connectDevice(first.url, mentee.key);
    colleague.open(documentId);
    await colleague.has(documentId, (doc) => taskTexts(doc).length === 1);
    for (const device of [author, colleague]) device.close();
    await first.close();
    damage(path, hash);
    const second = await start(openSqliteStore(path));
    const back = await connectDevice(second.url, mentee.key);
    back.open(documentId, colleague.doc(documentId));
    await back.durable(documentId);
    expect(back.frames.some(({ type }) => type === 'rejected')).toBe(false);
    expect(second.store.knownHashes(documentId, [hash])).toEqual([hash]);
    back.close();
    await second.close();
  });
});

function damage(file: string, hash: ChangeHash): void {
  const db = new DatabaseSync(file);
  const bytes = db.prepare('SELECT bytes FROM changes WHERE hash = ?').get(hash)?.['bytes'];
  const torn = Uint8Array.from(bytes as Uint8Array);
  torn[20] = (torn[20] ?? 0) ^ 16;
  db.prepare('UPDATE changes SET bytes = ? WHERE hash = ?').run(torn, hash);
  db.close();
}

describe('a relay without room', () => {
  it('[D5] says so, goes on reading, and takes what waited when there is room again', async () => {
    const documentId = programme();
    const opened = openDatabase(path);
    const running = await start(storeOn(opened));
    const author = await connectDevice(running.url, mentor.key);
    author.open(documentId, startDocument('programme'));
    author.change(documentId, (draft) => addTask(draft, 'До'));
    await author.durable(documentId);
    const pages = Number(opened.db.prepare('PRAGMA page_count').get()?.['page_count']);
    opened.db.exec(`PRAGMA max_page_count = ${pages}`);
    let count = 0;
    for (; !running.store.isFull(); count += 1) {
      const from = author.frames.length;
      author.change(documentId, (draft) => addTask(draft, `${'я'.repeat(400)} ${count}`));
      await author.until(() =>
        author.frames.slice(from).some(({ type }) => type === 'durable' || type === 'refused')
          ? true
          : undefined,
      );
    }
    const refused = await author.frame('refused');
    expect(refused).toMatchObject({ about: 'storage', code: 'relay-storage-full' });
    const reader = await connectDevice(running.url, mentee.key);
    expect(await reader.frame('refused')).toMatchObject({ code: 'relay-storage-full' });
    reader.open(documentId);
    await reader.has(documentId, (doc) => taskTexts(doc).includes('До'));
    expect(acknowledged(author)).not.toContain(author.heads(documentId));
    opened.db.exec('PRAGMA max_page_count = 1000000');
    await author.durable(documentId);
    await reader.has(documentId, (doc) => taskTexts(doc).length === count + 1);
    expect([author, reader].some(({ isClosed }) => isClosed)).toBe(false);
    expect(author.frames.some(({ type }) => type === 'rejected')).toBe(false);
    for (const device of [author, reader]) device.close();
    await running.close();
  });
});

/** One edit; whatever the disk does, the device learns within the wait how it stands. */
async function edit(
  url: string,
  documentId: DocumentId,
  doc: TestDoc,
  text: string,
): Promise<TestDevice | undefined> {
  const device = await connectDevice(url, mentor.key).catch(() => undefined);
  if (device === undefined) return undefined;
  device.open(documentId, doc);
  const hash = device.change(documentId, (draft) => addTask(draft, text));
  await device.attest(documentId, [hash]);
  await device.until(() => {
    const isKept =
      acknowledged(device).includes(hash) && device.frames.some(({ type }) => type === 'receipt');
    const isTold = device.isClosed || device.frames.some(({ type }) => type === 'doc-unavailable');
    return isKept || isTold ? true : undefined;
  });
  return device;
}

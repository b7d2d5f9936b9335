import * as A from '@automerge/automerge/slim';
import { startDocument } from '@nastavnik/core/documents';
import { createDocumentId, sha256, systemRandom, utf8ToBytes } from '@nastavnik/core/kernel';
import { initializeAutomergeForTests } from '@nastavnik/core/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  addTask,
  connectDevice,
  startTestSchool,
  taskTexts,
  type TestSchool,
} from '../testing/index.ts';
import { startProcessPool } from './process-pool.ts';

let school: TestSchool;

beforeAll(async () => {
  await initializeAutomergeForTests();
  school = await startTestSchool({ idleDocumentMs: 20, workers: 2, programmes: 24 });
});
afterAll(() => school.close());

describe('document processes', () => {
  it('[A4] one that dies is started anew, and nobody has to reconnect', async () => {
    const programme = school.nextProgramme();
    const one = await connectDevice(school.url, school.mentor.key);
    const two = await connectDevice(school.url, school.mentee.key);
    one.open(programme, startDocument('programme'));
    await one.durable(programme);
    two.open(programme);
    await two.has(programme, (doc) => A.getHeads(doc).length > 0);
    const pids = school.relay.workerPids();
    for (const pid of pids) process.kill(pid, 'SIGKILL');
    one.change(programme, (draft) => addTask(draft, 'После'));
    await one.durable(programme);
    await two.has(programme, (doc) => taskTexts(doc).length === 1);
    expect([pids.length, school.relay.stats().workerRestarts]).toEqual([1, 1]);
    expect([one.isClosed, two.isClosed]).toEqual([false, false]);
    one.close();
    two.close();
  });

  it('[A4] one that hangs is ended after its two seconds, and others go on meanwhile', async () => {
    const place = (documentId: string): number => (sha256(utf8ToBytes(documentId))[0] ?? 0) % 2;
    const programme = school.nextProgramme();
    let elsewhere = school.nextProgramme();
    while (place(elsewhere) === place(programme)) elsewhere = school.nextProgramme();
    const one = await connectDevice(school.url, school.mentor.key);
    one.open(programme, startDocument('programme'));
    one.open(elsewhere, startDocument('programme'));
    await Promise.all([one.durable(programme), one.durable(elsewhere)]);
    process.kill(school.relay.workerPids()[place(programme)] ?? 0, 'SIGSTOP');
    one.change(programme, (draft) => addTask(draft, 'Ждёт'));
    const before = performance.now();
    one.change(elsewhere, (draft) => addTask(draft, 'Не ждёт'));
    await one.durable(elsewhere);
    expect(performance.now() - before).toBeLessThan(250);
    await one.durable(programme);
    expect(school.store.document(programme)?.state).toBe('open');
    one.close();
  });

  it('put a document away when nobody has it open, and bring it back with its rules', async () => {
    const programme = school.nextProgramme();
    const one = await connectDevice(school.url, school.mentor.key);
    one.open(programme, startDocument('programme'));
    for (let place = 0; place < 40; place += 1) {
      one.change(programme, (draft) => addTask(draft, `Задача ${place}`));
    }
    await one.durable(programme);
    one.close();
    const watcher = await connectDevice(school.url, school.mentee.key);
    for (let asked = 0; school.relay.stats().openDocuments > 0; asked += 1) {
      watcher.send({ type: 'ping', atMs: asked });
      await watcher.frame('pong', ({ atMs }) => atMs === asked);
    }
    expect(school.store.loadDocument(programme)).toMatchObject({ changes: [] });
    watcher.open(programme);
    await watcher.has(programme, (doc) => taskTexts(doc).length === 40);
    watcher.change(programme, (draft) => addTask(draft, 'Ещё'));
    await watcher.durable(programme);
    watcher.close();
  });

  it('tell aggregation what it may know, and the sessions that it was counted', async () => {
    const programme = school.nextProgramme();
    const one = await connectDevice(school.url, school.mentor.key);
    one.open(programme, startDocument('programme'));
    const { seq } = await one.durable(programme);
    const report = await school.relay.project(programme);
    expect(report).toBeTypeOf('object');
    await school.relay.feed.passed('aggregation', seq);
    const counted = await one.frame('aggregated', ({ documentId }) => documentId === programme);
    expect(counted.heads.join()).toBe(one.heads(programme));
    one.close();
  });
});

it('an empty process that has grown is ended, and nobody notices', async () => {
  const limits = { budgetMs: 2_000, residentLimitBytes: 1 };
  const documentId = createDocumentId(systemRandom);
  const lost: string[] = [];
  const pool = startProcessPool(1, () => lost.push('restart'), limits);
  const open = { kind: 'programme', changes: [] } as const;
  await pool.ask(documentId, 'open', open);
  const [before] = pool.pids;
  await pool.ask(documentId, 'image', { none: true });
  expect(pool.pids).toEqual([before]);
  await pool.ask(documentId, 'close', { none: true });
  expect(pool.pids).not.toEqual([before]);
  expect(await pool.ask(documentId, 'open', open)).toEqual({ heads: [] });
  expect([pool.restarts, lost]).toEqual([0, []]);
  pool.close();
});

it('[A4] a process is started for the first question, and ended when it has nothing to hold', async () => {
  const documentId = createDocumentId(systemRandom);
  const pool = startProcessPool(2, () => undefined, { restAfterMs: 1 });
  expect(pool.pids).toEqual([]);
  const open = { kind: 'programme', changes: [] } as const;
  for (let round = 0; round < 2; round += 1) {
    expect(await pool.ask(documentId, 'open', open)).toEqual({ heads: [] });
    expect(pool.pids).toHaveLength(1);
    await pool.ask(documentId, 'close', { none: true });
    await vi.waitFor(() => expect(pool.pids).toEqual([]), { timeout: 10_000 });
  }
  expect(await pool.ask(documentId, 'close', { none: true })).toEqual({ residentBytes: 0 });
  expect([pool.pids, pool.restarts]).toEqual([[], 0]);
  pool.close();
});

import { startDocument } from '@nastavnik/core/documents';
import {
  bytesToHex,
  createDocumentId,
  sha256,
  systemRandom,
  utf8ToBytes,
  type ChangeHash,
  type DocumentId,
} from '@nastavnik/core/kernel';
import { preflightChange } from '@nastavnik/core/judging';
import { initializeAutomergeForTests, runLengthBomb } from '@nastavnik/core/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addTask, connectDevice, startTestSchool, type TestSchool } from '../testing/index.ts';
import { ProcessCrashed } from './process-client.ts';
import type { ProcessLimits } from './process-limits.ts';
import { startProcessPool, type ProcessPool } from './process-pool.ts';

const mib = 1_024 * 1_024;
const actor = '0f'.repeat(16);

/** Asks until a process answers, as rooms do; throws what is the document's own fault. */
async function openIn(pool: ProcessPool, documentId: DocumentId, changes: Uint8Array[] = []) {
  for (;;) {
    try {
      return await pool.ask(documentId, 'open', { kind: 'programme', changes });
    } catch (error) {
      if (!(error instanceof ProcessCrashed) || error.isSuspect) throw error;
    }
  }
}

/** A pool of one process, and how often its documents had to be read anew. */
function startPool(limits: Partial<ProcessLimits>): { pool: ProcessPool; moved: () => number } {
  let moved = 0;
  const pool = startProcessPool(1, () => (moved += 1), limits);
  return { pool, moved: () => moved };
}

const id = (): DocumentId => createDocumentId(systemRandom);

describe('[A4] a document process', () => {
  it('leaves a slow document alone, so that a neighbour in the same process is served', async () => {
    // So long a budget that only being set apart can help the neighbour.
    const { pool, moved } = startPool({
      budgetMs: 60_000,
      hardLimitBytes: 8_192 * mib,
      heapMiB: 4_096,
    });
    const [slow, neighbour] = [id(), id()];
    await openIn(pool, neighbour);
    const bomb = openIn(pool, slow, [runLengthBomb(400_000, { actor })]);
    let isSlow = true;
    const ended = bomb.catch(() => undefined).finally(() => (isSlow = false));
    expect(await openIn(pool, neighbour)).toEqual({ heads: [] });
    expect([isSlow, moved(), pool.pids.length]).toEqual([true, 1, 2]);
    pool.close();
    await ended;
  }, 30_000);

  it('is ended when one question eats its memory, and that question is the suspect', async () => {
    const { pool } = startPool({
      budgetMs: 60_000,
      slowMs: 60_000,
      hardLimitBytes: 300 * mib,
      heapMiB: 4_096,
    });
    const eaten = openIn(pool, id(), [runLengthBomb(3_000_000, { actor })]);
    await expect(eaten).rejects.toMatchObject({ isSuspect: true, reason: 'too-large' });
    expect(pool.restarts).toBe(1);
    expect(await openIn(pool, id())).toEqual({ heads: [] });
    pool.close();
  }, 30_000);

  it('that has grown slowly is renewed with its documents open, and none is blamed', async () => {
    const { pool, moved } = startPool({
      crowdedBytes: 1,
      crowdedPauseMs: 600_000,
      residentLimitBytes: 4_096 * mib,
    });
    const documentId = id();
    const [before] = pool.pids;
    await openIn(pool, documentId);
    // The process is looked at ten times a second: it is another one before long.
    for (let asked = 0; asked < 1_000 && moved() === 0; asked += 1) {
      await pool.ask(documentId, 'image', { none: true }).catch(() => undefined);
    }
    expect(await openIn(pool, documentId)).toEqual({ heads: [] });
    expect([moved(), pool.restarts, pool.pids[0] === before]).toEqual([1, 0, false]);
    pool.close();
  }, 30_000);

  it('has a heap of its own size', async () => {
    const { pool } = startPool({
      heapMiB: 48,
      budgetMs: 60_000,
      slowMs: 60_000,
      hardLimitBytes: 8_192 * mib,
    });
    await openIn(pool, id());
    const eaten = openIn(pool, id(), [runLengthBomb(1_000_000, { actor })]);
    await expect(eaten).rejects.toMatchObject({ isSuspect: true });
    pool.close();
  }, 30_000);
});

describe('[A4] a poisoned document', () => {
  let school: TestSchool;
  beforeAll(async () => {
    await initializeAutomergeForTests();
    school = await startTestSchool({ workers: 2, programmes: 24 });
  });
  afterAll(() => school.close());

  /** A programme in the same process as another. */
  function neighbourOf(documentId: DocumentId): DocumentId {
    const place = (one: string): number => (sha256(utf8ToBytes(one))[0] ?? 0) % 2;
    for (;;) {
      const other = school.nextProgramme();
      if (place(other) === place(documentId)) return other;
    }
  }

  async function poison(documentId: DocumentId): Promise<void> {
    const bytes = runLengthBomb(4_000_000, { actor });
    // What the checksum is the beginning of, as for any chunk.
    const hash = bytesToHex(sha256(bytes.slice(8))) as ChangeHash;
    const truth = preflightChange(bytes, (stored) => stored);
    expect(truth).toMatchObject({ ok: false, error: { code: 'change-too-many-operations' } });
    const changes = [{ hash, bytes, actor, seq: 1 }];
    const { kid } = school.mentor.key.signer;
    await school.store.commitChanges({ documentId, changes, heads: [hash], kid, atMs: 1 });
  }

  it('that came past the gate is quarantined and named; its neighbours go on', async () => {
    const poisoned = school.nextProgramme();
    const neighbour = neighbourOf(poisoned);
    await poison(poisoned);
    const healthy = await connectDevice(school.url, school.mentor.key);
    healthy.open(neighbour, startDocument('programme'));
    await healthy.durable(neighbour);
    const victim = await connectDevice(school.url, school.mentee.key);
    // It asks, and does not look into what it gets: that would be the end of this very test.
    const data = Uint8Array.of(0x42, 0, 0, 0, 0);
    victim.send({ type: 'request', senderId: 'me', targetId: 'relay', documentId: poisoned, data });
    const counted = school.relay.project(poisoned).catch(String);
    let edits = 0;
    while (school.store.inspectDocument(poisoned)?.state === 'open') {
      edits += 1;
      healthy.change(neighbour, (draft) => addTask(draft, `Правка ${edits}`));
      await healthy.durable(neighbour);
    }
    await victim.frame('doc-unavailable', ({ documentId }) => documentId === poisoned);
    expect(await counted).toContain('document-unavailable');
    expect(edits).toBeGreaterThan(1);
    expect(school.store.counts().quarantinedDocuments).toBe(1);
    const found = school.store.inspectDocument(poisoned);
    expect(found).toMatchObject({ state: 'quarantined', changes: 1 });
    expect(['too-slow', 'too-large', 'ended']).toContain(found?.quarantine?.reason);
    expect(healthy.isClosed).toBe(false);
    // Released, it is tried once, and goes back by itself.
    const again = await school.relay.care.release(poisoned);
    expect(again.state).toBe('quarantined');
    for (const device of [healthy, victim]) device.close();
  }, 40_000);

  it('that is healthy is released and served again; one that is unknown is refused', async () => {
    const documentId = school.nextProgramme();
    const device = await connectDevice(school.url, school.mentor.key);
    device.open(documentId, startDocument('programme'));
    await device.durable(documentId);
    const closed = await school.relay.care.quarantine(documentId);
    expect(closed).toMatchObject({ state: 'quarantined', quarantine: { reason: 'operator' } });
    await device.frame('doc-unavailable', (frame) => frame.documentId === documentId);
    expect(await school.relay.care.release(documentId)).toMatchObject({ state: 'open' });
    device.open(documentId, device.doc(documentId));
    device.change(documentId, (draft) => addTask(draft, 'После возвращения'));
    await device.durable(documentId);
    await expect(school.relay.care.release(id())).rejects.toMatchObject({
      code: 'document-unavailable',
    });
    device.close();
  });
});

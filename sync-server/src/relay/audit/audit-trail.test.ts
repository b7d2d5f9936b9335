import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { SequencedEntry } from '@nastavnik/core/access';
import type { KeyId } from '@nastavnik/core/kernel';
import { fakeClock } from '@nastavnik/core/testing';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqliteStore } from '../../store/sqlite-store.ts';
import type { Store } from '../../store/store.ts';
import { AttemptRecorder } from './attempt-recorder.ts';
import { auditStart, chainEvent, verifyChain } from './audit-chain.ts';
import type { AuditEvent, AuditRecord } from './audit-event.ts';
import { createAuditTrail, type AuditTrail } from './audit-trail.ts';

const kid = 'ab'.repeat(16) as KeyId;
const attempt = (object: string): Omit<AuditEvent, 'atMs'> => ({
  event: 'access-refused',
  kid,
  code: 'document-unavailable',
  objects: [object],
});
const event = (object: string): AuditEvent => ({ ...attempt(object), atMs: 7 });

let folder: string;
let path: string;
let store: Store;
let trail: AuditTrail;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'audit-'));
  path = join(folder, 'relay.db');
  store = openSqliteStore(path);
  trail = createAuditTrail(store);
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

describe('the audit trail', () => {
  it('keeps records in one chain over restarts, and reads them back as they were', async () => {
    await trail.append(event('one'), event('two'));
    const early = trail.head();
    await store.close();
    store = openSqliteStore(path);
    trail = createAuditTrail(store);
    await trail.append({ event: 'operator-act', atMs: 9, objects: ['restore'], times: 3 });
    expect(trail.read(1, 10).map(({ seq, objects }) => [seq, ...objects])).toEqual([
      [1, 'one'],
      [2, 'two'],
      [3, 'restore'],
    ]);
    expect(trail.verify()).toEqual({ ok: true, head: trail.head() });
    expect(trail.verify(early)).toEqual({ ok: true, head: trail.head() });
  });

  it('is part of the transaction that it records', async () => {
    const entry = { envelope: { logId: 'one', seq: 0 } } as SequencedEntry;
    await store.appendEntry(entry, [event('first')]);
    await expect(store.appendEntry(entry, [event('never')])).rejects.toThrow(/UNIQUE/);
    expect(trail.read(1, 10).map(({ objects }) => objects)).toEqual([['first']]);
  });

  it('cannot be changed or thinned out by the program itself', async () => {
    await trail.append(event('one'));
    const db = new DatabaseSync(path);
    expect(() => db.exec("UPDATE audit SET code = 'internal'")).toThrow(/never change/);
    expect(() => db.exec('DELETE FROM audit')).toThrow(/never removed/);
    db.close();
  });

  it('any record changed, left out, moved or cut off is noticed', () => {
    const records: AuditRecord[] = [];
    let head = auditStart;
    for (const name of ['a', 'b', 'c', 'd', 'e']) {
      const record = chainEvent(head, event(name));
      records.push(record);
      head = record;
    }
    const forgery = fc.oneof(
      fc.nat(4).map((at) => records.filter((_, place) => place !== at)),
      fc
        .nat(4)
        .map((at) => records.map((one, place) => (place === at ? { ...one, atMs: 8 } : one))),
      fc
        .nat(4)
        .map((at) => records.map((one, place) => (place === at ? { ...one, objects: [] } : one))),
      fc.nat(3).map((at) => records.toSpliced(at, 2, ...records.slice(at, at + 2).toReversed())),
    );
    fc.assert(
      fc.property(forgery, (forged) => {
        expect(verifyChain(forged, head).ok).toBe(false);
      }),
    );
    expect(verifyChain(records, head)).toEqual({ ok: true, head: { seq: 5, hash: head.hash } });
  });

  it('a trail written anew from the middle does not pass through a head noted before', () => {
    const first = chainEvent(auditStart, event('a'));
    const second = chainEvent(first, event('b'));
    const forged = chainEvent(first, event('x'));
    expect(verifyChain([first, forged])).toMatchObject({ ok: true });
    expect(verifyChain([first, forged], second)).toEqual({ ok: false, seq: 2 });
  });
});

describe('attempts that cost nothing', () => {
  it('are recorded at once, and their repeats by number', async () => {
    const failures: unknown[] = [];
    const recorder = new AttemptRecorder(trail, fakeClock(), (error) => failures.push(error));
    for (let times = 0; times < 50; times += 1) recorder.note(attempt('door'));
    await recorder.flush();
    expect(trail.read(1, 10).map(({ times = 1 }) => times)).toEqual([1, 49]);
    recorder.note(attempt('door'));
    await recorder.flush();
    expect(trail.read(1, 10)).toHaveLength(3);
    expect(failures).toEqual([]);
  });

  it('of many kinds fill no disk, and none goes uncounted', async () => {
    const recorder = new AttemptRecorder(trail, fakeClock(), () => undefined);
    for (let place = 0; place < 5_000; place += 1) recorder.note(attempt(`door ${place}`));
    await recorder.flush();
    const records = trail.read(1, 10_000);
    expect(records.length).toBeLessThan(300);
    expect(records.reduce((sum, { times = 1 }) => sum + times, 0)).toBe(5_000);
  });
});

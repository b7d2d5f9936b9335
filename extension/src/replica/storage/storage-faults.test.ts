import 'fake-indexeddb/auto';
import * as A from '@automerge/automerge/slim';
import type { ChangeHash, DocumentId } from '@nastavnik/core/kernel';
import { fakeClock, initializeAutomergeForTests, seededRandom } from '@nastavnik/core/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { openProfileChannel } from '../../messaging/profile-channel.ts';
import { copyDatabase, textOf } from '../../testing/database-copy.ts';
import { FailingStorage, type StorageFault } from '../../testing/failing-storage.ts';
import { Outbox } from '../documents/lists/outbox.ts';
import { ChunkReader } from './damage/chunk-reader.ts';
import { settleDamage } from './damage/settle-damage.ts';
import { eraseDocument } from './history/erase-document.ts';
import { storedChanges } from './history/chunk-split.ts';
import { rewriteHistory, siftHistory } from './history/rewrite.ts';
import { IdbStorageAdapter } from './idb-storage-adapter.ts';
import { incrementalKey, Journal } from './journal.ts';
import { openPersonDatabase } from './person-database.ts';

beforeAll(initializeAutomergeForTests);

const documentId = 'doc' as DocumentId;
type Words = { words: string[] };

/** A beginning, three own changes one after another, and two of a colleague that came together. */
function history() {
  const first = A.from<Words>({ words: [] }, { actor: 'aa' });
  let own = first;
  const changes: Uint8Array[] = [];
  for (const word of ['one', 'two', 'three']) {
    own = A.change(own, { time: 1 }, (draft) => void draft.words.push(word));
    changes.push(A.getLastLocalChange(own) as Uint8Array);
  }
  let theirs = A.clone(first, { actor: 'bb' });
  for (const word of ['four', 'five']) {
    theirs = A.change(theirs, { time: 1 }, (draft) => void draft.words.push(word));
  }
  const received = A.saveSince(theirs, A.getHeads(first));
  const doc = A.merge(A.clone(own), theirs);
  const extra = A.getLastLocalChange(A.from<Words>({ words: ['x'] }, { actor: 'cc' }));
  return { first: A.save(first), changes, received, doc, extra: extra as Uint8Array };
}
type History = ReturnType<typeof history>;

const hashOf = (bytes: Uint8Array): ChangeHash => A.decodeChange(bytes).hash as ChangeHash;

/** The same database every time: all of the history stored, the own changes waiting. */
async function setUp({ first, changes, received }: History) {
  const db = await openPersonDatabase(crypto.randomUUID(), { onClosed: () => undefined });
  const clock = fakeClock();
  const journal = new Journal(db, clock);
  const reader = new ChunkReader(db, { clock, onDamaged: () => undefined });
  const adapter = new IdbStorageAdapter(db, journal.nextOrder, reader);
  const channel = openProfileChannel(db.name);
  const outbox = new Outbox(db, channel);
  const random = seededRandom(7);
  await journal.recordReceived(documentId, { type: 'snapshot', data: first, heads: [] }, undefined);
  const own = changes.map((bytes) => {
    const hash = hashOf(bytes);
    return { bytes, waiting: { documentId, hash, atMs: 1, label: hash } };
  });
  await journal.recordOwn(documentId, own, undefined);
  const chunk = { type: 'incremental', data: received, heads: [] } as const;
  await journal.recordReceived(documentId, chunk, undefined);
  // One more own change, of which only a damaged chunk is left.
  const lost = { documentId, hash: 'ab'.repeat(32) as ChangeHash, atMs: 1, label: 'lost' };
  await db.put('outbox', lost, [documentId, lost.hash]);
  const torn = { data: new Uint8Array([1]), order: 1, foundAtMs: 1 };
  await db.put('damaged', torn, [documentId, 'incremental', 'lost']);
  const sources = { db, clock, random, nextOrder: journal.nextOrder };
  return { db, journal, adapter, outbox, channel, sources };
}
type SetUp = Awaited<ReturnType<typeof setUp>>;

const reason = { code: 'not-allowed' } as const;

/** Everything of the replica that writes documents, the outbox or what it refused. */
const writing: Record<string, (it: SetUp, history: History) => Promise<unknown>> = {
  'recording own changes': ({ journal }, { extra }) => {
    const hash = hashOf(extra);
    const waiting = { documentId, hash, atMs: 2, label: 'extra' };
    return journal.recordOwn(documentId, [{ bytes: extra, waiting }, { bytes: extra }], undefined);
  },
  'recording what came': ({ journal }, { extra }) =>
    journal.recordReceived(documentId, { type: 'snapshot', data: extra, heads: [] }, undefined),
  compaction: ({ sources }) => rewriteHistory(sources, documentId),
  'a refusal': ({ sources }, { changes }) =>
    rewriteHistory(sources, documentId, { hashes: [hashOf(changes[1] as Uint8Array)], reason }),
  'closing the case of a damaged chunk': ({ sources }, { doc }) =>
    settleDamage(sources, doc, { documentId }),
  'a confirmation of the relay': ({ outbox }, { changes }) =>
    outbox.settleDurable(documentId, changes.map(hashOf), { seq: 4, atMs: 9 }),
  'what aggregation passed': ({ outbox }) =>
    outbox.settleAggregated(documentId, { seq: 4, atMs: 9 }),
  'erasing a document': ({ db }) => eraseDocument(db, documentId),
  'saving a chunk': ({ adapter }, { extra }) =>
    adapter.save(incrementalKey(documentId, extra), extra),
  'removing a chunk': ({ adapter }, { changes }) =>
    adapter.remove(incrementalKey(documentId, changes[0] as Uint8Array)),
  'removing all chunks': ({ adapter }) => adapter.removeRange([documentId]),
};

const hasFailed = async (work: Promise<unknown>): Promise<boolean> => {
  try {
    const outcome = await work;
    return (outcome as { ok?: boolean } | undefined)?.ok === false;
  } catch {
    return true;
  }
};

/** Runs with the N-th call failing; gives what was said and what is stored after. */
async function runFailing(
  name: string,
  past: History,
  { nth, fault }: { nth: number; fault: StorageFault },
) {
  const all = await setUp(past);
  const before = textOf(await copyDatabase(all.db));
  const failing = new FailingStorage(nth, fault);
  const isRefused = await hasFailed(writing[name]?.(all, past) as Promise<unknown>);
  failing.end();
  const copy = await copyDatabase(all.db);
  all.channel.close();
  all.db.close();
  return { before, after: textOf(copy), copy, isRefused, isThrough: !failing.hasFailed };
}

describe.each(Object.keys(writing))('%s', (name) => {
  it.each(['full', 'broken', 'dead'] as const)(
    '[D2] does all or nothing and says which, whichever call fails: %s',
    async (fault) => {
      const past = history();
      const clean = await runFailing(name, past, { nth: Number.POSITIVE_INFINITY, fault });
      expect(clean.isRefused).toBe(false);
      expect(clean.after).not.toBe(clean.before);
      let nth = 1;
      for (; ; nth += 1) {
        const run = await runFailing(name, past, { nth, fault });
        if (run.isThrough) break;
        const isDone = run.after === clean.after;
        expect(isDone || run.after === run.before).toBe(true);
        // What follows the writing is reading: it may fail where all is done, never the reverse.
        expect(isDone || run.isRefused).toBe(true);
      }
      expect(nth).toBeGreaterThan(1);
    },
  );
});

/** Hashes of every change that the chunks of a copy hold, one by one. */
const changesStored = (copy: Awaited<ReturnType<typeof copyDatabase>>): string[] =>
  (copy.get('chunks') ?? [])
    .flatMap(({ value }) => storedChanges((value as { data: Uint8Array }).data) ?? [])
    .map(hashOf)
    .toSorted();

it('[D10] a crash at any call of compaction leaves every change in some chunk', async () => {
  const past = history();
  const wanted = A.getAllChanges(past.doc).map(hashOf).toSorted();
  let points = 0;
  for (let nth = 1; ; nth += 1) {
    const { copy, isThrough } = await runFailing('compaction', past, { nth, fault: 'dead' });
    expect([...new Set(changesStored(copy))]).toEqual(wanted);
    if (isThrough) break;
    points += 1;
  }
  expect(points).toBeGreaterThanOrEqual(11);
});

it('[D10] compaction keeps changes that came together before what they stand on', async () => {
  const past = history();
  const { received } = past;
  const all = await setUp(past);
  const { db, sources, journal } = all;
  // The beginning and the own changes are gone: what came waits for them.
  await db.clear('chunks');
  const chunk = { type: 'incremental', data: received, heads: [] } as const;
  await journal.recordReceived(documentId, chunk, undefined);
  const before = changesStored(await copyDatabase(db));
  expect(before).toHaveLength(2);
  await rewriteHistory(sources, documentId);
  expect(changesStored(await copyDatabase(db))).toEqual(before);
  all.channel.close();
});

it('[D10] compaction leaves a damaged chunk and one it cannot take apart where they are', async () => {
  const past = history();
  const { extra } = past;
  const all = await setUp(past);
  const { db, sources } = all;
  const torn = incrementalKey(documentId, extra);
  await db.put('chunks', { data: extra.slice(0, -2), order: 9 }, torn);
  const foreign = new Uint8Array([1, 2, 3]);
  await db.put('chunks', { data: foreign, order: 9 }, incrementalKey(documentId, foreign));
  await rewriteHistory(sources, documentId);
  expect(await db.get('chunks', torn)).toBeDefined();
  expect(await db.get('chunks', incrementalKey(documentId, foreign))).toBeDefined();
  expect(await db.count('chunks')).toBe(3);
  expect(await siftHistory(sources, documentId)).toBeUndefined();
  all.channel.close();
});

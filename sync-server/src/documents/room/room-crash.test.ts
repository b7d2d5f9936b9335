import {
  createDocumentId,
  createId,
  systemClock,
  systemRandom,
  type DocumentId,
  type KeyId,
  type LogId,
  type PersonId,
} from '@nastavnik/core/kernel';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openSqliteStore } from '../../store/sqlite-store.ts';
import type { Store } from '../../store/store.ts';
import { ProcessCrashed } from '../process-client.ts';
import type { ProcessPool } from '../process-pool.ts';
import { DocumentRoom } from './document-room.ts';
import type { RoomServices } from './room-services.ts';
import type { Subscriber } from './members/subscriber.ts';

let store: Store;
let documentId: DocumentId;
const logId = createId<LogId>(systemRandom);
const nothing = (): undefined => undefined;

beforeEach(async () => {
  store = openSqliteStore(':memory:');
  documentId = createDocumentId(systemRandom);
  await store.announceDocument({ documentId, kind: 'programme', logId, atMs: 0 });
});
afterEach(() => store.close());

/** A sync message that says nothing but one change of one byte. */
const oneChange = Uint8Array.of(0x42, 0, 0, 0, 1, 1, 0);

/** A process that answers, or fails a `receive` with whatever is next in line. */
function failing(failures: Error[]) {
  const sizes: number[] = [];
  const ask = (_: DocumentId, type: string, question: unknown): Promise<never> => {
    const answers: Record<string, unknown> = {
      open: { heads: [] },
      receive: { rejections: [], late: [], waiting: [], isSpoilt: false },
    };
    if (type === 'receive') {
      sizes.push((question as { messages: unknown[] }).messages.length);
      const failure = failures.shift();
      if (failure) return Promise.reject(failure);
    }
    return Promise.resolve(answers[type] as never);
  };
  const pool = { ask, restarts: 0, pids: [], close: nothing } as unknown as ProcessPool;
  return { pool, sizes };
}

const services = (pool: ProcessPool): RoomServices => ({
  pool,
  store,
  clock: systemClock,
  logger: { debug: nothing, info: nothing, warn: nothing, error: nothing },
  idleMs: 60_000,
  newQuarantineId: () => createId(systemRandom),
  onQuarantined: nothing,
  record: () => ({ documentId, kind: 'programme', logId, audience: [], subjects: [] }),
  standing: (kid) => ({ kid, isRevoked: false }),
  personOf: nothing,
  modeOf: () => 'write',
  onCommitted: nothing,
  onRejected: nothing,
});

function subscriber(connection: string, events: string[], isGone = false): Subscriber {
  const note = (event: string) => () => void events.push(`${connection} ${event}`);
  return {
    connection,
    isGone,
    kid: 'a'.repeat(32) as KeyId,
    personId: createId<PersonId>(systemRandom),
    sync: nothing,
    unavailable: note('unavailable'),
    writable: note('writable'),
    durable: nothing,
    aggregated: nothing,
    admitted: nothing,
    rejected: note('rejected'),
    fail: note('fail'),
  };
}

it('[A4] after a crash of a neighbour what was asked is asked again, and nobody is told', async () => {
  const events: string[] = [];
  const { pool, sizes } = failing([new ProcessCrashed(false), new ProcessCrashed(false)]);
  const room = new DocumentRoom(documentId, services(pool), nothing);
  for (const name of ['one', 'two', 'three']) {
    room.sync(subscriber(name, events), oneChange, false);
  }
  await room.settled;
  expect(sizes).toEqual([3, 3, 3]);
  expect(events).toEqual([]);
  expect(store.document(documentId)?.state).toBe('open');
});

it('[A4] after its own crash messages are judged one by one', async () => {
  const { pool, sizes } = failing([new ProcessCrashed(true, 'too-slow')]);
  const room = new DocumentRoom(documentId, services(pool), nothing);
  for (const name of ['one', 'two', 'three']) {
    room.sync(subscriber(name, []), oneChange, false);
  }
  await room.settled;
  expect(sizes).toEqual([3, 1, 1, 1]);
});

it('[A4] a document in quarantine has its reason, its time and its last good commit', async () => {
  const { pool } = failing([new ProcessCrashed(true), new ProcessCrashed(true, 'too-large')]);
  const room = new DocumentRoom(documentId, services(pool), nothing);
  room.sync(subscriber('one', []), oneChange, false);
  const before = systemClock.nowMs();
  await room.settled;
  const found = store.inspectDocument(documentId);
  expect(found).toMatchObject({ state: 'quarantined', quarantine: { reason: 'too-large' } });
  expect(found?.quarantine?.atMs).toBeGreaterThanOrEqual(before);
  expect(found?.quarantine?.goodSeq).toBe(found?.seq);
});

it('[A4] released under watch, one crash is enough', async () => {
  const { pool, sizes } = failing([new ProcessCrashed(true, 'too-slow')]);
  const room = new DocumentRoom(documentId, services(pool), nothing);
  room.watch();
  room.sync(subscriber('one', []), oneChange, false);
  await room.settled;
  expect(sizes).toEqual([1]);
  expect(store.document(documentId)?.state).toBe('quarantined');
});

it.each([
  ['served', []],
  ['failed', [new Error('could not be judged')]],
  ['crashed', [new ProcessCrashed(true)]],
])(
  'last words that came after the end of their connection leave nobody behind: %s',
  async (_, failures) => {
    const events: string[] = [];
    const { pool } = failing([...failures]);
    const room = new DocumentRoom(documentId, services(pool), nothing);
    room.leave('gone');
    room.sync(subscriber('gone', events, true), oneChange, false);
    await room.settled;
    expect(room.subscribers).toEqual([]);
  },
);

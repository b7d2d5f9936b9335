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
import { expect, it } from 'vitest';
import { openSqliteStore } from '../../store/sqlite-store.ts';
import { ProcessCrashed } from '../process-client.ts';
import type { ProcessPool } from '../process-pool.ts';
import { DocumentRoom } from './document-room.ts';
import type { RoomServices } from './room-services.ts';
import type { Subscriber } from './members/subscriber.ts';

/** A sync message that says nothing but one change of one byte. */
const oneChange = Uint8Array.of(0x42, 0, 0, 0, 1, 1, 0);

/** A process that dies of every message of one document. */
const dyingOf = (poisoned: DocumentId): ProcessPool => ({
  ask: async (documentId, type) => {
    const answers: Record<string, unknown> = {
      open: { heads: [] },
      receive: { rejections: [], late: [], waiting: [], isSpoilt: false },
    };
    if (type === 'receive' && documentId === poisoned) throw new ProcessCrashed(true);
    return answers[type] as never;
  },
  restarts: 0,
  pids: [],
  close: () => undefined,
});

it('[A4] a document that ends its process twice is put into quarantine, and no other is', async () => {
  const store = openSqliteStore(':memory:');
  const logId = createId<LogId>(systemRandom);
  const [poisoned, healthy] = [createDocumentId(systemRandom), createDocumentId(systemRandom)];
  for (const documentId of [poisoned, healthy]) {
    await store.announceDocument({ documentId, kind: 'programme', logId, atMs: 0 });
  }
  const nothing = (): undefined => undefined;
  const logged: unknown[] = [];
  const services: RoomServices = {
    pool: dyingOf(poisoned),
    store,
    clock: systemClock,
    logger: {
      debug: nothing,
      info: nothing,
      warn: (fields) => logged.push(fields),
      error: nothing,
    },
    idleMs: 60_000,
    onQuarantined: () => undefined,
    newQuarantineId: () => createId(systemRandom),
    record: (documentId) => ({ documentId, kind: 'programme', logId, audience: [], subjects: [] }),
    standing: (kid) => ({ kid, isRevoked: false }),
    personOf: nothing,
    modeOf: () => 'write',
    onCommitted: nothing,
    onRejected: nothing,
  };
  const turnedAway: DocumentId[] = [];
  const subscriber: Subscriber = {
    connection: 'one',
    isGone: false,
    kid: 'a'.repeat(32) as KeyId,
    personId: createId<PersonId>(systemRandom),
    sync: nothing,
    unavailable: (documentId) => turnedAway.push(documentId),
    writable: nothing,
    durable: nothing,
    aggregated: nothing,
    admitted: nothing,
    rejected: nothing,
    fail: nothing,
  };
  for (const documentId of [poisoned, healthy]) {
    const room = new DocumentRoom(documentId, services, nothing);
    room.sync(subscriber, oneChange, false);
    await room.settled;
  }
  expect(store.document(poisoned)?.state).toBe('quarantined');
  expect(store.document(healthy)?.state).toBe('open');
  expect(new Set(turnedAway)).toEqual(new Set([poisoned]));
  expect(logged).toEqual([
    { documentId: poisoned, crashes: 1 },
    { documentId: poisoned, crashes: 2 },
  ]);
  await store.close();
});

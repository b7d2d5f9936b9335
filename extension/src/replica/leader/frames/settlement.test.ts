import 'fake-indexeddb/auto';
import * as A from '@automerge/automerge/slim';
import { systemClock, type ChangeHash, type DocumentId } from '@nastavnik/core/kernel';
import { initializeAutomergeForTests } from '@nastavnik/core/testing';
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { openProfileChannel, type ProfileChannel } from '../../../messaging/profile-channel.ts';
import type { DocumentContext } from '../../documents/open/document-context.ts';
import type { DocumentRegistry } from '../../documents/open/document-registry.ts';
import { Outbox } from '../../documents/lists/outbox.ts';
import { openPersonDatabase, type PersonDatabase } from '../../storage/person-database.ts';
import { Settlement } from './settlement.ts';

const documentId = 'doc' as DocumentId;

let db: PersonDatabase;
let channel: ProfileChannel;
let outbox: Outbox;
let settlement: Settlement;
let stop: () => void;
let doc: A.Doc<{ words: string[] }>;
let frames: Promise<void>;

beforeAll(initializeAutomergeForTests);

beforeEach(async () => {
  db = await openPersonDatabase(crypto.randomUUID(), { onClosed: () => undefined });
  channel = openProfileChannel(db.name);
  outbox = new Outbox(db, channel);
  doc = A.from<{ words: string[] }>({ words: [] });
  frames = Promise.resolve();
  const context = { outbox, sources: { db }, commandContext: { clock: systemClock } };
  const registry = { find: () => ({ doc }) };
  settlement = new Settlement(
    context as unknown as DocumentContext,
    registry as unknown as DocumentRegistry,
    [],
    () => undefined,
  );
  stop = settlement.start((work) => (frames = frames.then(work)));
});

afterEach(() => {
  stop();
  channel.close();
  db.close();
});

/** One more change, which the Repo sends at once; its row is for later. */
function write(word: string): {
  documentId: DocumentId;
  hash: ChangeHash;
  atMs: number;
  label: '';
} {
  doc = A.change(doc, (draft) => void draft.words.push(word));
  return { documentId, hash: A.getHeads(doc)[0] as ChangeHash, atMs: 1, label: '' };
}

const durable = (seq: number) =>
  settlement.settle({ type: 'durable', documentId, heads: A.getHeads(doc), seq } as never);

/** Listed when this device's disk has it. */
async function list(row: ReturnType<typeof write>): Promise<void> {
  await db.put('outbox', row, [documentId, row.hash]);
  outbox.add([row]);
}

it('[S2] a relay that is faster than the disk of this device leaves nothing waiting for ever', async () => {
  const rows = ['one', 'two', 'three'].map(write);
  await durable(7);
  for (const row of rows) await list(row);
  await vi.waitFor(() => expect(outbox.view.value.waiting).toEqual([]));
  await frames;
  expect(await db.count('outbox')).toBe(0);
  expect(await db.get('progress', documentId)).toMatchObject({ durableSeq: 7, toldSeq: 7 });
});

it('[S2] what the relay has not named waits, and what another relay named counts no more', async () => {
  await durable(7);
  await list(write('later'));
  await frames;
  expect(outbox.view.value.waiting).toHaveLength(1);
  await durable(8);
  expect(outbox.view.value.waiting).toEqual([]);
  const early = write('early');
  await durable(9);
  settlement.begin();
  await list(early);
  await frames;
  expect(outbox.view.value.waiting).toHaveLength(1);
});

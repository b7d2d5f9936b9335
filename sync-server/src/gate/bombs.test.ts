import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import * as A from '@automerge/automerge/slim';
import { exportableKey, openExportedKey, type DocumentKindName } from '@nastavnik/core/access';
import { startDocument } from '@nastavnik/core/documents';
import { preflightChange } from '@nastavnik/core/judging';
import {
  AppError,
  concatBytes,
  createDocumentId,
  hexToBytes,
  systemRandom,
} from '@nastavnik/core/kernel';
import { limits } from '@nastavnik/core/protocol';
import {
  chunk,
  commandContext,
  initializeAutomergeForTests,
  runLengthBomb,
  runRandomCommand,
  seededRandom,
  sleb,
  uleb,
} from '@nastavnik/core/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { ProcessCrashed } from '../documents/process-client.ts';
import { startProcessPool } from '../documents/process-pool.ts';
import { openSqliteStore } from '../store/sqlite-store.ts';
import { addTask, connectDevice, spawnRelay, TestOrganisation } from '../testing/index.ts';
import { inflate } from './inflate.ts';

beforeAll(() => initializeAutomergeForTests());

const kinds: readonly DocumentKindName[] = [
  ...(['organisation', 'register', 'profile', 'person', 'pair'] as const),
  ...(['petition', 'programme', 'notes', 'roadmap', 'approvals'] as const),
];
const actor = '0f'.repeat(16);

/** Changes that people of the product could make: every kind, commands at random. */
function honestChanges(): Uint8Array[] {
  return kinds.flatMap((kind, place) => {
    let doc = A.clone(startDocument(kind) as A.Doc<Record<string, unknown>>, { author: actor });
    for (let seed = 0; seed < 80; seed += 1) {
      doc = A.change(doc, (draft) => {
        runRandomCommand(kind, draft, seed + place * 1_000, commandContext(seed));
      });
    }
    return A.getAllChanges(doc);
  });
}

/** Where the body of a change chunk begins: magic, checksum, type and a length before it. */
function bodyOf(bytes: Uint8Array): Uint8Array {
  let at = 9;
  while (((bytes[at] ?? 0) & 0x80) !== 0) at += 1;
  const stored = bytes.slice(at + 1);
  return bytes[8] === 2 ? inflate(stored, limits.maxInflatedBytes) : stored;
}

const deflated = (body: Uint8Array): Uint8Array => chunk(2, deflateRawSync(body));
const columnsBomb = (columns: readonly (readonly [number, Uint8Array])[]): Uint8Array =>
  chunk(
    1,
    concatBytes(
      uleb(0),
      uleb(16),
      hexToBytes(`${actor}01010000`),
      uleb(0),
      uleb(columns.length),
      ...columns.flatMap(([id, data]) => [uleb(id), uleb(data.length)]),
      ...columns.map(([, data]) => data),
    ),
  );
const run = (count: number, value: number): Uint8Array => concatBytes(sleb(count), uleb(value));

/** Twenty ways to make little into much. */
const bombs: readonly Uint8Array[] = [
  ...[20_001, 100_000, 2_000_000, 2 ** 31, 2 ** 50].map((count) => runLengthBomb(count, { actor })),
  ...[1, 3, 5, 6, 7].map((id) => columnsBomb([[(id << 4) | 2, run(2_000_000, 1)]])),
  columnsBomb([[(4 << 4) | 2, concatBytes(sleb(0), uleb(2_000_000))]]),
  columnsBomb([[(3 << 4) | 4, concatBytes(uleb(1_000_000), uleb(1_000_000))]]),
  columnsBomb([[(2 << 4) | 3, run(2_000_000, 1)]]),
  columnsBomb([[(7 << 4) | 0, run(2_000_000, 5)]]),
  columnsBomb(Array.from({ length: 64 }, (_, id) => [(id << 4) | 2, run(1_000_000, 1)] as const)),
  columnsBomb([[(4 << 4) | 8 | 2, deflateRawSync(run(2_000_000, 1))]]),
  deflated(new Uint8Array(40 * 1_024 * 1_024)),
  deflated(concatBytes(uleb(1_000_000), new Uint8Array(7 * 1_024 * 1_024))),
  chunk(1, concatBytes(uleb(2 ** 40), new Uint8Array(64))),
  chunk(0, new Uint8Array(100)),
];

describe('[A3] the preflight', () => {
  it('counts what Automerge counts, for changes of every kind of document', () => {
    const changes = honestChanges();
    expect(changes.length).toBeGreaterThan(150);
    for (const bytes of changes) {
      const read = preflightChange(bytes, inflate);
      const truth = A.decodeChange(bytes);
      if (!read.ok) throw new AppError(read.error.code);
      const { hash, seq, startOp } = truth;
      expect(read.value).toMatchObject({ hash, seq, startOp, operations: truth.ops.length });
    }
  });

  it('refuses twenty bombs, none of which may take a tenth of a second', () => {
    expect(bombs).toHaveLength(20);
    for (const bomb of bombs) {
      const startedMs = performance.now();
      const { ok } = preflightChange(bomb, inflate);
      expect([ok, performance.now() - startedMs < 100]).toEqual([false, true]);
    }
  });

  it('lets nothing of ten thousand damaged changes end a process, or grow in one', async () => {
    const [first = new Uint8Array()] = A.getAllChanges(startDocument('programme'));
    const body = bodyOf(first);
    const random = seededRandom(7);
    const pool = startProcessPool(1, () => undefined);
    const documentId = createDocumentId(systemRandom);
    const counts = { refused: 0, taken: 0, failed: 0, crashed: 0 };
    for (let round = 0; round < 10_000; round += 1) {
      const damaged = body.slice();
      const [flips = 0] = random.bytes(1);
      for (let flip = 0; flip <= flips % 4; flip += 1) {
        const [high = 0, low = 0, byte = 0] = random.bytes(3);
        damaged[(high * 256 + low) % damaged.length] = byte;
      }
      const bytes = chunk(1, damaged);
      if (!preflightChange(bytes, inflate).ok) counts.refused += 1;
      else {
        const asked = pool.ask(documentId, 'open', { kind: 'programme', changes: [bytes] });
        await asked.then(
          () => (counts.taken += 1),
          (error: unknown) => (counts[error instanceof ProcessCrashed ? 'crashed' : 'failed'] += 1),
        );
      }
    }
    pool.close();
    const { refused, taken, failed, crashed } = counts;
    expect([refused + taken + failed, crashed, pool.restarts]).toEqual([10_000, 0, 0]);
    expect(refused).toBeGreaterThan(1_000);
    expect(taken + failed).toBeGreaterThan(100);
  }, 60_000);
});

it('[A3] the relay’s own process starts no WebAssembly, so nothing can trap in it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'relay-'));
  const path = join(folder, 'relay.sqlite');
  const key = await exportableKey();
  const opened = await openExportedKey(key);
  if (!opened.ok) throw new AppError(opened.error.code);
  const store = openSqliteStore(path);
  const organisation = await TestOrganisation.found(store, opened.value.signer);
  const mentor = await organisation.addPerson('mentor');
  const mentee = await organisation.addPerson('mentee');
  const curator = await organisation.addPerson('curator');
  const programme = await organisation.addDocument(curator, 'programme', { mentor, mentee });
  await store.close();
  // Node has one module of its own, which takes the types away; it is there before the first line.
  const anything = new URL('inflate.ts', import.meta.url).href;
  const preload = `await import("${anything}");
    for (const way of ['compile', 'instantiate', 'Module', 'Instance'])
      WebAssembly[way] = function () { process.abort(); };`;
  const relay = await spawnRelay(path, key, 0, [
    '--import',
    `data:text/javascript,${encodeURIComponent(preload)}`,
  ]);
  const device = await connectDevice(relay.url, mentor.key);
  device.open(programme, startDocument('programme'));
  device.change(programme, (draft) => addTask(draft, 'Без компилятора'));
  await device.durable(programme);
  device.close();
  expect(await relay.end('SIGTERM')).toBe(0);
  rmSync(folder, { recursive: true });
}, 40_000);

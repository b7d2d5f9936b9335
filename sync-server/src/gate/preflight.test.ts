import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import * as A from '@automerge/automerge/slim';
import { concatBytes, hexToBytes, sha256 } from '@nastavnik/core/kernel';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseSyncMessage, preflightChange as preflight } from '@nastavnik/core/judging';
import { inflate } from './inflate.ts';

const preflightChange = (bytes: Uint8Array) => preflight(bytes, inflate);

interface Draft {
  title: string;
  items: Record<string, { n: number; tags: string[] }>;
  count: A.Counter;
}

beforeAll(async () => {
  const wasm = createRequire(import.meta.url).resolve('@automerge/automerge/automerge.wasm');
  await A.initializeWasm(new Uint8Array(readFileSync(wasm)));
});

const author = '0f'.repeat(16);
const start = (): A.Doc<Draft> =>
  A.change(A.init<Draft>({ author }), { time: 0 }, (draft) => {
    Object.assign(draft, { title: 'start', items: {}, count: new A.Counter(0) });
  });

const edits = fc.array(
  fc.record({
    kind: fc.constantFrom('text', 'put', 'delete', 'list', 'count', 'merge'),
    key: fc.constantFrom('a', 'b', 'c'),
    text: fc.string({ maxLength: 300 }),
    n: fc.integer(),
  }),
  { minLength: 1, maxLength: 12 },
);
type Edit = typeof edits extends fc.Arbitrary<(infer Item)[]> ? Item : never;

function applyEdit(draft: Draft, { kind, key, text, n }: Edit): void {
  if (kind === 'text') A.splice(draft, ['title'], 0, draft.title.length > 3 ? 2 : 0, text);
  if (kind === 'put') draft.items[key] = { n, tags: [text] };
  if (kind === 'delete') delete draft.items[key];
  if (kind === 'list') draft.items[key]?.tags.push(text, text);
  if (kind === 'count') draft.count.increment(n % 1_000);
}

/** A change chunk of its own around a body, with a true checksum. */
function chunk(body: Uint8Array, type = 1, stored = body): Uint8Array {
  const length = (size: number): Uint8Array => {
    const bytes = [];
    for (let rest = size; ; rest = Math.floor(rest / 128)) {
      bytes.push(rest < 128 ? rest : (rest % 128) | 128);
      if (rest < 128) return Uint8Array.from(bytes);
    }
  };
  const hash = sha256(concatBytes(Uint8Array.of(1), length(body.length), body));
  const magic = hexToBytes('856f4a83');
  return concatBytes(magic, hash.slice(0, 4), Uint8Array.of(type), length(stored.length), stored);
}

const code = (bytes: Uint8Array): string => {
  const result = preflightChange(bytes);
  return result.ok ? 'ok' : result.error.code;
};

describe('preflight', () => {
  it('[A3] reads the same hash, author, actor and count as Automerge, for any change', () => {
    fc.assert(
      fc.property(edits, (steps) => {
        let left = start();
        let right = A.clone(left);
        for (const step of steps) {
          if (step.kind === 'merge') right = A.merge(right, left);
          else if (step.n % 2 === 0) left = A.change(left, (draft) => applyEdit(draft, step));
          else right = A.change(right, (draft) => applyEdit(draft, step));
        }
        for (const bytes of A.getAllChanges(A.merge(left, right))) {
          const truth = A.decodeChange(bytes);
          const read = preflightChange(bytes);
          if (!read.ok) throw new Error(read.error.code);
          const { hash, actor, seq, startOp, deps } = truth;
          expect(read.value).toMatchObject({ hash, actor, seq, startOp, deps });
          expect(read.value.author).toBe((truth as { author?: string }).author);
          expect(read.value.operations).toBe(truth.ops.length);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('[A3] counts two hundred thousand operations of a short change without building one', () => {
    const big = A.change(start(), (draft) => {
      draft.items['bomb'] = { n: 1, tags: Array.from<string>({ length: 200_000 }).fill('') };
    });
    const bytes = A.getAllChanges(big)[1] ?? new Uint8Array();
    expect(code(bytes)).toBe('change-too-many-operations');
  });

  it('[A3] stops inflating at the cap', () => {
    const zeros = new Uint8Array(40 * 1024 * 1024);
    expect(code(chunk(zeros, 2, deflateRawSync(zeros)))).toBe('change-malformed');
  });

  it('takes a compressed change, but nothing after its stream', () => {
    const body = (A.getAllChanges(start())[0] ?? new Uint8Array()).slice(10);
    const plain = A.getAllChanges(start())[0] ?? new Uint8Array();
    const inner = plain.slice(plain.length - body.length);
    const packed = deflateRawSync(inner);
    expect(code(chunk(inner, 2, packed))).toBe(code(chunk(inner)));
    expect(code(chunk(inner, 2, concatBytes(packed, Uint8Array.of(1, 2, 3))))).toBe(
      'change-malformed',
    );
  });

  it('refuses concatenated chunks, document chunks, false checksums and stray bytes', () => {
    const [bytes = new Uint8Array()] = A.getAllChanges(start());
    expect(code(bytes)).toBe('ok');
    expect(code(concatBytes(bytes, bytes))).toBe('change-malformed');
    expect(code(A.save(start()))).toBe('change-malformed');
    expect(code(concatBytes(bytes, Uint8Array.of(0)))).toBe('change-malformed');
    const torn = bytes.slice();
    torn[torn.length - 1] = (torn[torn.length - 1] ?? 0) ^ 1;
    expect(code(torn)).toBe('change-malformed');
    expect(code(new Uint8Array(300_000))).toBe('change-too-large');
  });

  it('[A3] answers any mutated chunk with a code, quickly', () => {
    const [bytes = new Uint8Array()] = A.getAllChanges(start());
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(bytes.length - 11), fc.nat(255)), { maxLength: 6 }),
        (flips) => {
          const body = bytes.slice(10);
          for (const [place, byte] of flips) body[place] = byte;
          expect(['ok', 'change-malformed', 'change-too-many-operations']).toContain(
            code(chunk(body)),
          );
        },
      ),
      { numRuns: 3_000 },
    );
  });
});

describe('a sync message taken apart', () => {
  it('is what Automerge reads, without its changes', () => {
    const doc = start();
    const [state, hello] = A.generateSyncMessage(A.init<Draft>(), A.initSyncState());
    void state;
    const [after] = [
      A.receiveSyncMessage(doc, A.initSyncState(), (hello ?? new Uint8Array()).slice(0, -3)),
    ];
    const [, message] = A.generateSyncMessage(after[0], after[1]);
    const parsed = parseSyncMessage(message ?? new Uint8Array());
    if (!parsed.ok) throw new Error(parsed.error.code);
    const truth = A.decodeSyncMessage(message ?? new Uint8Array());
    expect(parsed.value.changes.map((bytes) => [...bytes])).toEqual(
      truth.changes.map((bytes) => [...bytes]),
    );
    expect(A.decodeSyncMessage(parsed.value.bare)).toEqual({ ...truth, changes: [] });
  });

  it('never throws on mutated bytes', () => {
    const [, message] = A.generateSyncMessage(start(), A.initSyncState());
    const bytes = message ?? new Uint8Array();
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { maxLength: 5 }),
        (flips) => {
          const mutated = bytes.slice();
          for (const [place, byte] of flips) mutated[place] = byte;
          const parsed = parseSyncMessage(mutated);
          expect(parsed.ok || parsed.error.code === 'change-malformed').toBe(true);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

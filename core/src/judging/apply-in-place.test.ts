import * as A from '@automerge/automerge/slim';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ChangeHash } from '../kernel/index.ts';
import { initializeAutomergeForTests } from '../testing/index.ts';
import { applyInPlace } from './apply-in-place.ts';

const first = 'aa'.repeat(16);
const second = 'bb'.repeat(16);
let doc: A.Doc<unknown>;
let startOp: number;
/** Ids of the operations that made the names of the root. */
const made: Record<string, string> = {};

beforeAll(async () => {
  await initializeAutomergeForTests();
  const content = { open: {}, kept: new A.ImmutableString('было'), words: 'слова' };
  doc = A.from<Record<string, unknown>>(content, { actor: first });
  const { ops } = A.decodeChange(A.getLastLocalChange(doc) ?? new Uint8Array());
  startOp = ops.length + 1;
  for (const [place, { key }] of ops.entries()) {
    if (key !== undefined) made[key] = `${place + 1}@${first}`;
  }
});

interface Op {
  readonly action: string;
  readonly obj?: string;
  readonly key?: string;
  readonly elemId?: string;
  readonly insert?: boolean;
  readonly value?: unknown;
  readonly pred: readonly (string | undefined)[];
}

/** The same object as another device would send it, whatever its operations are. */
function change(ops: readonly Op[], from = startOp): { hash: ChangeHash; bytes: Uint8Array } {
  const deps = A.getHeads(doc);
  const fields = { actor: second, seq: 1, startOp: from, time: 0, message: null, deps };
  const filled = ops.map((op) => ({ obj: '_root', ...op }));
  const bytes = A.encodeChange({ ...fields, ops: filled } as unknown as A.DecodedChange);
  return { bytes, hash: A.decodeChange(bytes).hash as ChangeHash };
}

const set = (key: string, pred: Op['pred'], obj = '_root'): Op => ({
  action: 'set',
  obj,
  key,
  value: 'x',
  pred,
});

const loads = (value: A.Doc<unknown>): boolean => {
  try {
    A.load(A.save(value));
    return true;
  } catch {
    return false;
  }
};

/** Automerge takes all of these, and the document that has taken them is lost for good. */
const bricks: readonly (readonly [string, () => ReturnType<typeof change>])[] = [
  ['overwrites another name', () => change([set('title', [made['kept']])])],
  ['overwrites outside its object', () => change([set('k', [made['kept']], made['open'])])],
  ['overwrites what never was', () => change([set('kept', [`99@${first}`])])],
  ['deletes nothing', () => change([{ action: 'del', key: 'kept', pred: [] }])],
  ['deletes another name', () => change([{ action: 'del', key: 'title', pred: [made['kept']] }])],
  [
    'stands on what comes later',
    () => change([set('q', [`${startOp + 1}@${second}`]), set('q', [])]),
  ],
  ['counts from the start again', () => change([set('q', [])], 1)],
];

describe('what a document could not be loaded with', () => {
  it.each(bricks)('a change that %s is not taken', (_what, make) => {
    const bad = make();
    const [taken] = A.applyChanges(A.clone(doc), [bad.bytes]);
    expect(loads(taken)).toBe(false);
    expect(applyInPlace(A.clone(doc), [bad])).toBe(false);
    expect(loads(doc)).toBe(true);
  });

  it('an honest one is, and is the same after it was saved', () => {
    const good = change([set('kept', [made['kept']]), set('title', [])]);
    const next = A.clone(doc);
    expect(applyInPlace(next, [good])).toBe(true);
    expect(A.getHeads(A.load(A.save(next)))).toEqual([good.hash]);
  });
});

import * as A from '@automerge/automerge/slim';
import { startDocument } from '@nastavnik/core/documents';
import type { ChangeHash, KeyId } from '@nastavnik/core/kernel';
import { initializeAutomergeForTests } from '@nastavnik/core/testing';
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { judgeIncoming, type IncomingContext } from './judge-incoming.ts';

type Doc = A.Doc<Record<string, unknown>>;

const me = 'a'.repeat(32) as KeyId;
const colleague = 'b'.repeat(32) as KeyId;
const stranger = 'c'.repeat(32);

beforeAll(initializeAutomergeForTests);

const start = (kind: 'programme' | 'roadmap' = 'programme'): Doc =>
  startDocument(kind) as unknown as Doc;

const edited = (doc: Doc, author: string | undefined, value: number): Doc =>
  A.change(A.clone(doc, author === undefined ? {} : { author }), (draft) => {
    draft['x'] = value;
  });

const messageOf = (changes: readonly Uint8Array[]): Uint8Array =>
  A.encodeSyncMessage({ heads: [], need: [], have: [], changes: [...changes] } as never);

function contextOf(here: Doc, claimed: readonly string[] = []): IncomingContext {
  return {
    kind: 'programme',
    kid: me,
    isHere: (hash) => A.hasHeads(here, [hash]),
    claimed: new Set(claimed),
    authorOf: (actor) =>
      [me, colleague].find((kid) => A.getActorsForAuthor(here, kid).includes(actor)),
    isDevice: (kid) => kid === me || kid === colleague,
  };
}

const judge = (from: Doc, here: Doc, claimed: readonly string[] = []): string =>
  judgeIncoming(messageOf(A.getChanges(here, from)), contextOf(here, claimed))?.code ?? 'taken';

it('[A17] a colleague’s changes are taken, as single changes and as one document', () => {
  const here = start();
  const twice = edited(edited(here, colleague, 1), colleague, 2);
  expect(judge(twice, here)).toBe('taken');
  expect(judge(twice, A.init())).toBe('taken');
  expect(judgeIncoming(messageOf([A.save(twice)]), contextOf(here))).toBeUndefined();
});

it('[A17] what nobody of the logs has made is not', () => {
  const here = start();
  expect(judge(edited(here, stranger, 1), here)).toBe('author-forged');
  expect(judge(edited(here, undefined, 1), here)).toBe('author-missing');
  expect(judge(start('roadmap'), A.init())).toBe('actor-reserved');
  expect(judge(edited(A.init(), colleague, 1), here)).toBe('change-unresolvable');
});

it('[A17] own changes come back only if they are claimed, with all they stand on', () => {
  const here = start();
  const mine = edited(edited(here, me, 1), me, 2);
  expect(judge(mine, here)).toBe('author-forged');
  expect(judge(mine, here, A.getHeads(mine))).toBe('taken');
  const [first] = A.getChanges(here, mine).map((change) => A.decodeChange(change).hash);
  expect(judge(mine, here, [first as ChangeHash])).toBe('author-forged');
  expect(judge(mine, mine)).toBe('taken');
});

it('[A17] bytes that are no changes are refused and never throw', () => {
  const here = start();
  const good = A.getLastLocalChange(edited(here, colleague, 1)) as Uint8Array;
  fc.assert(
    fc.property(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
      const bent = Uint8Array.from(good);
      bent[at] = (bent[at] ?? 0) ^ by;
      expect(judgeIncoming(messageOf([bent]), contextOf(here))?.code).toBe('change-malformed');
    }),
    { numRuns: 200 },
  );
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      expect(judgeIncoming(bytes, contextOf(here))?.code ?? 'change-malformed').toBe(
        'change-malformed',
      );
    }),
  );
});

import fc from 'fast-check';
import {
  createDocumentId,
  createId,
  type ItemId,
  type RandomSource,
} from '../../../kernel/index.ts';
import type { Address } from '../../place/address.ts';
import type { PageScope } from '../../place/page-scope.ts';
import type { InterchangeNote } from '../interchange-note.ts';

const hash = fc.stringMatching(/^[0-9a-f]{32}$/);
const count = fc.integer({ min: 0, max: 9999 });
const atMs = fc.integer({ min: 0, max: 4_000_000_000_000 });
const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 });

const place = fc.record({ key: hash, ord: count, of: fc.integer({ min: 1, max: 10_000 }) });
const rowPlace = fc
  .tuple(place, fc.record({ id: hash, before: hash, after: hash }, { requiredKeys: [] }))
  .map(([always, sometimes]) => ({ ...always, ...sometimes }));
const label = fc.option(fc.constantFrom('15', '15.11', '2026-11-15'), { nil: undefined });
const colPlace = fc
  .tuple(rowPlace, label)
  .map(([col, text]) => (text === undefined ? col : { ...col, label: text }));

const cell = fc
  .record({ grid: place, row: rowPlace, col: colPlace, hash, atMs })
  .map(({ hash: value, atMs: at, ...rest }): Address => ({
    kind: 'cell',
    v: 1,
    ...rest,
    state: { hash: value, atMs: at },
  }));

const row = fc
  .record({ grid: place, row: rowPlace, atMs })
  .map(({ atMs: at, ...rest }): Address => ({ kind: 'row', v: 1, ...rest, state: { atMs: at } }));

const quote = fc.record({
  hash,
  length: fc.integer({ min: 1, max: 1000 }),
  ord: count,
  of: fc.integer({ min: 1, max: 10_000 }),
  alone: fc.boolean(),
});
const openPlace = fc.record(
  {
    words: fc.record({
      exact: words,
      before: words,
      after: words,
      redacted: fc.constant(false),
    }),
    dom: fc.record({
      xpath: fc.constant('/html[1]/body[1]/main[1]/p[3]'),
      start: fc.constant(4),
      end: fc.integer({ min: 4, max: 90 }),
    }),
  },
  { requiredKeys: [] },
);
const passage = fc
  .record({
    quote,
    reach: fc.constantFrom(0, 32, 256),
    before: hash,
    after: hash,
    container: hash,
    at: count,
    atMs,
    open: openPlace,
  })
  .map(({ atMs: at, open, ...rest }): Address => ({
    kind: 'prose',
    v: 1,
    norm: 1,
    ...rest,
    ...open,
    state: { atMs: at },
  }));

const scope: fc.Arbitrary<PageScope> = fc.record({
  v: fc.constant(1),
  adapter: fc.constantFrom('gosweb', 'generic-grid'),
  page: hash,
  context: hash,
});

const bytes = fc.uint8Array({ minLength: 16, maxLength: 16 });
const just = (drawn: Uint8Array): RandomSource => ({ bytes: () => drawn });

/** A note of any place, text and tie, as it could be read from a document. */
export const arbitraryNote: fc.Arbitrary<InterchangeNote> = fc
  .record({
    ids: fc.tuple(bytes, bytes, bytes),
    text: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }),
    createdAtMs: atMs,
    placed: fc.option(fc.record({ scope, address: fc.oneof(cell, row, passage) })),
    isLinked: fc.boolean(),
  })
  .map(({ ids: [own, document, item], text, createdAtMs, placed, isLinked }) => {
    const id = createId<ItemId>(just(own));
    const link = {
      documentId: createDocumentId(just(document)),
      itemId: createId<ItemId>(just(item)),
    };
    return { id, text, createdAtMs, ...placed, ...(isLinked ? { link } : {}) };
  });

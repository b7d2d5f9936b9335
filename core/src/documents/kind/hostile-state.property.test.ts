import * as A from '@automerge/automerge/slim';
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import {
  commandContext,
  initializeAutomergeForTests,
  runRandomCommand,
} from '../../testing/index.ts';
import {
  documentKinds,
  documentSchemas,
  readDocument,
  reportOf,
  startDocument,
  summaryOf,
  type Draft,
} from '../index.ts';

beforeAll(initializeAutomergeForTests);

const id = '0'.repeat(26);
const leaf = fc.oneof(
  fc.string(),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.string().map((text) => new A.ImmutableString(text)),
);
const garbage = fc.oneof(
  leaf,
  fc.array(leaf, { maxLength: 3 }),
  fc.dictionary(fc.constantFrom(id, 'text', 'title', 'orderKey', 'x'), leaf, {
    maxKeys: 4,
    noNullPrototype: true,
  }),
  fc.record(
    {
      [id]: fc.dictionary(fc.constantFrom('title', 'orderKey', 'state'), leaf, {
        noNullPrototype: true,
      }),
    },
    { noNullPrototype: true },
  ),
);

it.each(documentKinds)('[X8] whatever stands in a %s, it is read and commands refuse', (name) => {
  const roots = Object.keys(documentSchemas[name].fields);
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom(...roots), garbage), { maxLength: 6 }),
      fc.nat(1_000_000),
      (entries, seed) => {
        let doc = A.change<Draft>(startDocument(name), (draft) => {
          Object.assign(draft, Object.fromEntries(entries));
        });
        doc = A.change<Draft>(doc, (draft) => {
          for (let step = 0; step < 5; step += 1) {
            expect(runRandomCommand(name, draft, seed + step, commandContext(3))).toHaveProperty(
              'ok',
            );
          }
        });
        expect(readDocument(name, doc).version).toBe(1);
        JSON.stringify([readDocument(name, doc), summaryOf(name, doc), reportOf(name, doc)]);
      },
    ),
    { numRuns: 60 },
  );
});

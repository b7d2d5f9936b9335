import * as A from '@automerge/automerge/slim';
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { isDocumentId, isId } from '../../kernel/index.ts';
import {
  commandContext,
  initializeAutomergeForTests,
  runRandomCommand,
} from '../../testing/index.ts';
import {
  documentKinds,
  documentSchemas,
  personCommands,
  reportOf,
  startDocument,
  type Draft,
  type Field,
  type OptionalField,
} from '../index.ts';

beforeAll(initializeAutomergeForTests);

const marker = 'СЕКРЕТ';
const texts = (field: Field | OptionalField): boolean =>
  field.shape === 'text' ||
  (field.shape === 'map' && texts(field.value)) ||
  (field.shape === 'record' && Object.values(field.fields).some(texts));

/** Every string of a report, with the name it stands under. */
function stringsOf(value: unknown, name = ''): readonly (readonly [string, string])[] {
  if (typeof value === 'string') return [[name, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    stringsOf(inner, Array.isArray(value) ? name : key),
  );
}

/** Puts the marker into every text of a document, whatever the schema calls it. */
function fill(draft: Record<string, unknown>, field: Field): void {
  if (field.shape !== 'map' && field.shape !== 'record') return;
  for (const key of Object.keys(draft)) {
    const inner = field.shape === 'map' ? field.value : field.fields[key];
    if (inner === undefined || inner.shape === 'optional') continue;
    if (inner.shape === 'text') draft[key] = `${marker} Иванов`;
    else if (typeof draft[key] === 'object') fill(draft[key] as Record<string, unknown>, inner);
  }
}

const isChoiceDateOrId = (text: string): boolean =>
  isId(text) ||
  isDocumentId(text) ||
  /^[a-z][A-Za-z]{0,39}$/.test(text) ||
  /^\d{4}-\d{2}-\d{2}$/.test(text) ||
  /^[0-9a-f]{32}$|^[0-9a-f]{64}$/.test(text) ||
  /^[0-9a-z:/.-]{1,80}$/.test(text) ||
  /^(Ed25519|ES256)$/.test(text);

it.each(documentKinds)('[INV-25] a report of %s holds no free text and no name', (name) => {
  fc.assert(
    fc.property(fc.array(fc.nat(1_000_000), { minLength: 20, maxLength: 40 }), (seeds) => {
      let doc = startDocument(name);
      const context = commandContext(4);
      for (const seed of seeds) {
        doc = A.change<Draft>(doc, (draft) => void runRandomCommand(name, draft, seed, context));
      }
      doc = A.change<Draft>(doc, (draft) =>
        fill(draft as Record<string, unknown>, documentSchemas[name]),
      );
      const report = reportOf(name, doc);
      const strange = stringsOf(report).filter(([, text]) => !isChoiceDateOrId(text));
      expect(strange).toEqual([]);
      expect(JSON.stringify(report) ?? '').not.toContain(marker);
    }),
    { numRuns: 15 },
  );
});

it('[INV-25] a person, a profile and private notes have no report', () => {
  const doc = A.change<Draft>(startDocument('person'), (draft) => {
    personCommands.edit(draft, { lastName: 'Лунёва', firstName: 'Аида' });
  });
  expect(reportOf('person', doc)).toBeUndefined();
  expect(reportOf('profile', startDocument('profile'))).toBeUndefined();
  expect(reportOf('notes', startDocument('notes'))).toBeUndefined();
  expect(Object.values(documentSchemas.programme.fields).some(texts)).toBe(true);
});

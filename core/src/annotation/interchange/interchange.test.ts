import { expect, it } from 'vitest';
import { importAnnotations, importLimits } from './import-annotations.ts';
import { brokenMusts } from './testing/annotation-musts.ts';

const foreign = {
  '@context': 'http://www.w3.org/ns/anno.jsonld',
  id: 'https://other.example/annotations/1',
  type: 'Annotation',
  created: '2026-11-15T09:00:00Z',
  body: { type: 'TextualBody', value: 'Уточнить срок', format: 'text/plain' },
  target: {
    source: 'https://school.example/nastavnichestvo/',
    selector: {
      type: 'TextQuoteSelector',
      exact: 'не реже двух раз в месяц',
      prefix: 'встречаются ',
      suffix: ' и ведут',
    },
  },
};

const outcomes = (json: unknown): unknown => {
  const result = importAnnotations(json);
  return result.ok ? result.value.annotations : result.error;
};

it('[B] takes another program’s quote as a passage to look for, not as a place of ours', () => {
  expect(outcomes([foreign])).toEqual([
    {
      outcome: 'passage',
      at: 0,
      text: 'Уточнить срок',
      createdAtMs: Date.UTC(2026, 10, 15, 9),
      passage: {
        source: 'https://school.example/nastavnichestvo/',
        exact: 'не реже двух раз в месяц',
        before: 'встречаются ',
        after: ' и ведут',
      },
    },
  ]);
});

it.each([
  ['a text, not an annotation', 'x', 'malformed'],
  ['no text', { ...foreign, body: [] }, 'no-text'],
  ['a tag only', { ...foreign, body: { ...foreign.body, purpose: 'tagging' } }, 'no-text'],
  ['no quote', { ...foreign, target: 'https://school.example/' }, 'no-passage'],
  ['too much text', { ...foreign, bodyValue: 'я'.repeat(importLimits.text + 1) }, 'too-long'],
  ['no target', { ...foreign, target: undefined }, 'malformed'],
])('[B] refuses %s, and says why, without refusing its neighbours', (_what, item, reason) => {
  expect(outcomes([item, foreign])).toMatchObject([
    { outcome: 'refused', at: 0, reason },
    { outcome: 'passage', at: 1 },
  ]);
});

it('[B] refuses a file that is no annotations, or too many', () => {
  expect(outcomes({ notes: [] })).toEqual({ code: 'annotations-malformed' });
  expect(outcomes(null)).toEqual({ code: 'annotations-malformed' });
  const many = Array<unknown>(importLimits.annotations + 1).fill(foreign);
  expect(outcomes(many)).toMatchObject({ code: 'annotations-too-many' });
});

it('[B] does not take a foreign annotation that pretends to a place of ours for one', () => {
  const forged = { ...foreign, id: 'urn:uuid:00000000-0000-0000-0000-000000000001' };
  expect(outcomes([forged])).toMatchObject([{ outcome: 'passage' }]);
});

it.each([
  ['no context', { '@context': 'https://other.example' }],
  ['an id that is no IRI', { id: 'note 1' }],
  ['another type', { type: 'Note' }],
  ['no target', { target: [] }],
  ['a date without its zone', { created: '2026-11-15T09:00:00' }],
  ['two bodies of two kinds', { bodyValue: 'x' }],
  ['an own motivation', { motivation: 'wondering' }],
  ['an own selector', { target: { source: 'https://a.example', selector: { type: 'Cell' } } }],
  ['a target without a source', { target: { type: 'SpecificResource' } }],
  ['a text without a value', { body: { type: 'TextualBody' } }],
  [
    'a range backwards',
    {
      target: {
        source: 'https://a.example',
        selector: { type: 'TextPositionSelector', start: 4, end: 2 },
      },
    },
  ],
])('[B] the assertions of the standard see %s', (_what, change) => {
  expect(brokenMusts(foreign)).toEqual([]);
  expect(brokenMusts({ ...foreign, ...change })).toHaveLength(1);
});

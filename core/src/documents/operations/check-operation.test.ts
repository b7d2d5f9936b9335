import * as A from '@automerge/automerge/slim';
import { beforeAll, describe, expect, it } from 'vitest';
import { rightsTable } from '../../access/rights/rights-table.ts';
import type { DocumentKindName } from '../../access/rights/document-record.ts';
import type { ResolvedOperation } from '../../access/rights/operation.ts';
import { initializeAutomergeForTests } from '../../testing/index.ts';
import { checkOperationValue, documentSchemas, sizeLimit, documentKinds } from '../index.ts';

beforeAll(initializeAutomergeForTests);

const id = '0'.repeat(26);
const activity = (name: string): readonly string[] => ['activities', id, name];
const codeOf = (name: DocumentKindName, operation: ResolvedOperation): string => {
  const result = checkOperationValue(name, operation);
  return result.ok ? 'allowed' : result.error.code;
};

describe('checkOperationValue', () => {
  it.each<[string, ResolvedOperation]>([
    ['a date', { path: ['start'], action: 'put', value: '2026-09-01' }],
    ['an entity', { path: ['activities', id], action: 'makeMap', isFirst: true }],
    ['its text', { path: activity('title'), action: 'makeText', isFirst: true }],
    ['a letter', { path: activity('title'), action: 'insert', value: 'у' }],
    ['taking a letter away', { path: activity('title'), action: 'delete' }],
    ['a status', { path: activity('status'), action: 'put', value: 'done' }],
    ['a deletion mark', { path: activity('deletedAtMs'), action: 'put', value: 1 }],
    ['bringing back', { path: activity('deletedAtMs'), action: 'delete' }],
    ['a set', { path: [...activity('difficultyIds'), id], action: 'put', value: true }],
  ])('[C3] allows %s', (_what, operation) => {
    expect(codeOf('programme', operation)).toBe('allowed');
  });

  it.each<[string, ResolvedOperation, string]>([
    ['the root', { path: [], action: 'put', value: 1 }, 'change-unresolvable'],
    ['an unknown name', { path: ['secret'], action: 'put', value: 1 }, 'change-unresolvable'],
    [
      'a schema step',
      { path: ['schemaSteps', '9'], action: 'put', value: true },
      'change-unresolvable',
    ],
    ['an inherited name', { path: ['toString'], action: 'put', value: 1 }, 'change-unresolvable'],
    ['a name as an id', { path: ['activities', 'x'], action: 'makeMap' }, 'change-unresolvable'],
    ['below a leaf', { path: ['start', 'x'], action: 'put', value: 1 }, 'change-unresolvable'],
    [
      'a wrong choice',
      { path: activity('status'), action: 'put', value: 'great' },
      'value-invalid',
    ],
    ['a day that is not', { path: ['start'], action: 'put', value: '2026-02-30' }, 'value-invalid'],
    ['a wrong type', { path: activity('createdAtMs'), action: 'put', value: '1' }, 'value-invalid'],
    ['a fraction', { path: activity('createdAtMs'), action: 'put', value: 1.5 }, 'value-invalid'],
    [
      'beyond safe numbers',
      { path: activity('createdAtMs'), action: 'put', value: 2 ** 53 },
      'value-invalid',
    ],
    ['null', { path: ['start'], action: 'put', value: null }, 'value-invalid'],
    ['a scalar over a text', { path: ['goal'], action: 'put', value: 'x' }, 'value-invalid'],
    ['a list', { path: ['activities'], action: 'makeList' }, 'value-invalid'],
    ['a text as a map', { path: activity('title'), action: 'makeMap' }, 'value-invalid'],
    [
      'a container made again',
      { path: ['activities'], action: 'makeMap', isFirst: false },
      'value-invalid',
    ],
    ['a container removed', { path: ['activities'], action: 'delete' }, 'value-invalid'],
    ['an entity removed', { path: ['activities', id], action: 'delete' }, 'value-invalid'],
    ['a version removed', { path: ['versions', id], action: 'delete' }, 'value-invalid'],
    ['JSON that is not', { path: ['versions', id], action: 'put', value: '{' }, 'value-invalid'],
    [
      'a counter',
      { path: activity('createdAtMs'), action: 'increment', value: 1 },
      'value-invalid',
    ],
    ['a mark on text', { path: ['goal'], action: 'mark', value: 'bold' }, 'value-invalid'],
    [
      'speed mentoring',
      { path: ['kinds', 'speed'], action: 'put', value: true },
      'change-unresolvable',
    ],
    [
      'a script address',
      { path: [...activity('evidence'), id, 'url'], action: 'put', value: 'javascript:alert(1)' },
      'value-invalid',
    ],
  ])('[A10] refuses %s', (_what, operation, code) => {
    expect(codeOf('programme', operation)).toBe(code);
  });
});

it('[A10] every pattern of the rights table opens a name that the schema has', () => {
  const lost = documentKinds.flatMap((name) =>
    rightsTable[name].write
      .flatMap(({ paths }) => paths)
      .map((pattern) => pattern.split('/')[0] ?? '')
      .filter((root) => root !== '**' && !Object.hasOwn(documentSchemas[name].fields, root))
      .map((root) => `${name}: ${root}`),
  );
  expect(lost).toEqual([]);
});

it('[C3] every root name of a programme and a petition may be written by somebody', () => {
  const closed = (['programme', 'petition'] as const).flatMap((name) => {
    const open = rightsTable[name].write.flatMap(({ paths }) => paths.map((p) => p.split('/')[0]));
    return Object.keys(documentSchemas[name].fields).filter((root) => !open.includes(root));
  });
  expect(closed).toEqual([]);
});

it('[C10] every kind has a ceiling', () => {
  expect(documentKinds.map(sizeLimit).every((bytes) => bytes >= 16_384)).toBe(true);
  expect(A.isWasmInitialized()).toBe(true);
});

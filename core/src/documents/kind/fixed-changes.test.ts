import * as A from '@automerge/automerge/slim';
import { beforeAll, describe, expect, it } from 'vitest';
import { initializeAutomergeForTests } from '../../testing/index.ts';
import type { Field, OptionalField, RecordField } from '../fields/field.ts';
import { documentKinds, fixedChanges, readDocument, startDocument } from '../index.ts';
import { genesisBirth as approvals } from '../office/approvals/genesis.ts';
import { genesisBirth as organisation } from '../office/organisation/genesis.ts';
import { genesisBirth as register } from '../office/register/genesis.ts';
import { genesisBirth as roadmap } from '../office/roadmap/genesis.ts';
import { genesisBirth as pair } from '../pairs/pair/genesis.ts';
import { genesisBirth as petition } from '../pairs/petition/genesis.ts';
import { genesisBirth as programme } from '../pairs/programme/genesis.ts';
import { genesisBirth as notes } from '../people/notes/genesis.ts';
import { genesisBirth as person } from '../people/person/genesis.ts';
import { genesisBirth as profile } from '../people/profile/genesis.ts';
import { fixedChange, makeFixedChange, type FixedChange } from './fixed-change.ts';
import { reservedActors } from './fixed-changes.ts';
import { documentSchemas } from './schemas.ts';
import { missingFixedChanges, missingSteps, schemaVersion } from './start-document.ts';

beforeAll(initializeAutomergeForTests);

const births = {
  organisation,
  register,
  profile,
  person,
  pair,
  petition,
  programme,
  notes,
  roadmap,
  approvals,
};

/** Containers that a schema needs from the first moment, as paths. */
function containersOf({ fields }: RecordField, path: readonly string[] = []): readonly string[] {
  return Object.entries<Field | OptionalField>(fields).flatMap(([name, field]) => {
    if (field.shape === 'scalar' || field.shape === 'json' || field.shape === 'optional') return [];
    const here = [...path, name];
    return [here.join('/'), ...(field.shape === 'record' ? containersOf(field, here) : [])];
  });
}

const at = (doc: unknown, path: string): unknown =>
  path
    .split('/')
    .reduce<unknown>((held, key) => (held as Record<string, unknown> | undefined)?.[key], doc);

describe.each(documentKinds)('%s', (name) => {
  it('[C8] genesis is the same change wherever it is made', () => {
    const [genesis] = fixedChanges(name);
    const made = makeFixedChange(name, 1, [], births[name]);
    expect(A.decodeChange(made)).toMatchObject({
      hash: genesis?.hash,
      actor: genesis?.actor,
      time: 0,
    });
    expect(A.decodeChange(made).author ?? 'nobody').toBe('nobody');
    expect([...made]).toEqual([...(genesis?.bytes ?? [])]);
  });

  it('[C8] every container of the schema is born by fixed changes', () => {
    const doc = startDocument(name);
    const missing = containersOf(documentSchemas[name]).filter(
      (path) => at(doc, path) === undefined,
    );
    expect(missing).toEqual([]);
    expect(readDocument(name, doc)).toMatchObject({ writable: true, version: 1, problems: [] });
  });

  it('[C8] an opened document asks for no step twice', () => {
    expect(missingFixedChanges(name, startDocument(name))).toEqual([]);
    expect(missingFixedChanges(name, A.init())).toEqual([]);
  });

  it('[C8] a newer unknown schema is read and not written', () => {
    const steps = fixedChanges(name).map(({ bytes }) => bytes);
    const newer = makeFixedChange(name, 99, steps, { fromTheFuture: {} });
    const [doc] = A.applyChanges(startDocument(name), [newer]);
    expect(readDocument(name, doc)).toMatchObject({
      version: 99,
      writable: false,
      refusal: { code: 'document-newer-schema' },
    });
  });
});

it('[A9] every step of every kind has an actor of its own', () => {
  const count = documentKinds.flatMap((name) => fixedChanges(name)).length;
  expect(reservedActors.size).toBe(count);
});

describe('a chain of two steps', () => {
  function chainOfTwo(): readonly [FixedChange, FixedChange] {
    const first = makeFixedChange('test-line', 1, [], { title: '', items: {} });
    const second = makeFixedChange('test-line', 2, [first], { notes: '', inner: { tags: {} } });
    const step = (version: number, bytes: Uint8Array): FixedChange => ({
      ...fixedChange('test-line', version, A.decodeChange(bytes).hash, ''),
      bytes,
    });
    return [step(1, first), step(2, second)];
  }

  it('[C8] migration commutes with edits on either side', () => {
    const [first, second] = chainOfTwo();
    const [old] = A.applyChanges(A.init<Record<string, unknown>>(), [first.bytes]);
    const editedOld = A.change(A.clone(old), (draft) => {
      (draft['items'] as Record<string, unknown>)['a'] = 1;
      A.updateText(draft, ['title'], 'по-старому');
    });
    const [migrated] = A.applyChanges(A.clone(old), [second.bytes]);
    const editedNew = A.change(migrated, (draft) => {
      A.updateText(draft, ['notes'], 'по-новому');
      ((draft['inner'] as Record<string, unknown>)['tags'] as Record<string, unknown>)['b'] = 2;
    });
    const [migratedLater] = A.applyChanges(A.clone(editedOld), [second.bytes]);
    const one = A.merge(A.clone(migratedLater), editedNew);
    const other = A.merge(A.clone(editedNew), editedOld);
    const expected = {
      title: 'по-старому',
      notes: 'по-новому',
      items: { a: 1 },
      inner: { tags: { b: 2 } },
    };
    expect(one).toMatchObject(expected);
    expect(other).toEqual(one);
    expect(schemaVersion(one)).toBe(2);
    expect(missingSteps([first, second], one)).toEqual([]);
    expect(missingSteps([first, second], editedOld)).toEqual([second]);
  });
});

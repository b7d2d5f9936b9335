import { base58check } from '../../kernel/index.ts';
import type { Field, OptionalField, RecordField } from '../../documents/index.ts';
import type { Chooser } from './chooser.ts';

const managed = ['createdAtMs', 'orderKey', 'deletedAtMs'];

/** Values of every type a schema knows; the ones that fit a field are kept, rarely one that not. */
function candidates(choose: Chooser, schema: unknown): readonly unknown[] {
  const { options = [] } = schema as { options?: readonly unknown[] };
  return [
    ...options,
    choose.date(),
    choose.id(),
    choose.number(4),
    choose.number(2_000_000),
    choose.once(2),
    `${choose.number(900)}-од`,
    '2026-2027',
    'https://example.test/page',
    base58check.encode(new Uint8Array(16).fill(choose.number(250))),
    'ab'.repeat(32),
    { verbatim: 'Март 2026', form: 'interval', start: '2026-03-01', end: '2026-03-31' },
    { verbatim: 'по мере надобности' },
    ['F-001'],
    { v: 1, adapter: 'generic', page: 'ab'.repeat(16), context: 'cd'.repeat(16) },
  ];
}

/** A value for a field, mostly one that fits; `undefined` where none is at hand. */
export function randomValue(field: Field, choose: Chooser): unknown {
  switch (field.shape) {
    case 'text':
      return choose.text();
    case 'map':
      return randomMap(field, choose);
    case 'record':
      return randomRecord(field, choose);
    default: {
      const all = candidates(choose, field.schema);
      if (choose.once(20)) return choose.of(all);
      return choose.of(all.filter((one) => field.schema.safeParse(one).success));
    }
  }
}

function randomMap(field: Extract<Field, { shape: 'map' }>, choose: Chooser): unknown {
  if (field.value.shape === 'record') return {};
  const keys = candidates(choose, field.key)
    .filter((key) => typeof key === 'string')
    .filter((key) => field.key.safeParse(key).success);
  const key = choose.of(keys);
  return key === undefined ? {} : { [key]: randomValue(field.value, choose) };
}

/** Everything that is needed and about half of what may be left out. */
export function randomRecord(field: RecordField, choose: Chooser): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  for (const [name, inner] of Object.entries<Field | OptionalField>(field.fields)) {
    if (managed.includes(name)) continue;
    if (inner.shape === 'optional') {
      if (choose.once(2)) value[name] = randomValue(inner.field as Field, choose);
    } else {
      value[name] = randomValue(inner, choose);
    }
  }
  return value;
}

/** A few names of a record with new values; an optional name is sometimes cleared. */
export function randomChanges(field: RecordField, choose: Chooser): Record<string, unknown> {
  const entries = Object.entries(randomRecord(field, choose)).filter(() => choose.once(3));
  return Object.fromEntries(
    entries.map(([name, value]) => [
      name,
      choose.once(6) && field.fields[name]?.shape === 'optional' ? undefined : value,
    ]),
  );
}

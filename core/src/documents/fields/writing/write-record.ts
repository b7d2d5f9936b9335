import * as A from '@automerge/automerge/slim';
import { fail, ok, type Refusal, type Result } from '../../../kernel/index.ts';
import { encodeField } from './encode-field.ts';
import type { Field, MapField, OptionalField, RecordField } from '../field.ts';

/** The proxy that `A.change` hands to its callback, of any kind. */
export type Draft = object;

type Container = Record<string, unknown>;
type Write = () => void;
type Planned = Result<readonly Write[], Refusal>;

/** The container at a path of a draft; `undefined` where a merge or a missing part left none. */
export function containerAt(draft: Draft, path: readonly string[]): Container | undefined {
  let at: unknown = draft;
  for (const key of path) {
    if (!isContainer(at)) return undefined;
    at = at[key];
  }
  return isContainer(at) ? at : undefined;
}

const isContainer = (value: unknown): value is Container =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !A.isImmutableString(value);

/**
 * Writes the named fields of a record and nothing else (C3): texts by letter, scalars where they
 * differ, sets key by key. `undefined` clears an optional name. All or nothing: every value is
 * checked before the first write, because a refused command must leave no trace.
 */
export function writeRecord(
  draft: Draft,
  path: readonly string[],
  field: RecordField,
  changes: object,
): Result<void, Refusal> {
  const planned = planRecord(draft, path, field, changes);
  if (!planned.ok) return planned;
  for (const write of planned.value) write();
  return ok(undefined);
}

function planRecord(
  draft: Draft,
  path: readonly string[],
  field: RecordField,
  changes: object,
): Planned {
  const container = containerAt(draft, path);
  if (container === undefined) return fail({ code: 'not-found' });
  const writes: Write[] = [];
  for (const [name, value] of Object.entries(changes)) {
    const inner: Field | OptionalField | undefined = Object.hasOwn(field.fields, name)
      ? field.fields[name]
      : undefined;
    if (inner === undefined) return fail({ code: 'value-invalid' });
    if (inner.shape === 'optional' && value === undefined) {
      if (container[name] !== undefined) writes.push(() => void delete container[name]);
      continue;
    }
    const plain = inner.shape === 'optional' ? (inner.field as Field) : inner;
    const planned = planField(draft, [...path, name], container, plain, value);
    if (!planned.ok) return planned;
    writes.push(...planned.value);
  }
  return ok(writes);
}

function planField(
  draft: Draft,
  path: readonly string[],
  container: Container,
  field: Field,
  value: unknown,
): Planned {
  if (field.shape === 'record') return planRecord(draft, path, field, (value ?? {}) as object);
  if (field.shape === 'map') return planMap(draft, path, field, (value ?? {}) as object);
  const encoded = encodeField(field, value);
  if (!encoded.ok) return encoded;
  const name = path.at(-1) ?? '';
  const standing = container[name];
  if (field.shape !== 'text') {
    return ok(
      isSame(standing, encoded.value) ? [] : [() => void (container[name] = encoded.value)],
    );
  }
  if (standing === encoded.value) return ok([]);
  const text = encoded.value as string;
  return ok([
    typeof standing === 'string'
      ? () => A.updateText(draft as A.Doc<unknown>, [...path], text)
      : () => void (container[name] = text),
  ]);
}

/** Keys that are not named stay as they are; maps of entities have commands of their own. */
function planMap(draft: Draft, path: readonly string[], field: MapField, changes: object): Planned {
  const container = containerAt(draft, path);
  if (container === undefined) return fail({ code: 'not-found' });
  const writes: Write[] = [];
  for (const [key, value] of Object.entries(changes)) {
    const { shape } = field.value;
    const isLeaf = shape === 'scalar' || shape === 'json';
    if (!isLeaf || !field.key.safeParse(key).success) return fail({ code: 'value-invalid' });
    const encoded = encodeField(field.value, value);
    if (!encoded.ok) return encoded;
    if (!isSame(container[key], encoded.value)) {
      writes.push(() => void (container[key] = encoded.value));
    }
  }
  return ok(writes);
}

const isSame = (standing: unknown, next: unknown): boolean =>
  A.isImmutableString(standing) && A.isImmutableString(next)
    ? standing.toString() === next.toString()
    : standing === next;

import * as A from '@automerge/automerge/slim';
import type { ErrorCode } from '../../../kernel/index.ts';
import type {
  Field,
  JsonField,
  MapField,
  OptionalField,
  RecordField,
  ScalarField,
  ValueOf,
} from '../field.ts';
import { parseJson } from './parse-json.ts';

/** A stored value that does not fit its place. What it held stays in the document. */
export interface Fault {
  readonly path: readonly string[];
  readonly code: ErrorCode;
}

interface Reader {
  readonly path: readonly string[];
  readonly faults: Fault[];
}

/**
 * The plain value of a field, or `undefined` where nothing fit; every misfit adds a fault. Total:
 * whatever a merge left, an entity that cannot be read never takes its neighbours with it (C9).
 */
export function readField<F extends Field>(
  field: F,
  raw: unknown,
  faults: Fault[],
  path: readonly string[] = [],
): ValueOf<F> | undefined {
  return read(field, raw, { path, faults }) as ValueOf<F> | undefined;
}

function read(field: Field, raw: unknown, at: Reader): unknown {
  switch (field.shape) {
    case 'text':
      return readText(raw, at);
    case 'scalar':
      return readScalar(field as ScalarField, raw, at);
    case 'json':
      return readJson(field, raw, at);
    case 'map':
      return readMap(field, raw, at);
    case 'record':
      return readRecord(field, raw, at);
  }
}

const misfit = ({ path, faults }: Reader): undefined => {
  faults.push({ path, code: 'value-invalid' });
  return undefined;
};

const below = ({ path, faults }: Reader, key: string): Reader => ({
  path: [...path, key],
  faults,
});

const isContainer = (raw: unknown): raw is Record<string, unknown> =>
  typeof raw === 'object' && raw !== null && !Array.isArray(raw) && !A.isImmutableString(raw);

/** A text that is absent reads as empty: an older entity, or one whose text was taken away. */
function readText(raw: unknown, at: Reader): string {
  if (typeof raw === 'string') return raw;
  if (raw !== undefined) misfit(at);
  return '';
}

function readScalar(field: ScalarField, raw: unknown, at: Reader): unknown {
  const value = A.isImmutableString(raw) ? raw.toString() : raw;
  const isPlainText = typeof raw === 'string';
  const parsed = field.schema.safeParse(value);
  return parsed.success && !isPlainText ? parsed.data : misfit(at);
}

function readJson(field: JsonField, raw: unknown, at: Reader): unknown {
  const parsed = parseJson(field, A.isImmutableString(raw) ? raw.toString() : undefined);
  return parsed.ok ? parsed.value : misfit(at);
}

function readMap(field: MapField, raw: unknown, at: Reader): unknown {
  const values: Record<string, unknown> = {};
  if (!isContainer(raw)) {
    if (raw !== undefined) misfit(at);
    return values;
  }
  for (const key of Object.keys(raw)) {
    const here = below(at, key);
    const value = field.key.safeParse(key).success
      ? read(field.value, raw[key], here)
      : misfit(here);
    if (value !== undefined) values[key] = value;
  }
  return values;
}

function readRecord(field: RecordField, raw: unknown, at: Reader): unknown {
  if (raw !== undefined && !isContainer(raw)) return misfit(at);
  const standing = raw ?? {};
  const values: Record<string, unknown> = {};
  let isWhole = true;
  for (const [name, inner] of Object.entries<Field | OptionalField>(field.fields)) {
    const here = below(at, name);
    if (inner.shape === 'optional') {
      if (standing[name] === undefined) continue;
      const value = read(inner.field as Field, standing[name], here);
      if (value !== undefined) values[name] = value;
    } else {
      const value = read(inner, standing[name], here);
      if (value === undefined) isWhole = false;
      else values[name] = value;
    }
  }
  return isWhole ? values : undefined;
}

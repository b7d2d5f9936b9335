import * as A from '@automerge/automerge/slim';
import { plainDateSchema } from '../../../domain/index.ts';
import { canonicalJson, fail, ok, type Refusal, type Result } from '../../../kernel/index.ts';
import type {
  Field,
  JsonField,
  MapField,
  OptionalField,
  RecordField,
  ScalarField,
  TextField,
} from '../field.ts';

type Encoded = Result<unknown, Refusal>;

const refused = (code: Refusal['code']): Result<never, Refusal> => fail({ code });

/**
 * The value of a field as an Automerge draft takes it. Texts and containers that are not given are
 * born empty. Refuses `text-required` for what is missing, `date-invalid`, `value-invalid`.
 */
export function encodeField(field: Field, value: unknown): Encoded {
  switch (field.shape) {
    case 'text':
      return encodeText(field, value ?? '');
    case 'scalar':
      return encodeScalar(field as ScalarField, value);
    case 'json':
      return encodeJson(field, value);
    case 'map':
      return encodeMap(field, value ?? {});
    case 'record':
      return encodeRecord(field, value ?? {});
  }
}

/** Half a surrogate pair has no UTF-8 form, so it could not be synced. */
const isWellFormed = (value: string): boolean => value.isWellFormed();

function encodeText(field: TextField, value: unknown): Encoded {
  const fits = typeof value === 'string' && value.length <= field.maxLength && isWellFormed(value);
  return fits ? ok(value) : refused('value-invalid');
}

function encodeScalar(field: ScalarField, value: unknown): Encoded {
  const isDate = (field.schema as unknown) === plainDateSchema;
  if (value === undefined || value === '')
    return refused(isDate ? 'date-invalid' : 'text-required');
  if (!field.schema.safeParse(value).success) {
    return refused(isDate ? 'date-invalid' : 'value-invalid');
  }
  if (typeof value !== 'string') return ok(value);
  return isWellFormed(value) ? ok(new A.ImmutableString(value)) : refused('value-invalid');
}

function encodeJson(field: JsonField, value: unknown): Encoded {
  if (value === undefined) return refused('text-required');
  const parsed = field.schema.safeParse(value);
  if (!parsed.success) return refused('value-invalid');
  const stored = canonicalJson(parsed.data);
  const fits = stored.length <= field.maxLength && isWellFormed(stored);
  return fits ? ok(new A.ImmutableString(stored)) : refused('value-invalid');
}

const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function encodeMap(field: MapField, value: unknown): Encoded {
  if (!isPlainObject(value)) return refused('value-invalid');
  const encoded: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    const inner = encodeField(field.value, item);
    if (!field.key.safeParse(key).success) return refused('value-invalid');
    if (!inner.ok) return inner;
    encoded[key] = inner.value;
  }
  return ok(encoded);
}

function encodeRecord(field: RecordField, value: unknown): Encoded {
  if (!isPlainObject(value)) return refused('value-invalid');
  const encoded: Record<string, unknown> = {};
  for (const [name, inner] of Object.entries<Field | OptionalField>(field.fields)) {
    const given = Object.hasOwn(value, name) ? value[name] : undefined;
    if (inner.shape === 'optional' && given === undefined) continue;
    const plain = inner.shape === 'optional' ? (inner.field as Field) : inner;
    const result = encodeField(plain, given);
    if (!result.ok) return result;
    encoded[name] = result.value;
  }
  return ok(encoded);
}

import type { ResolvedOperation } from '../../access/rights/operation.ts';
import { fail, ok, type Refusal, type Result } from '../../kernel/index.ts';
import type { Field, RecordField } from '../fields/field.ts';
import { locate, type Place } from '../fields/locate.ts';
import { parseJson } from '../fields/reading/parse-json.ts';

const invalid: Result<never, Refusal> = fail({ code: 'value-invalid' });
const unresolvable: Result<never, Refusal> = fail({ code: 'change-unresolvable' });
const allowed: Result<void, Refusal> = ok(undefined);

const containerActions = { makeMap: ['map', 'record'], makeText: ['text'], makeList: [] } as const;

/**
 * Judges one operation by the schema: a known path, a container of the right type that was not
 * there before, a leaf of the right type, enumeration and length. Deleting a key is allowed only
 * for an optional name, because edits made meanwhile would go with it (C6).
 */
export function checkOperation(
  schema: RecordField,
  operation: ResolvedOperation,
): Result<void, Refusal> {
  if (operation.path.length === 0) return unresolvable;
  const place = locate(schema, operation.path);
  if (place === undefined) return unresolvable;
  switch (operation.action) {
    case 'makeMap':
    case 'makeText':
    case 'makeList':
      return checkContainer(place.field, operation.action, operation.isFirst);
    case 'put':
      return checkPut(place.field, operation.value);
    case 'insert':
      return checkInsert(place.field, operation.value);
    case 'delete':
      return checkDelete(place);
    case 'increment':
    case 'mark':
      return invalid;
  }
}

function checkContainer(
  field: Field,
  action: keyof typeof containerActions,
  isFirst: boolean | undefined,
): Result<void, Refusal> {
  const shapes: readonly string[] = containerActions[action];
  return shapes.includes(field.shape) && isFirst !== false ? allowed : invalid;
}

function checkPut(field: Field, value: unknown): Result<void, Refusal> {
  if (field.shape === 'scalar') return field.schema.safeParse(value).success ? allowed : invalid;
  if (field.shape === 'json') return parseJson(field, value).ok ? allowed : invalid;
  return invalid;
}

function checkInsert(field: Field, value: unknown): Result<void, Refusal> {
  if (field.shape !== 'text') return invalid;
  return typeof value === 'string' && value.length <= field.maxLength ? allowed : invalid;
}

/** A text's path also names the deletion of its letters. */
function checkDelete({ field, isOptional }: Place): Result<void, Refusal> {
  return isOptional || field.shape === 'text' ? allowed : invalid;
}

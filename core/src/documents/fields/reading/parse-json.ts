import { fail, ok, type Refusal, type Result } from '../../../kernel/index.ts';
import type { JsonField } from '../field.ts';

/** The value behind the stored text of a JSON field; refuses `value-invalid`, never throws. */
export function parseJson<T>(field: JsonField<T>, stored: unknown): Result<T, Refusal> {
  const refused = fail<Refusal>({ code: 'value-invalid' });
  if (typeof stored !== 'string' || stored.length > field.maxLength) return refused;
  let value: unknown;
  try {
    value = JSON.parse(stored);
  } catch {
    return refused;
  }
  const parsed = field.schema.safeParse(value);
  return parsed.success ? ok(parsed.data) : refused;
}

import type { Field, OptionalField, RecordField } from './field.ts';

/** What the schema says of one path: its field, and how it hangs on its parent. */
export interface Place {
  readonly field: Field;
  readonly isOptional: boolean;
}

const plain = (field: Field | OptionalField): Place =>
  field.shape === 'optional'
    ? { field: field.field as Field, isOptional: true }
    : { field, isOptional: false };

/** The place of a path, or `undefined` where the schema knows none. */
export function locate(schema: RecordField, path: readonly string[]): Place | undefined {
  let place: Place = { field: schema, isOptional: false };
  for (const key of path) {
    const { field } = place;
    if (field.shape === 'record') {
      const next = Object.hasOwn(field.fields, key) ? field.fields[key] : undefined;
      if (next === undefined) return undefined;
      place = plain(next);
    } else if (field.shape === 'map') {
      if (!field.key.safeParse(key).success) return undefined;
      place = plain(field.value);
    } else {
      return undefined;
    }
  }
  return place;
}

import { z } from 'zod';
import { plainDateSchema, type PlainDate } from '../../domain/index.ts';
import { instantMsSchema, itemIdSchema, type ItemId } from '../../kernel/index.ts';
import type {
  Field,
  JsonField,
  MapField,
  OptionalField,
  RecordField,
  RecordFields,
  ScalarField,
  TextField,
} from './field.ts';

/** Lengths in UTF-16 units; a page of prose is about 2,000. */
export const lengths = { line: 300, paragraph: 4_000, page: 20_000, json: 8_000 } as const;

export const text = (maxLength: number = lengths.paragraph): TextField => ({
  shape: 'text',
  maxLength,
});

export const scalar = <T extends string | number | boolean>(
  schema: z.ZodType<T>,
): ScalarField<T> => ({ shape: 'scalar', schema });

/** A short string without control characters, such as a number of an order. */
export const label = (maxLength: number = lengths.line): ScalarField<string> =>
  scalar(
    z
      .string()
      .min(1)
      .max(maxLength)
      .regex(/^[^\p{Cc}]*$/u),
  );

export const choice = <const T extends string>(values: readonly T[]): ScalarField<T> =>
  scalar(z.enum(values) as unknown as z.ZodType<T>);

export const date = (): ScalarField<PlainDate> => scalar(plainDateSchema);

export const instantMs = (): ScalarField<number> => scalar(instantMsSchema);

/** An integer from `min` to `max`, both included. */
export const wholeNumber = (min: number, max: number): ScalarField<number> =>
  scalar(z.number().int().min(min).max(max));

export const flag = (): ScalarField<boolean> => scalar(z.boolean());

/** An address that a person may open: `http` or `https` only, never `javascript:`. */
export const webAddress = (): ScalarField<string> =>
  scalar(
    z
      .string()
      .max(2_000)
      .regex(/^https?:\/\/[^\s\p{Cc}]+$/iu),
  );

export const json = <T>(schema: z.ZodType<T>, maxLength: number = lengths.json): JsonField<T> => ({
  shape: 'json',
  schema,
  maxLength,
});

export const mapOf = <V extends Field>(key: z.ZodType<string>, value: V): MapField<V> => ({
  shape: 'map',
  key,
  value,
});

export const record = <const F extends RecordFields>(fields: F): RecordField<F> => ({
  shape: 'record',
  fields,
});

export const optional = <F extends ScalarField | JsonField>(field: F): OptionalField<F> => ({
  shape: 'optional',
  field,
});

/** A set: each value of `values` is a key that holds true or false. */
export const choices = <const T extends string>(values: readonly T[]) =>
  setOf(z.enum(values) as unknown as z.ZodType<T>);

export const setOf = (key: z.ZodType<string>): MapField<ScalarField<boolean>> => mapOf(key, flag());

/** What every entity has: its birth, its place among its kind, and its deletion mark (C2, C6). */
const entityFields = {
  createdAtMs: instantMs(),
  orderKey: scalar(z.string().regex(/^[0-9A-Za-z]{1,200}$/)),
  deletedAtMs: { shape: 'optional', field: instantMs() },
} as const;

type EntityFields = typeof entityFields;

/** Entities by random id. */
export const entities = <const F extends RecordFields>(
  fields: F,
): MapField<RecordField<F & EntityFields>> =>
  mapOf(itemIdSchema as z.ZodType<ItemId>, record({ ...fields, ...entityFields }));

import type { z } from 'zod';

/** Prose that several people edit at once: an Automerge text, merged letter by letter (C4). */
export interface TextField {
  readonly shape: 'text';
  /** In UTF-16 units. */
  readonly maxLength: number;
}

/** One value, last writer wins. Strings are stored as `ImmutableString` (C4). */
export interface ScalarField<T = string | number | boolean> {
  readonly shape: 'scalar';
  readonly schema: z.ZodType<T>;
}

/** A value that is written whole or not at all, stored as JSON in one `ImmutableString`. */
export interface JsonField<T = unknown> {
  readonly shape: 'json';
  readonly schema: z.ZodType<T>;
  readonly maxLength: number;
}

/** Entities or values by key; the key says which, so that two devices never build one twice (C2). */
export interface MapField<V = Field> {
  readonly shape: 'map';
  readonly key: z.ZodType<string>;
  readonly value: V;
}

/** A fixed set of names. Optional names may be absent; containers are born with their parent. */
export interface RecordField<F = RecordFields> {
  readonly shape: 'record';
  readonly fields: F;
}

/** A scalar or JSON name that may be absent (C5). Text and containers are never optional. */
export interface OptionalField<F = ScalarField | JsonField> {
  readonly shape: 'optional';
  readonly field: F;
}

/**
 * How one place of a document is stored. One description serves the reader, the writer and the
 * relay's gate, so that they cannot come apart.
 */
export type Field =
  | TextField
  | ScalarField<string>
  | ScalarField<number>
  | ScalarField<boolean>
  | JsonField
  | MapField
  | RecordField;

export type RecordFields = { readonly [name: string]: Field | OptionalField };

type OptionalNames<F> = {
  [Name in keyof F]: F[Name] extends OptionalField<unknown> ? Name : never;
}[keyof F];

type Flat<T> = { readonly [Name in keyof T]: T[Name] };

/** The plain value that a field holds: JSON-safe, texts as strings, maps as records by key. */
export type ValueOf<F> = F extends TextField
  ? string
  : F extends ScalarField<infer T>
    ? T
    : F extends JsonField<infer T>
      ? T
      : F extends MapField<infer V>
        ? { readonly [key: string]: ValueOf<V> }
        : F extends RecordField<infer R>
          ? Flat<
              { readonly [Name in Exclude<keyof R, OptionalNames<R>>]: ValueOf<R[Name]> } & {
                readonly [Name in OptionalNames<R>]?: R[Name] extends OptionalField<infer O>
                  ? ValueOf<O> | undefined
                  : never;
              }
            >
          : never;

import type {
  Field,
  JsonField,
  MapField,
  OptionalField,
  RecordField,
  RecordFields,
  ScalarField,
  TextField,
  ValueOf,
} from '../field.ts';

/** A map of entities with the fields `F`. */
export type EntityField<F extends RecordFields = RecordFields> = MapField<RecordField<F>>;

type Managed = 'createdAtMs' | 'orderKey' | 'deletedAtMs';

type Must<F> = {
  [Name in keyof F]: F[Name] extends OptionalField<unknown> | TextField | MapField | RecordField
    ? never
    : Name;
}[keyof F];

type Inner<F> = F extends OptionalField<infer O> ? O : F;

/** What a new entity needs: its scalars. Texts and containers that are not given are born empty. */
export type EntityInput<F extends RecordFields> = {
  readonly [Name in Exclude<Must<F>, Managed>]: ValueOf<F[Name]>;
} & {
  readonly [Name in Exclude<keyof F, Must<F> | Managed>]?: ValueOf<Inner<F[Name]>> | undefined;
};

/** Fields to write; a name that is not given stays, `undefined` clears an optional name. */
export type RecordChanges<F extends RecordFields> = {
  readonly [Name in Exclude<keyof F, Managed>]?: ChangeOf<F[Name]>;
};

type ChangeOf<F> =
  F extends OptionalField<infer O>
    ? ValueOf<O> | undefined
    : F extends RecordField<infer R>
      ? R extends RecordFields
        ? RecordChanges<R>
        : never
      : F extends MapField<infer V>
        ? V extends ScalarField | JsonField
          ? { readonly [key: string]: ValueOf<V> }
          : never
        : F extends Field
          ? ValueOf<F>
          : never;

import { z } from 'zod';

/** A keyed hash in the notes document: 128 bits, 32 hex digits. See `keyed-hash.ts`. */
const keyedHashSchema = z.string().regex(/^[0-9a-f]{32}$/);

const ordinalShape = {
  /** Keyed hash of the normalised header. */
  key: keyedHashSchema,
  /** Place among equal headers when the note was made, from 0. */
  ord: z.int().min(0).max(9999),
  /** How many equal headers there were. */
  of: z.int().min(1).max(10_000),
};

const gridPlaceSchema = z.strictObject(ordinalShape);

const rowPlaceSchema = z.strictObject({
  ...ordinalShape,
  /** Keyed hash of the portal's own id of the row or lesson, where its adapter gives one. */
  id: keyedHashSchema.exactOptional(),
  /** Keyed hash of the header before and after; present only where headers follow the calendar. */
  before: keyedHashSchema.exactOptional(),
  after: keyedHashSchema.exactOptional(),
});

const columnPlaceSchema = z.strictObject({
  ...rowPlaceSchema.shape,
  /** What the author sees: a date or a number, never words of the page. */
  label: z
    .string()
    .regex(/^[0-9][0-9./:-]{0,11}$/)
    .exactOptional(),
});

/** What the cell said: a check of its state, never a way to find it. `atMs` is ms UTC. */
const cellStateSchema = z.strictObject({ hash: keyedHashSchema, atMs: z.int().min(0) });
const rowStateSchema = z.strictObject({ atMs: z.int().min(0) });

const shared = { v: z.literal(1), grid: gridPlaceSchema, row: rowPlaceSchema };

/**
 * Where on a grid a note stands, as stored in a `notes` document. Holds hashes under the author's
 * key, so no header of the page can be read or guessed from it. Which page it is says `PageScope`.
 */
export const gridAddressSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('cell'),
    ...shared,
    col: columnPlaceSchema,
    state: cellStateSchema,
  }),
  z.strictObject({ kind: z.literal('row'), ...shared, state: rowStateSchema }),
]);

export type GridAddress = z.infer<typeof gridAddressSchema>;
export type RowPlace = z.infer<typeof rowPlaceSchema>;
export type ColumnPlace = z.infer<typeof columnPlaceSchema>;
export type GridPlace = z.infer<typeof gridPlaceSchema>;

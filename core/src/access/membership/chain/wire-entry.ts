import { z } from 'zod';

/** Looser than `sequencedEntrySchema`: an inner entry of a newer version still has its place. */
export const wireEntrySchema = z.strictObject({
  envelope: z.unknown(),
  envelopeSig: z.string().max(512),
  inner: z.looseObject({ v: z.number().int().positive() }),
  sig: z.string().max(512),
  body: z.unknown().optional(),
});
export type WireEntry = z.infer<typeof wireEntrySchema>;

import { sequencedEntrySchema, signedEntrySchema } from '@nastavnik/core/access';
import {
  fail,
  invitationIdSchema,
  logIdSchema,
  ok,
  type Refusal,
  type Result,
} from '@nastavnik/core/kernel';
import { z } from 'zod';

/** What the founder gives by hand: the log as it is; its code is told apart from it. */
const offerSchema = z.strictObject({
  kind: z.literal('nastavnik/offer'),
  v: z.literal(1),
  logId: logIdSchema,
  invitationId: invitationIdSchema,
  entries: z.array(sequencedEntrySchema).min(1).max(10_000),
});

/** What the other gives back: the entry that brings their device in, unplaced. */
const acceptanceSchema = z.strictObject({
  kind: z.literal('nastavnik/acceptance'),
  v: z.literal(1),
  entry: signedEntrySchema,
});

/** The log anew, once the device is in it. */
const logSchema = z.strictObject({
  kind: z.literal('nastavnik/log'),
  v: z.literal(1),
  logId: logIdSchema,
  entries: z.array(sequencedEntrySchema).min(1).max(10_000),
});

export type HandOffer = z.infer<typeof offerSchema>;
export type HandAcceptance = z.infer<typeof acceptanceSchema>;
export type HandLog = z.infer<typeof logSchema>;

/** A log of two people is small; beyond this it is not one of ours. */
const maxCharacters = 20_000_000;

function read<T>(schema: z.ZodType<T>, text: string): Result<T, Refusal> {
  if (text.length > maxCharacters) return fail({ code: 'file-malformed' });
  try {
    const parsed = schema.safeParse(JSON.parse(text));
    return parsed.success ? ok(parsed.data) : fail({ code: 'file-malformed' });
  } catch {
    return fail({ code: 'file-malformed' });
  }
}

export const readOffer = (text: string): Result<HandOffer, Refusal> => read(offerSchema, text);
export const readAcceptance = (text: string): Result<HandAcceptance, Refusal> =>
  read(acceptanceSchema, text);
export const readLog = (text: string): Result<HandLog, Refusal> => read(logSchema, text);

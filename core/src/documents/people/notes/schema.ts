import { z } from 'zod';
import { signedWrapSchema } from '../../../access/keys/signed-wrap.ts';
import { addressSchema, pageScopeSchema } from '../../../annotation/index.ts';
import { documentIdSchema, isKeyId, itemIdSchema, type KeyId } from '../../../kernel/index.ts';
import {
  entities,
  instantMs,
  json,
  mapOf,
  optional,
  record,
  scalar,
  text,
} from '../../fields/build.ts';
import { personRef, schoolYearKey } from '../../fields/keys.ts';

/** What a note is tied to: a document, and an entity inside it where `itemId` is given. */
export const noteLinkSchema = z.strictObject({
  documentId: documentIdSchema,
  itemId: itemIdSchema.optional(),
});

/** A key of notes by its id (32 hex digits) and a device of the author that can open it. */
export interface NoteKeySlot {
  readonly noteKeyId: string;
  readonly kid: KeyId;
}

const slotPattern = /^([0-9a-f]{32}):(.+)$/;

/** The name a wrapped key is kept under: flat, so that two devices never make one map twice (C2). */
export const slotName = ({ noteKeyId, kid }: NoteKeySlot): string => `${noteKeyId}:${kid}`;

/** The slot behind a name; `undefined` for a name of another form. */
export function slotOf(name: string): NoteKeySlot | undefined {
  const [, noteKeyId, kid] = slotPattern.exec(name) ?? [];
  return noteKeyId !== undefined && kid !== undefined && isKeyId(kid)
    ? { noteKeyId, kid }
    : undefined;
}

const slotKey = z.string().refine((name) => slotOf(name) !== undefined);

/** One author's notes on pages in one school year. Places are keyed hashes, never page words. */
export const notesSchema = record({
  authorId: optional(personRef()),
  schoolYear: optional(scalar(schoolYearKey)),
  notes: entities({
    text: text(),
    scope: optional(json(pageScopeSchema)),
    address: optional(json(addressSchema)),
    link: optional(json(noteLinkSchema)),
    settledAtMs: optional(instantMs()),
  }),
  /** The author's keys for places, wrapped to each of their devices by one: ciphertext for all others. */
  keys: mapOf(slotKey, json(signedWrapSchema)),
});

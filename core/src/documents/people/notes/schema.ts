import { z } from 'zod';
import { gridAddressSchema, pageScopeSchema } from '../../../annotation/index.ts';
import { documentIdSchema, itemIdSchema } from '../../../kernel/index.ts';
import { entities, instantMs, json, optional, record, scalar, text } from '../../fields/build.ts';
import { personRef, schoolYearKey } from '../../fields/keys.ts';

/** What a note is tied to: a document, and an entity inside it where `itemId` is given. */
export const noteLinkSchema = z.strictObject({
  documentId: documentIdSchema,
  itemId: itemIdSchema.optional(),
});

/** One author's notes on pages in one school year. Places are keyed hashes, never page words. */
export const notesSchema = record({
  authorId: optional(personRef()),
  schoolYear: optional(scalar(schoolYearKey)),
  notes: entities({
    text: text(),
    scope: optional(json(pageScopeSchema)),
    address: optional(json(gridAddressSchema)),
    link: optional(json(noteLinkSchema)),
    settledAtMs: optional(instantMs()),
  }),
});

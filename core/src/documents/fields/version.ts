import { z } from 'zod';
import {
  changeHashSchema,
  hashTextSchema,
  instantMsSchema,
  itemIdSchema,
  personIdSchema,
} from '../../kernel/index.ts';
import { json, mapOf } from './build.ts';

/**
 * A named state of a document: a correction never overwrites. Its content is found by `heads`;
 * `contentDigest` (SHA-256 hex of the projection) survives a rewriting of history. Numbers are
 * given by the reader, because two devices may add a version at once.
 *
 * @clause INV-19
 */
export const versionSchema = z.strictObject({
  atMs: instantMsSchema,
  authorId: personIdSchema,
  reason: z.string().min(1).max(1_000),
  heads: z.array(changeHashSchema).min(1).max(64),
  contentDigest: hashTextSchema,
});
export type StoredVersion = z.infer<typeof versionSchema>;

/** Insert only: one whole value per random id. */
export const versions = () => mapOf(itemIdSchema, json(versionSchema));

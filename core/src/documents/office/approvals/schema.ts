import { z } from 'zod';
import { json, mapOf, record } from '../../fields/build.ts';
import { itemKey } from '../../fields/keys.ts';

const signedJsonSchema = z.looseObject({ v: z.literal(1) });

/**
 * Signatures over other documents' heads, one whole record per key, insert only. Who signed is
 * proved by the record itself, so a record stays verifiable outside the document.
 */
export const approvalsSchema = record({
  records: mapOf(itemKey, json(signedJsonSchema, 20_000)),
  /** What the relay signed over a record, by the record's key. */
  countersignatures: mapOf(itemKey, json(signedJsonSchema)),
});

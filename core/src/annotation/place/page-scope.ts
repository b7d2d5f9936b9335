import { z } from 'zod';

/**
 * Which page a note belongs to, as stored in a `notes` document. `page` is the keyed hash of the
 * address without its query; `context` that of the class, subject and period shown there, which half
 * of the portals do not put in the address.
 */
export const pageScopeSchema = z.strictObject({
  v: z.literal(1),
  /** Id of the portal adapter that described the page. */
  adapter: z.string().regex(/^[a-z][a-z0-9-]{0,31}$/),
  /** 32 hex digits. */
  page: z.string().regex(/^[0-9a-f]{32}$/),
  /** 32 hex digits. */
  context: z.string().regex(/^[0-9a-f]{32}$/),
});

export type PageScope = z.infer<typeof pageScopeSchema>;

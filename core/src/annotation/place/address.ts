import { z } from 'zod';
import { gridAddressSchema } from '../grid-address.ts';
import { proseAddressSchema } from '../prose/prose-address.ts';

/** Where on a page a note stands: in a grid or in running text. Stored in a `notes` document. */
export const addressSchema = z.discriminatedUnion('kind', [gridAddressSchema, proseAddressSchema]);

export type Address = z.infer<typeof addressSchema>;

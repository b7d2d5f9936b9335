import { z } from 'zod';
import {
  documentIdSchema,
  itemIdSchema,
  logIdSchema,
  personIdSchema,
  type DocumentId,
  type ItemId,
  type LogId,
  type PersonId,
} from '../../kernel/index.ts';
import { scalar } from './build.ts';

/** Ids as stored values and as keys of maps. */
export const personKey: z.ZodType<PersonId> = personIdSchema;
export const documentKey: z.ZodType<DocumentId> = documentIdSchema;
export const itemKey: z.ZodType<ItemId> = itemIdSchema;
export const logKey: z.ZodType<LogId> = logIdSchema;

export const personRef = () => scalar(personKey);
/** Documents refer to each other by id (C7); readers bear a reference that leads nowhere. */
export const documentRef = () => scalar(documentKey);
export const itemRef = () => scalar(itemKey);

/** `2026-2027`. */
export const schoolYearKey = z.string().regex(/^\d{4}-\d{4}$/);

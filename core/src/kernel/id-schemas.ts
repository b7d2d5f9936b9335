import { z } from 'zod';
import {
  isChangeHash,
  isDocumentId,
  isId,
  isKeyId,
  type ChangeHash,
  type DocumentId,
  type EntryId,
  type InvitationId,
  type ItemId,
  type KeyId,
  type LogId,
  type PersonId,
} from './ids.ts';

const checked = <Id extends string>(check: (text: string) => boolean) =>
  z.custom<Id>((value) => typeof value === 'string' && check(value));

/** Zod twins of the id parsers, for frames, entries and stored fields. */
export const personIdSchema = checked<PersonId>(isId);
export const logIdSchema = checked<LogId>(isId);
export const entryIdSchema = checked<EntryId>(isId);
export const itemIdSchema = checked<ItemId>(isId);
export const invitationIdSchema = checked<InvitationId>(isKeyId);
export const keyIdSchema = checked<KeyId>(isKeyId);
export const documentIdSchema = checked<DocumentId>(isDocumentId);
export const changeHashSchema = checked<ChangeHash>(isChangeHash);
/** Bytes inside signed JSON: base64url without padding. */
export const bytesTextSchema = z
  .string()
  .max(512)
  .regex(/^[A-Za-z0-9_-]*$/);
/** SHA-256 as 64 hex digits. */
export const hashTextSchema = z.string().regex(/^[0-9a-f]{64}$/);
/** Milliseconds since 1970-01-01 UTC. */
export const instantMsSchema = z.number().int().nonnegative();

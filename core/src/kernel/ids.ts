import {
  base58check,
  crockford,
  sha256,
  concatBytes,
  utf8ToBytes,
  bytesToHex,
} from './encoding.ts';
import type { RandomSource } from './random.ts';

declare const brand: unique symbol;
export type Branded<T, Name extends string> = T & { readonly [brand]: Name };

/** A person, pseudonymous: the name lives only in that person's `person` document. */
export type PersonId = Branded<string, 'PersonId'>;
/** A membership log: one per organisation and one for the district. */
export type LogId = Branded<string, 'LogId'>;
/** An entry of a membership log, chosen by its author. */
export type EntryId = Branded<string, 'EntryId'>;
/** An invitation: hash of its public key. */
export type InvitationId = Branded<string, 'InvitationId'>;
/** An entity inside a document: key of a map (convention C2). */
export type ItemId = Branded<string, 'ItemId'>;
/** A synced document, in automerge-repo's base58check form, 16 bytes. */
export type DocumentId = Branded<string, 'DocumentId'>;
/** A device key: first 16 bytes of SHA-256(alg ‖ public key), 32 hex digits. */
export type KeyId = Branded<string, 'KeyId'>;
/** An Automerge change: SHA-256, 64 hex digits. */
export type ChangeHash = Branded<string, 'ChangeHash'>;

/** 26 characters of Crockford base32, 128 random bits: every id that is not a hash. */
const idPattern = /^[0-9A-HJKMNP-TV-Z]{26}$/;
const keyIdPattern = /^[0-9a-f]{32}$/;
const changeHashPattern = /^[0-9a-f]{64}$/;

export function createId<Id extends string>(random: RandomSource): Id {
  return crockford.encode(random.bytes(16)) as Id;
}

export const isId = (text: string): boolean => idPattern.test(text);
export const isKeyId = (text: string): text is KeyId => keyIdPattern.test(text);
export const isChangeHash = (text: string): text is ChangeHash => changeHashPattern.test(text);

export function createDocumentId(random: RandomSource): DocumentId {
  return base58check.encode(random.bytes(16)) as DocumentId;
}

/** True for base58check text of 16 bytes; false, never a throw, for anything else. */
export function isDocumentId(text: string): text is DocumentId {
  if (text.length > 40) return false;
  try {
    return base58check.decode(text).length === 16;
  } catch {
    return false;
  }
}

export function keyIdOf(alg: string, publicKey: Uint8Array): KeyId {
  return bytesToHex(sha256(concatBytes(utf8ToBytes(alg), publicKey)).slice(0, 16)) as KeyId;
}

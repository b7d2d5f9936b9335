export { calendarDate, systemClock, type Clock } from './clock.ts';
export {
  base58check,
  base64url,
  bytesToHex,
  canonicalJson,
  concatBytes,
  contentHash,
  crockford,
  hexToBytes,
  sha256,
  utf8ToBytes,
} from './encoding.ts';
export { AppError } from './errors/app-error.ts';
export {
  errorCodes,
  isErrorCode,
  type ErrorCode,
  type ErrorParams,
  type Refusal,
} from './errors/codes.ts';
export { describeRefusal, type Language } from './errors/describe.ts';
export {
  createDocumentId,
  createId,
  isChangeHash,
  isDocumentId,
  isId,
  isKeyId,
  keyIdOf,
  type Branded,
  type ChangeHash,
  type DocumentId,
  type EntryId,
  type InvitationId,
  type ItemId,
  type KeyId,
  type LogId,
  type PersonId,
} from './ids.ts';
export { systemRandom, type RandomSource } from './random.ts';
export { fail, ok, type Result } from './result.ts';
export {
  webCrypto,
  type CryptoKeyHandle,
  type KeyPairHandle,
  type SubtleCryptoPort,
  type WebCryptoPort,
} from './web-crypto.ts';
export {
  bytesTextSchema,
  changeHashSchema,
  documentIdSchema,
  entryIdSchema,
  hashTextSchema,
  instantMsSchema,
  invitationIdSchema,
  itemIdSchema,
  keyIdSchema,
  logIdSchema,
  personIdSchema,
} from './id-schemas.ts';

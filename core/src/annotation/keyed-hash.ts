import { hmac } from '@noble/hashes/hmac.js';
import { AppError, bytesToHex, sha256, utf8ToBytes, type Branded } from '../kernel/index.ts';

/** The author's secret for page notes, 32 bytes; it lives in the vault and never in a document. */
export type AnnotationKey = Branded<Uint8Array, 'AnnotationKey'>;

/** What a hash is of. Part of the hashed text, so that a value is never comparable with a header. */
export type HashPurpose =
  | 'page'
  | 'context'
  | 'grid'
  | 'id'
  | 'header'
  | 'value'
  | 'passage'
  | 'beside'
  | 'container';

const separator = '\u001f';

/** Takes 32 bytes as the key. Throws on another length: the vault promised it. */
export function annotationKey(bytes: Uint8Array): AnnotationKey {
  if (bytes.length !== 32) throw new AppError('internal');
  return bytes as AnnotationKey;
}

/** HMAC-SHA-256 of the parts under the author's key, cut to 128 bits: 32 hex digits. */
export function keyedHash(
  key: AnnotationKey,
  purpose: HashPurpose,
  parts: readonly string[],
): string {
  // Lengths are hashed too: ['a', 'b'] and ['a<separator>b'] are different headers.
  const text = ['nastavnik/annotation/1', purpose, ...parts.map((part) => part.length), ...parts];
  return bytesToHex(hmac(sha256, key, utf8ToBytes(text.join(separator))).slice(0, 16));
}

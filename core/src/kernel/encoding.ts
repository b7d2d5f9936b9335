import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { base32crockford, base64urlnopad, createBase58check } from '@scure/base';
import canonicalize from 'canonicalize';

export { bytesToHex, concatBytes, hexToBytes, sha256, utf8ToBytes };

/** URL-safe base64 without padding: how bytes travel inside signed JSON. */
export const base64url = base64urlnopad;

/** Crockford's base32: how secrets are read aloud and typed. */
export const crockford = base32crockford;

/** Base58 with a checksum: automerge-repo's form of document ids. */
export const base58check = createBase58check(sha256);

/** RFC 8785 text of a JSON value. Throws on values JSON does not have: a broken promise of ours. */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('value has no JSON form');
  return text;
}

/** SHA-256 of the canonical JSON, hex: one name for one content on every device. */
export function contentHash(value: unknown): string {
  return bytesToHex(sha256(utf8ToBytes(canonicalJson(value))));
}

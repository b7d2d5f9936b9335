import { z } from 'zod';
import { base64url, bytesTextSchema, keyIdOf, keyIdSchema } from '../../kernel/index.ts';
import type { DeviceKey } from './device-key.ts';
import type { Signer } from './signer.ts';

export const algorithmSchema = z.enum(['Ed25519', 'ES256']);

/** A key id that is not the hash of its key would let one key stand for another. */
function isConsistent(key: { kid: string; alg: string; publicKey: string }): boolean {
  try {
    return keyIdOf(key.alg, base64url.decode(key.publicKey)) === key.kid;
  } catch {
    return false;
  }
}

const publicKeyShape = { kid: keyIdSchema, alg: algorithmSchema, publicKey: bytesTextSchema };

/** A public signing key; `publicKey` is base64url of the raw key (ES256: uncompressed point). */
export const publicKeySchema = z.strictObject(publicKeyShape).refine(isConsistent);
export type PublicKeyRecord = z.infer<typeof publicKeySchema>;

/** A device: its signing key and an ECDH P-256 key, because a signing key cannot wrap secrets. */
export const deviceSchema = z
  .strictObject({
    ...publicKeyShape,
    wrapKey: bytesTextSchema,
    /** Self-chosen label such as «Школьный ноутбук»; never a person's name. */
    label: z.string().max(60),
  })
  .refine(isConsistent);
export type DeviceRecord = z.infer<typeof deviceSchema>;

/** The public half of a signer, as entries name it. */
export function publicKeyOf(signer: Signer): PublicKeyRecord {
  return { kid: signer.kid, alg: signer.alg, publicKey: base64url.encode(signer.publicKey) };
}

/** A device as `add-device` and `found` announce it. */
export function deviceRecordOf(key: DeviceKey, label: string): DeviceRecord {
  return {
    ...publicKeyOf(key.signer),
    wrapKey: base64url.encode(key.wrap.publicKey),
    label,
  };
}

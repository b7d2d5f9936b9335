import { z } from 'zod';
import {
  base64url,
  bytesTextSchema,
  concatBytes,
  fail,
  ok,
  utf8ToBytes,
  webCrypto,
  type CryptoKeyHandle,
  type KeyPairHandle,
  type Refusal,
  type Result,
} from '../../kernel/index.ts';
import { rawPublicKey, type DeviceKey } from './device-key.ts';
import { wrapAlgorithm } from './signature-algorithm.ts';

/** A secret that one device can open: ephemeral ECDH P-256, HKDF-SHA-256, AES-256-GCM. */
export const wrappedSecretSchema = z.strictObject({
  v: z.literal(1),
  /** Ephemeral public key, base64url of a 65-byte point. */
  ephemeral: bytesTextSchema,
  /** Ciphertext with its tag. */
  sealed: bytesTextSchema,
});
export type WrappedSecret = z.infer<typeof wrappedSecretSchema>;

/** Every wrapping has its own ephemeral key and so its own AES key: a fixed nonce repeats never. */
const cipher = { name: 'AES-GCM', iv: new Uint8Array(12) } as const;

async function wrappingKey(
  privateKey: CryptoKeyHandle,
  peer: Uint8Array,
  salt: Uint8Array,
): Promise<CryptoKeyHandle> {
  const { subtle } = webCrypto();
  const peerKey = await subtle.importKey('raw', peer, wrapAlgorithm, false, []);
  const shared = await subtle.deriveBits({ name: 'ECDH', public: peerKey }, privateKey, 256);
  const material = await subtle.importKey('raw', new Uint8Array(shared), 'HKDF', false, [
    'deriveKey',
  ]);
  return subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt, info: utf8ToBytes('nastavnik/wrap/1') },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}

/** Wraps a 32-byte secret to a device's ECDH key (`wrapKey` of its record, 65 bytes). */
export async function wrapSecret(
  wrapPublicKey: Uint8Array,
  secret: Uint8Array,
): Promise<WrappedSecret> {
  const { subtle } = webCrypto();
  const pair = (await subtle.generateKey(wrapAlgorithm, false, ['deriveBits'])) as KeyPairHandle;
  const ephemeral = await rawPublicKey(pair.publicKey);
  const salt = concatBytes(ephemeral, wrapPublicKey);
  const key = await wrappingKey(pair.privateKey, wrapPublicKey, salt);
  const sealed = new Uint8Array(await subtle.encrypt(cipher, key, secret));
  return { v: 1, ephemeral: base64url.encode(ephemeral), sealed: base64url.encode(sealed) };
}

/** Opens a wrapped secret with the device's key; `key-lost` when it was wrapped to another. */
export async function unwrapSecret(
  device: Pick<DeviceKey, 'wrap'>,
  wrapped: unknown,
): Promise<Result<Uint8Array, Refusal>> {
  const parsed = wrappedSecretSchema.safeParse(wrapped);
  if (!parsed.success) return fail({ code: 'key-lost' });
  try {
    const ephemeral = base64url.decode(parsed.data.ephemeral);
    const salt = concatBytes(ephemeral, device.wrap.publicKey);
    const key = await wrappingKey(device.wrap.privateKey, ephemeral, salt);
    const sealed = base64url.decode(parsed.data.sealed);
    return ok(new Uint8Array(await webCrypto().subtle.decrypt(cipher, key, sealed)));
  } catch {
    return fail({ code: 'key-lost' });
  }
}

import {
  fail,
  ok,
  utf8ToBytes,
  webCrypto,
  type CryptoKeyHandle,
  type RandomSource,
  type Refusal,
  type Result,
} from '@nastavnik/core/kernel';
import type { SealedRow } from '../replica/storage/person-database.ts';

/** The AES-256-GCM key behind the vault's 32 secret bytes. */
export function vaultCipher(secret: Uint8Array): Promise<CryptoKeyHandle> {
  return webCrypto().subtle.importKey('raw', secret, { name: 'AES-GCM' }, false, [
    'encrypt',
    'decrypt',
  ]);
}

/** The name is bound in: a row cannot be passed off as another. */
const parameters = (iv: Uint8Array, name: string) => ({
  name: 'AES-GCM',
  iv,
  additionalData: utf8ToBytes(name),
});

export async function seal(
  key: CryptoKeyHandle,
  name: string,
  value: unknown,
  random: RandomSource,
): Promise<SealedRow> {
  const iv = random.bytes(12);
  const plain = utf8ToBytes(JSON.stringify(value));
  const sealed = await webCrypto().subtle.encrypt(parameters(iv, name), key, plain);
  return { iv, sealed: new Uint8Array(sealed) };
}

/** `key-lost` for a row that this key did not seal under this name. */
export async function openSealed(
  key: CryptoKeyHandle,
  name: string,
  { iv, sealed }: SealedRow,
): Promise<Result<unknown, Refusal>> {
  try {
    const plain = await webCrypto().subtle.decrypt(parameters(iv, name), key, sealed);
    return ok(JSON.parse(new TextDecoder().decode(plain)));
  } catch {
    return fail({ code: 'key-lost' });
  }
}

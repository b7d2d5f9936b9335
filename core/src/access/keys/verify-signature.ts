import { verifyAsync } from '@noble/ed25519';
import { base64url, keyIdOf, webCrypto } from '../../kernel/index.ts';
import { algorithmParameters } from './signature-algorithm.ts';
import type { PublicKeyRecord } from './public-key.ts';

/**
 * True when `sig` over `bytes` was made by the key; never throws. A browser whose WebCrypto lacks
 * Ed25519 still has to read what others signed with it, hence the second implementation.
 */
export async function verifySignature(
  key: PublicKeyRecord,
  bytes: Uint8Array,
  sig: Uint8Array,
): Promise<boolean> {
  try {
    const publicKey = base64url.decode(key.publicKey);
    const { generate, sign, publicKeyBytes } = algorithmParameters[key.alg];
    if (publicKey.length !== publicKeyBytes || keyIdOf(key.alg, publicKey) !== key.kid) {
      return false;
    }
    const { subtle } = webCrypto();
    try {
      const handle = await subtle.importKey('raw', publicKey, generate, true, ['verify']);
      return await subtle.verify(sign, handle, sig, bytes);
    } catch {
      if (key.alg !== 'Ed25519') return false;
      return await verifyAsync(sig, bytes, publicKey, { zip215: false });
    }
  } catch {
    return false;
  }
}

/** The same for a signature as it travels inside JSON. */
export async function verifySignatureText(
  key: PublicKeyRecord,
  bytes: Uint8Array,
  sig: string,
): Promise<boolean> {
  try {
    return await verifySignature(key, bytes, base64url.decode(sig));
  } catch {
    return false;
  }
}

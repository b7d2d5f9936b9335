import { webCrypto } from '../../kernel/index.ts';
import type { SignatureAlgorithm } from './signer.ts';

interface AlgorithmParameters {
  readonly generate: { readonly name: string; readonly namedCurve?: string };
  readonly sign: { readonly name: string; readonly hash?: string };
  readonly publicKeyBytes: number;
}

/** WebCrypto's names for the two algorithms a device may sign with. */
export const algorithmParameters: Readonly<Record<SignatureAlgorithm, AlgorithmParameters>> = {
  Ed25519: { generate: { name: 'Ed25519' }, sign: { name: 'Ed25519' }, publicKeyBytes: 32 },
  ES256: {
    generate: { name: 'ECDSA', namedCurve: 'P-256' },
    sign: { name: 'ECDSA', hash: 'SHA-256' },
    publicKeyBytes: 65,
  },
};

/** ECDH over P-256 is everywhere, so it is the one curve that wraps secrets. */
export const wrapAlgorithm = { name: 'ECDH', namedCurve: 'P-256' } as const;

/** True where this platform's WebCrypto makes Ed25519 keys; asked once, before a key is made. */
export async function supportsEd25519(): Promise<boolean> {
  try {
    await webCrypto().subtle.generateKey({ name: 'Ed25519' }, false, ['sign', 'verify']);
    return true;
  } catch {
    return false;
  }
}

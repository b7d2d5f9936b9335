import type { KeyId } from '../../kernel/index.ts';

/** `Ed25519` where the browser has it, otherwise ECDSA P-256 with SHA-256. */
export type SignatureAlgorithm = 'Ed25519' | 'ES256';

/** A key that can sign; the private half never leaves it. */
export interface Signer {
  readonly kid: KeyId;
  readonly alg: SignatureAlgorithm;
  /** Raw public key: 32 bytes for Ed25519, 65-byte uncompressed point for ES256. */
  readonly publicKey: Uint8Array;
  sign(bytes: Uint8Array): Promise<Uint8Array>;
}

import {
  keyIdOf,
  webCrypto,
  type CryptoKeyHandle,
  type KeyId,
  type KeyPairHandle,
} from '../../kernel/index.ts';
import { algorithmParameters, supportsEd25519, wrapAlgorithm } from './signature-algorithm.ts';
import type { SignatureAlgorithm, Signer } from './signer.ts';

/** A device key as IndexedDB keeps it: structured-cloneable, private halves non-extractable. */
export interface StoredDeviceKey {
  readonly v: 1;
  readonly kid: KeyId;
  readonly alg: SignatureAlgorithm;
  readonly publicKey: Uint8Array;
  readonly privateKey: CryptoKeyHandle;
  readonly wrapPublicKey: Uint8Array;
  readonly wrapPrivateKey: CryptoKeyHandle;
}

/** What one device of one person holds: a key to sign with and a key to receive secrets with. */
export interface DeviceKey {
  readonly signer: Signer;
  readonly wrap: {
    /** 65-byte uncompressed P-256 point. */
    readonly publicKey: Uint8Array;
    readonly privateKey: CryptoKeyHandle;
  };
  stored(): StoredDeviceKey;
}

export interface GeneratedKeys {
  readonly alg: SignatureAlgorithm;
  readonly signing: KeyPairHandle;
  readonly wrapping: KeyPairHandle;
}

/** Makes both key pairs; `extractable` only for the key files of the command line. */
export async function generateKeys(extractable: boolean): Promise<GeneratedKeys> {
  const { subtle } = webCrypto();
  const alg: SignatureAlgorithm = (await supportsEd25519()) ? 'Ed25519' : 'ES256';
  const signing = await subtle.generateKey(algorithmParameters[alg].generate, extractable, [
    'sign',
    'verify',
  ]);
  const wrapping = await subtle.generateKey(wrapAlgorithm, extractable, ['deriveBits']);
  return { alg, signing: signing as KeyPairHandle, wrapping: wrapping as KeyPairHandle };
}

export async function rawPublicKey(key: CryptoKeyHandle): Promise<Uint8Array> {
  return new Uint8Array((await webCrypto().subtle.exportKey('raw', key)) as ArrayBuffer);
}

/** A fresh device key; the private halves never leave WebCrypto. */
export async function createDeviceKey(): Promise<DeviceKey> {
  const { alg, signing, wrapping } = await generateKeys(false);
  const publicKey = await rawPublicKey(signing.publicKey);
  return openDeviceKey({
    v: 1,
    kid: keyIdOf(alg, publicKey),
    alg,
    publicKey,
    privateKey: signing.privateKey,
    wrapPublicKey: await rawPublicKey(wrapping.publicKey),
    wrapPrivateKey: wrapping.privateKey,
  });
}

/** The device key behind its stored form. */
export function openDeviceKey(stored: StoredDeviceKey): DeviceKey {
  const { alg, kid, publicKey, privateKey } = stored;
  return {
    signer: {
      kid,
      alg,
      publicKey,
      sign: async (bytes) =>
        new Uint8Array(
          await webCrypto().subtle.sign(algorithmParameters[alg].sign, privateKey, bytes),
        ),
    },
    wrap: { publicKey: stored.wrapPublicKey, privateKey: stored.wrapPrivateKey },
    stored: () => stored,
  };
}

/**
 * The part of WebCrypto that core uses. Declared here because core is compiled without the
 * types of a browser or of Node, and both have the same object at run time.
 */
export interface CryptoKeyHandle {
  readonly type: string;
  readonly extractable: boolean;
}

export interface KeyPairHandle {
  readonly publicKey: CryptoKeyHandle;
  readonly privateKey: CryptoKeyHandle;
}

type Algorithm = string | { readonly name: string; readonly [param: string]: unknown };

export interface SubtleCryptoPort {
  generateKey(algorithm: Algorithm, extractable: boolean, usages: string[]): Promise<unknown>;
  importKey(
    format: string,
    data: Uint8Array | object,
    algorithm: Algorithm,
    extractable: boolean,
    usages: string[],
  ): Promise<CryptoKeyHandle>;
  exportKey(format: string, key: CryptoKeyHandle): Promise<ArrayBuffer | object>;
  sign(algorithm: Algorithm, key: CryptoKeyHandle, data: Uint8Array): Promise<ArrayBuffer>;
  verify(
    algorithm: Algorithm,
    key: CryptoKeyHandle,
    signature: Uint8Array,
    data: Uint8Array,
  ): Promise<boolean>;
  encrypt(algorithm: Algorithm, key: CryptoKeyHandle, data: Uint8Array): Promise<ArrayBuffer>;
  decrypt(algorithm: Algorithm, key: CryptoKeyHandle, data: Uint8Array): Promise<ArrayBuffer>;
  deriveBits(algorithm: Algorithm, key: CryptoKeyHandle, length: number): Promise<ArrayBuffer>;
  deriveKey(
    algorithm: Algorithm,
    key: CryptoKeyHandle,
    derived: Algorithm,
    extractable: boolean,
    usages: string[],
  ): Promise<CryptoKeyHandle>;
}

export interface WebCryptoPort {
  readonly subtle: SubtleCryptoPort;
  getRandomValues(array: Uint8Array): Uint8Array;
}

/** The platform's WebCrypto; Node ≥ 20 and every supported browser have it. */
export function webCrypto(): WebCryptoPort {
  return (globalThis as unknown as { crypto: WebCryptoPort }).crypto;
}

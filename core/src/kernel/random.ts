import { webCrypto } from './web-crypto.ts';

/** Where random bytes come from. Handed in, so that tests are repeatable. */
export interface RandomSource {
  /** `count` fresh bytes from a cryptographic source. */
  bytes(count: number): Uint8Array;
}

export const systemRandom: RandomSource = {
  bytes: (count) => webCrypto().getRandomValues(new Uint8Array(count)),
};

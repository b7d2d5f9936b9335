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

/** The vault's secret under a PIN. */
export interface PinSealed {
  readonly salt: Uint8Array;
  readonly iterations: number;
  readonly iv: Uint8Array;
  readonly sealed: Uint8Array;
}

/** Half a second on a slow school computer: guessing a PIN by hand is hopeless, by disk it is not. */
const pinIterations = 600_000;

async function pinKey(
  pin: string,
  { salt, iterations }: Pick<PinSealed, 'salt' | 'iterations'>,
): Promise<CryptoKeyHandle> {
  const { subtle } = webCrypto();
  const password = await subtle.importKey('raw', utf8ToBytes(pin), 'PBKDF2', false, ['deriveKey']);
  const derivation = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations };
  const cipher = { name: 'AES-GCM', length: 256 };
  return subtle.deriveKey(derivation, password, cipher, false, ['encrypt', 'decrypt']);
}

export async function sealWithPin(
  pin: string,
  secret: Uint8Array,
  random: RandomSource,
): Promise<PinSealed> {
  const [salt, iv, iterations] = [random.bytes(16), random.bytes(12), pinIterations];
  const key = await pinKey(pin, { salt, iterations });
  const sealed = await webCrypto().subtle.encrypt({ name: 'AES-GCM', iv }, key, secret);
  return { salt, iterations, iv, sealed: new Uint8Array(sealed) };
}

export async function openWithPin(
  pin: string,
  stored: PinSealed,
): Promise<Result<Uint8Array, Refusal>> {
  const { iv, sealed } = stored;
  try {
    const key = await pinKey(pin, stored);
    const secret = await webCrypto().subtle.decrypt({ name: 'AES-GCM', iv }, key, sealed);
    return ok(new Uint8Array(secret));
  } catch {
    return fail({ code: 'profile-wrong-pin' });
  }
}

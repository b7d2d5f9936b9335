import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { utf8ToBytes, webCrypto, type WebCryptoPort } from '../../kernel/index.ts';
import type { SignInPayload } from '../../protocol/index.ts';
import { createDeviceKey, openDeviceKey } from './device-key.ts';
import { exportableKey, openExportedKey } from './exported-key.ts';
import { deviceRecordOf, deviceSchema, publicKeyOf, publicKeySchema } from './public-key.ts';
import { supportsEd25519 } from './signature-algorithm.ts';
import { signingBytes } from './signing-bytes.ts';
import { verifySignature, verifySignatureText } from './verify-signature.ts';
import { unwrapSecret, wrapSecret } from './wrapped-secret.ts';

const words = utf8ToBytes('Программа согласована');

/** A browser whose WebCrypto has everything but Ed25519, as many still in use. */
function withoutEd25519(): void {
  const real = webCrypto();
  const isRefused = (algorithm: unknown): boolean =>
    (algorithm as { name?: string }).name === 'Ed25519';
  const subtle = new Proxy(real.subtle, {
    get: (target, name) => {
      const method = Reflect.get(target, name) as (...args: unknown[]) => unknown;
      return (...args: unknown[]) =>
        args.some(isRefused)
          ? Promise.reject(new Error('NotSupportedError'))
          : method.apply(target, args);
    },
  });
  const port: WebCryptoPort = {
    subtle,
    getRandomValues: (array) => real.getRandomValues(array),
  };
  vi.stubGlobal('crypto', port);
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('device keys', () => {
  it('sign what their public half verifies, and nothing else', async () => {
    const key = await createDeviceKey();
    const other = await createDeviceKey();
    const sig = await key.signer.sign(words);
    const record = publicKeyOf(key.signer);
    expect(await verifySignature(record, words, sig)).toBe(true);
    expect(await verifySignature(record, utf8ToBytes('Программа отклонена'), sig)).toBe(false);
    expect(await verifySignature(publicKeyOf(other.signer), words, sig)).toBe(false);
    expect(await verifySignatureText(record, words, '§')).toBe(false);
  });

  it('never give the private half away and open again from storage', async () => {
    const key = await createDeviceKey();
    const stored = key.stored();
    expect(stored.privateKey.extractable).toBe(false);
    expect(stored.wrapPrivateKey.extractable).toBe(false);
    const opened = openDeviceKey(stored);
    expect(
      await verifySignature(publicKeyOf(key.signer), words, await opened.signer.sign(words)),
    ).toBe(true);
  });

  it('are ECDSA where Ed25519 is missing, and Ed25519 of others still verifies there', async () => {
    const modern = await createDeviceKey();
    const sig = await modern.signer.sign(words);
    expect(modern.signer.alg).toBe('Ed25519');
    withoutEd25519();
    expect(await supportsEd25519()).toBe(false);
    const old = await createDeviceKey();
    expect(old.signer.alg).toBe('ES256');
    expect(await verifySignature(publicKeyOf(modern.signer), words, sig)).toBe(true);
    expect(await verifySignature(publicKeyOf(modern.signer), utf8ToBytes('x'), sig)).toBe(false);
    expect(
      await verifySignature(publicKeyOf(old.signer), words, await old.signer.sign(words)),
    ).toBe(true);
  });

  it('have an id that only their own key can carry', async () => {
    const key = await createDeviceKey();
    const other = await createDeviceKey();
    const record = deviceRecordOf(key, 'Ноутбук');
    expect(deviceSchema.safeParse(record).success).toBe(true);
    const forged = { ...record, kid: other.signer.kid };
    expect(deviceSchema.safeParse(forged).success).toBe(false);
    expect(publicKeySchema.safeParse({ ...publicKeyOf(key.signer), alg: 'ES256' }).success).toBe(
      false,
    );
  });

  it('verify nothing for arbitrary keys and signatures, and never throw', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('Ed25519' as const, 'ES256' as const),
        fc.base64String(),
        fc.uint8Array({ maxLength: 80 }),
        async (alg, publicKey, sig) => {
          const kid = publicKeyOf((await createDeviceKey()).signer).kid;
          expect(await verifySignature({ kid, alg, publicKey }, words, sig)).toBe(false);
        },
      ),
      { numRuns: 30 },
    );
  });
});

describe('signed bytes', () => {
  it('differ by purpose, so that a signature for one thing is none for another', async () => {
    const key = await createDeviceKey();
    const payload = { kid: key.signer.kid };
    const sig = await key.signer.sign(signingBytes('nastavnik/sign-in/1', payload));
    const record = publicKeyOf(key.signer);
    expect(await verifySignature(record, signingBytes('nastavnik/sign-in/1', payload), sig)).toBe(
      true,
    );
    expect(await verifySignature(record, signingBytes('nastavnik/approval/1', payload), sig)).toBe(
      false,
    );
  });
});

describe('[A10] a sign-in', () => {
  it('is worth nothing to another relay, for another nonce, origin or device', async () => {
    const key = await createDeviceKey();
    const other = await createDeviceKey();
    const payload: SignInPayload = {
      protocol: 1,
      relayId: other.signer.kid,
      nonce: 'AAAA',
      origin: 'relay.example:443',
      kid: key.signer.kid,
    };
    const purpose = 'nastavnik/sign-in/1';
    const sig = await key.signer.sign(signingBytes(purpose, payload));
    const isGood = (shown: SignInPayload): Promise<boolean> =>
      verifySignature(publicKeyOf(key.signer), signingBytes(purpose, shown), sig);
    expect(await isGood(payload)).toBe(true);
    expect(await isGood({ ...payload, relayId: key.signer.kid })).toBe(false);
    expect(await isGood({ ...payload, nonce: 'AAAB' })).toBe(false);
    expect(await isGood({ ...payload, origin: 'other.example:443' })).toBe(false);
    expect(await isGood({ ...payload, kid: other.signer.kid })).toBe(false);
  });
});

describe('key files', () => {
  it('open to the same key after a trip through JSON', async () => {
    const file = await exportableKey();
    const opened = await openExportedKey(JSON.parse(JSON.stringify(file)));
    expect(opened).toMatchObject({ ok: true, value: { signer: { kid: file.kid } } });
  });

  it('are refused when damaged or of another key', async () => {
    const file = await exportableKey();
    const other = await exportableKey();
    const malformed = { ok: false, error: { code: 'file-malformed' } };
    expect(await openExportedKey({ ...file, kid: other.kid })).toEqual(malformed);
    expect(await openExportedKey({ ...file, signing: { kty: 'x', crv: 'y', d: 'z' } })).toEqual(
      malformed,
    );
    expect(await openExportedKey('nothing')).toEqual(malformed);
  });
});

describe('wrapped secrets', () => {
  it('open on the device they were wrapped to and on no other', async () => {
    const mine = await createDeviceKey();
    const other = await createDeviceKey();
    const secret = new Uint8Array(32).fill(7);
    const wrapped = await wrapSecret(mine.wrap.publicKey, secret);
    expect(await unwrapSecret(mine, wrapped)).toEqual({ ok: true, value: secret });
    const lost = { ok: false, error: { code: 'key-lost' } };
    expect(await unwrapSecret(other, wrapped)).toEqual(lost);
    expect(
      await unwrapSecret(mine, { ...wrapped, sealed: `A${wrapped.sealed.slice(1)}B` }),
    ).toEqual(lost);
    expect(await unwrapSecret(mine, null)).toEqual(lost);
  });
});

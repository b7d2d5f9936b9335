import { z } from 'zod';
import {
  base64url,
  bytesTextSchema,
  fail,
  keyIdOf,
  keyIdSchema,
  ok,
  webCrypto,
  type Refusal,
  type Result,
} from '../../kernel/index.ts';
import { generateKeys, openDeviceKey, rawPublicKey, type DeviceKey } from './device-key.ts';
import { algorithmParameters, wrapAlgorithm } from './signature-algorithm.ts';

const jwkSchema = z.looseObject({ kty: z.string(), crv: z.string(), d: z.string() });

/** The key file of a relay, an operator or a recovery sheet: JWK pairs, to be kept secret. */
export const exportedKeySchema = z.strictObject({
  v: z.literal(1),
  kind: z.literal('nastavnik/key'),
  kid: keyIdSchema,
  alg: z.enum(['Ed25519', 'ES256']),
  publicKey: bytesTextSchema,
  wrapPublicKey: bytesTextSchema,
  signing: jwkSchema,
  wrapping: jwkSchema,
});
export type ExportedKey = z.infer<typeof exportedKeySchema>;

/** Makes a key that can be written to a file; devices never use this form. */
export async function exportableKey(): Promise<ExportedKey> {
  const { subtle } = webCrypto();
  const { alg, signing, wrapping } = await generateKeys(true);
  const publicKey = await rawPublicKey(signing.publicKey);
  return {
    v: 1,
    kind: 'nastavnik/key',
    kid: keyIdOf(alg, publicKey),
    alg,
    publicKey: base64url.encode(publicKey),
    wrapPublicKey: base64url.encode(await rawPublicKey(wrapping.publicKey)),
    signing: jwkSchema.parse(await subtle.exportKey('jwk', signing.privateKey)),
    wrapping: jwkSchema.parse(await subtle.exportKey('jwk', wrapping.privateKey)),
  };
}

/** Opens a key file; refuses with `file-malformed` what is damaged or not one. */
export async function openExportedKey(json: unknown): Promise<Result<DeviceKey, Refusal>> {
  const parsed = exportedKeySchema.safeParse(json);
  if (!parsed.success) return fail({ code: 'file-malformed' });
  const { alg, kid, signing, wrapping } = parsed.data;
  try {
    const publicKey = base64url.decode(parsed.data.publicKey);
    if (keyIdOf(alg, publicKey) !== kid) return fail({ code: 'file-malformed' });
    const { subtle } = webCrypto();
    const { generate } = algorithmParameters[alg];
    return ok(
      openDeviceKey({
        v: 1,
        kid,
        alg,
        publicKey,
        privateKey: await subtle.importKey('jwk', signing, generate, false, ['sign']),
        wrapPublicKey: base64url.decode(parsed.data.wrapPublicKey),
        wrapPrivateKey: await subtle.importKey('jwk', wrapping, wrapAlgorithm, false, [
          'deriveBits',
        ]),
      }),
    );
  } catch {
    return fail({ code: 'file-malformed' });
  }
}

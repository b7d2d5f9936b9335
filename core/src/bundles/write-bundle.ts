import { encode } from 'cborg';
import { publicKeyOf, signingBytes, type Signer } from '../access/index.ts';
import { AppError, bytesToHex, sha256, type KeyId } from '../kernel/index.ts';
import { bundleBodySchema, bundleKind, bundleLimits, bundleVersion } from './bundle-format.ts';
import type { BundleBody } from './bundle-format.ts';

/** What the creator signs: the body by its digest. */
export const bundleSigningBytes = (kid: KeyId, body: Uint8Array): Uint8Array =>
  signingBytes('nastavnik/bundle/1', { v: 1, kid, body: bytesToHex(sha256(body)) });

/**
 * The file's bytes, signed by the device or relay that makes it. Throws `bundle-too-large` beyond
 * the limits that every reader holds it to.
 */
export async function writeBundle(bundle: BundleBody, signer: Signer): Promise<Uint8Array> {
  const parsed = bundleBodySchema.safeParse(bundle);
  if (!parsed.success) throw new AppError('bundle-too-large', {}, parsed.error);
  const body = encode(parsed.data);
  const sig = await signer.sign(bundleSigningBytes(signer.kid, body));
  const creator = publicKeyOf(signer);
  const bytes = encode({ kind: bundleKind, v: bundleVersion, creator, body, sig });
  if (bytes.length > bundleLimits.maxBytes) throw new AppError('bundle-too-large');
  return bytes;
}

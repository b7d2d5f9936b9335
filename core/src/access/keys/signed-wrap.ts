import { z } from 'zod';
import { base64url, bytesTextSchema, keyIdSchema, type KeyId } from '../../kernel/index.ts';
import type { PublicKeyRecord } from './public-key.ts';
import type { Signer } from './signer.ts';
import { signingBytes } from './signing-bytes.ts';
import { verifySignatureText } from './verify-signature.ts';
import { wrappedSecretSchema, type WrappedSecret } from './wrapped-secret.ts';

/**
 * A wrapped secret that names the device which wrapped it. Anybody can wrap a secret of their own
 * choice to a public key; one that no device of the person has signed for is not taken over.
 */
export const signedWrapSchema = z.strictObject({
  ...wrappedSecretSchema.shape,
  by: keyIdSchema,
  sig: bytesTextSchema,
});
export type SignedWrap = z.infer<typeof signedWrapSchema>;

/** Which secret is wrapped to which device. */
export interface WrapSlot {
  readonly secretId: string;
  readonly kid: KeyId;
}

const wrapBytes = ({ secretId, kid }: WrapSlot, by: KeyId, wrapped: WrappedSecret): Uint8Array => {
  const { ephemeral, sealed } = wrapped;
  return signingBytes('nastavnik/key-wrap/1', { v: 1, secretId, kid, by, ephemeral, sealed });
};

export async function signWrap(
  signer: Signer,
  slot: WrapSlot,
  wrapped: WrappedSecret,
): Promise<SignedWrap> {
  const sig = base64url.encode(await signer.sign(wrapBytes(slot, signer.kid, wrapped)));
  return { ...wrapped, by: signer.kid, sig };
}

/** True when the device wrapped this secret to that device. */
export function verifyWrap(
  device: PublicKeyRecord,
  slot: WrapSlot,
  { by, sig, ...wrapped }: SignedWrap,
): Promise<boolean> {
  if (by !== device.kid) return Promise.resolve(false);
  return verifySignatureText(device, wrapBytes(slot, by, wrapped), sig);
}

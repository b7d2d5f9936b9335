import { signingBytes, type DeviceKey } from '@nastavnik/core/access';
import { base64url } from '@nastavnik/core/kernel';
import { serverFrameSchema, type SignInPayload } from '@nastavnik/core/protocol';
import type { SignIn } from '../load/sync-peer.ts';

/** What a device key owes our relay before it may join: one signature over the challenge. */
export function deviceSignIn(url: string, { signer }: DeviceKey): SignIn {
  return {
    answer: async (frame) => {
      if (frame.type !== 'challenge') return undefined;
      const challenge = serverFrameSchema.parse(frame);
      if (challenge.type !== 'challenge') return undefined;
      const payload: SignInPayload = {
        protocol: 1,
        relayId: challenge.relayId,
        nonce: challenge.nonce,
        origin: new URL(url).host,
        kid: signer.kid,
      };
      const sig = await signer.sign(signingBytes('nastavnik/sign-in/1', payload));
      return {
        type: 'auth',
        protocol: 1,
        kid: signer.kid,
        alg: signer.alg,
        sig: base64url.encode(sig),
        clientTimeMs: Date.now(),
      };
    },
    isLetIn: (frame) => frame.type === 'welcome',
  };
}

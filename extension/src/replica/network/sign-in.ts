import { signingBytes, type Signer } from '@nastavnik/core/access';
import { base64url, type Clock } from '@nastavnik/core/kernel';
import type { ClientFrame, ServerFrameOf, SignInPayload } from '@nastavnik/core/protocol';

/** `host:port` as both sides see it: what an answer is bound to. */
export const originOf = (relayUrl: string): string => new URL(relayUrl).host;

/** The answer to a challenge. */
export async function signInFrame(
  signer: Signer,
  challenge: ServerFrameOf<'challenge'>,
  relay: { readonly url: string; readonly clock: Clock },
): Promise<ClientFrame> {
  const { relayId, nonce } = challenge;
  const { kid, alg } = signer;
  const payload: SignInPayload = {
    protocol: 1,
    relayId,
    nonce,
    origin: originOf(relay.url),
    kid,
  };
  const sig = await signer.sign(signingBytes('nastavnik/sign-in/1', payload));
  return {
    type: 'auth',
    protocol: 1,
    kid,
    alg,
    sig: base64url.encode(sig),
    clientTimeMs: relay.clock.nowMs(),
  };
}

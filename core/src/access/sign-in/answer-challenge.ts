import { base64url, type Clock, type RandomSource } from '../../kernel/index.ts';
import type { ServerFrameOf, SignInFrame, SignInPayload } from '../../protocol/index.ts';
import { signingBytes } from '../keys/signing-bytes.ts';
import type { Signer } from '../keys/signer.ts';

/** What a device needs to answer a relay's challenge. */
export interface ChallengeAnswering {
  readonly signer: Signer;
  readonly challenge: Pick<ServerFrameOf<'challenge'>, 'relayId' | 'nonce'>;
  /** `host:port` of the websocket address as it was dialled: what the answer is bound to. */
  readonly origin: string;
  readonly clock: Clock;
  /** For the device's own nonce, which the relay must sign in turn. */
  readonly random: RandomSource;
}

export type AuthFrame = Extract<SignInFrame, { type: 'auth' }> & { readonly clientNonce: string };

/** A nonce that makes a relay's proof worth nothing in another connection. */
export const createClientNonce = (random: RandomSource): string =>
  base64url.encode(random.bytes(32));

/** The `auth` frame: bound to this relay, its nonce and the address that was dialled. */
export async function answerChallenge(answering: ChallengeAnswering): Promise<AuthFrame> {
  const { signer, challenge, origin, clock, random } = answering;
  const { relayId, nonce } = challenge;
  const { kid, alg } = signer;
  const payload: SignInPayload = { protocol: 1, relayId, nonce, origin, kid };
  const sig = await signer.sign(signingBytes('nastavnik/sign-in/1', payload));
  return {
    type: 'auth',
    protocol: 1,
    kid,
    alg,
    sig: base64url.encode(sig),
    clientTimeMs: clock.nowMs(),
    clientNonce: createClientNonce(random),
  };
}

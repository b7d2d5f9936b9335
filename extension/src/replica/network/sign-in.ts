import { answerChallenge, verifyRelayProof, type ChallengeAnswering } from '@nastavnik/core/access';
import { fail, ok, type Refusal, type Result } from '@nastavnik/core/kernel';
import type { ServerFrameOf } from '@nastavnik/core/protocol';
import type { RelayTalk } from './dial-relay.ts';

/** `host:port` as both sides see it: what an answer is bound to. */
export const originOf = (relayUrl: string): string => new URL(relayUrl).host;

/** Checks that who says welcome holds the key that the challenge named. */
export async function proveRelay(
  { challenge, origin }: Pick<ChallengeAnswering, 'challenge' | 'origin'>,
  clientNonce: string,
  welcome: ServerFrameOf<'welcome'>,
): Promise<Result<ServerFrameOf<'welcome'>, Refusal>> {
  const { relayId, nonce } = challenge;
  const handshake = { relayId, nonce, clientNonce, origin };
  const isProved = await verifyRelayProof(handshake, welcome);
  return isProved ? ok(welcome) : fail({ code: 'relay-unproved' });
}

/** Signs in over a talk and hears the relay's own proof. */
export async function signInBy(
  talk: RelayTalk,
  answering: ChallengeAnswering,
): Promise<Result<ServerFrameOf<'welcome'>, Refusal>> {
  const answer = await answerChallenge(answering);
  talk.send(answer);
  const welcome = await talk.expect('welcome');
  return welcome.ok ? proveRelay(answering, answer.clientNonce, welcome.value) : welcome;
}

import { base64url, keyIdOf, type KeyId } from '../../kernel/index.ts';
import type { ServerFrameOf } from '../../protocol/index.ts';
import { signingBytes } from '../keys/signing-bytes.ts';
import type { Signer } from '../keys/signer.ts';
import { verifySignatureText } from '../keys/verify-signature.ts';

type Welcome = Omit<ServerFrameOf<'welcome'>, 'type' | 'proof'>;

/** Both nonces of one connection, and the address the device dialled. */
export interface Handshake {
  readonly relayId: KeyId;
  readonly nonce: string;
  readonly clientNonce: string;
  readonly origin: string;
}

function proofBytes(handshake: Handshake, welcome: Welcome): Uint8Array {
  const { kid, personId, peerId, relay, serverTimeMs, logs } = welcome;
  const said = { kid, personId, peerId, relay, serverTimeMs, logs };
  return signingBytes('nastavnik/relay-proof/1', { v: 1, ...handshake, ...said });
}

/**
 * The relay's own proof in `welcome`: its key signs the device's nonce and all the welcome says,
 * the heads of the logs included. So a relay that told two devices different heads has signed both.
 */
export async function signRelayProof(
  relay: Signer,
  handshake: Handshake,
  welcome: Welcome,
): Promise<string> {
  return base64url.encode(await relay.sign(proofBytes(handshake, welcome)));
}

/** True when whoever sent the welcome holds the key the challenge named. */
export async function verifyRelayProof(
  handshake: Handshake,
  { type: _type, proof, ...welcome }: ServerFrameOf<'welcome'>,
): Promise<boolean> {
  const { kid, alg, publicKey } = welcome.relay;
  if (proof === undefined || kid !== handshake.relayId) return false;
  if (keyIdOf(alg, base64url.decode(publicKey)) !== kid) return false;
  return verifySignatureText(welcome.relay, proofBytes(handshake, welcome), proof);
}

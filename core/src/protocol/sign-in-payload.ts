import type { KeyId } from '../kernel/index.ts';

/**
 * What a device signs to sign in: bound to this relay, this nonce and this origin, so that the
 * answer is worth nothing anywhere else or later.
 */
export interface SignInPayload {
  readonly protocol: 1;
  readonly relayId: KeyId;
  /** The relay's nonce, base64url of 32 bytes. */
  readonly nonce: string;
  /** `host:port` of the websocket address the device dialled. */
  readonly origin: string;
  readonly kid: KeyId;
}

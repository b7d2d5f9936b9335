import { canonicalJson, utf8ToBytes } from '../../kernel/index.ts';

/** One purpose, one prefix: a signature made for one thing can never be shown for another. */
export type SigningPurpose =
  | 'nastavnik/sign-in/1'
  | 'nastavnik/membership-entry/1'
  | 'nastavnik/membership-envelope/1'
  | 'nastavnik/invitation-proof/1'
  | 'nastavnik/accept-invitation/1'
  | 'nastavnik/device-possession/1'
  | 'nastavnik/attestation/1'
  | 'nastavnik/receipt/1'
  | 'nastavnik/approval/1'
  | 'nastavnik/countersignature/1'
  | 'nastavnik/ticket/1'
  | 'nastavnik/copy/1'
  | 'nastavnik/bundle/1'
  | 'nastavnik/relay-proof/1'
  | 'nastavnik/invitation-pin/1'
  | 'nastavnik/key-wrap/1';

/** The bytes that are signed: purpose, line feed, RFC 8785 text of the payload. */
export function signingBytes(purpose: SigningPurpose, payload: unknown): Uint8Array {
  return utf8ToBytes(`${purpose}\n${canonicalJson(payload)}`);
}

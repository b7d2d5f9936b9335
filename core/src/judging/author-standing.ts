import type { ChangeHash, KeyId } from '../kernel/index.ts';
import type { Principal, PublicKeyRecord } from '../access/index.ts';

/** What may be said of the device that authored a change, at the moment it is judged. */
export interface AuthorStanding {
  readonly kid: KeyId;
  /** Absent for a device that is unknown or was revoked. */
  readonly principal?: Principal;
  readonly isRevoked: boolean;
  readonly publicKey?: PublicKeyRecord;
}

/** Changes of another device, vouched for by that device's own signature. */
export interface Claim {
  readonly author: AuthorStanding;
  readonly hashes: readonly ChangeHash[];
  /** True where this relay had taken them before and signed for it. */
  readonly hasReceipt: boolean;
}

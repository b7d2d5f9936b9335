import type { Refusal, Result } from '@nastavnik/core/kernel';
import type { InvitationOffered, JoinRequest, Profile, Replica } from '../../replica/replica.ts';

/** The persons of this computer, and the ways in. Wired by the entrypoints. */
export interface Gateway {
  list(): Promise<readonly Profile[]>;
  open(profileId: string): Promise<Replica>;
  inspect(
    codeOrLink: string,
    relayUrl: string | undefined,
  ): Promise<Result<InvitationOffered, Refusal>>;
  join(request: JoinRequest): Promise<Result<string, Refusal>>;
  /** Who worked here last while this browser has been running; `''` after that person has left. */
  recall(): Promise<string | undefined>;
  remember(profileId: string | undefined): Promise<void>;
}

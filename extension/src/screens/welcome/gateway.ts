import type { Refusal, Result } from '@nastavnik/core/kernel';
import type {
  AloneFounding,
  FoundedAlone,
  HandJoining,
  InvitationOffered,
  JoinedByHand,
  JoinRequest,
  Profile,
  Replica,
} from '../../replica/replica.ts';

/** Two people without a relay. */
export interface AloneGate {
  found(founding: AloneFounding): Promise<FoundedAlone>;
  join(joining: HandJoining): Promise<Result<JoinedByHand, Refusal>>;
  saveFile(name: string, content: string): void;
  copyText(text: string): Promise<boolean>;
}

/** The persons of this computer, and the ways in. Wired by the entrypoints. */
export interface Gateway {
  list(): Promise<readonly Profile[]>;
  open(profileId: string): Promise<Replica>;
  inspect(
    codeOrLink: string,
    relayUrl: string | undefined,
  ): Promise<Result<InvitationOffered, Refusal>>;
  join(request: JoinRequest): Promise<Result<string, Refusal>>;
  /** The way in with no relay. */
  readonly alone: AloneGate;
  /** Who worked here last while this browser has been running; `''` after that person has left. */
  recall(): Promise<string | undefined>;
  remember(profileId: string | undefined): Promise<void>;
}

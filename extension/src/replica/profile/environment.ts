import type { Clock, RandomSource } from '@nastavnik/core/kernel';
import type { ProfileChannel } from '../../messaging/profile-channel.ts';

/** What a replica takes from the platform; tests hand in their own. */
export interface Environment {
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly openChannel: (profileId: string) => ProfileChannel;
  readonly openSocket: (url: string) => WebSocket;
  /** Runs while the named lock is held by this context alone; waits for it until aborted. */
  readonly holdLock: (
    name: string,
    signal: AbortSignal,
    run: (lost: AbortSignal) => Promise<void>,
  ) => Promise<void>;
}

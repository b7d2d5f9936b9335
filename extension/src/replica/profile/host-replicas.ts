import { openReplica } from '../open-replica.ts';
import type { Replica } from '../replica.ts';
import type { Environment } from './environment.ts';
import { finishJoinings } from './joining/finish-joining.ts';
import { listProfiles } from './profiles.ts';

/** Keeps every person of this computer in step with their relay while no page is open. */
export interface ReplicaHost {
  /** Opens the replicas of persons who have come since. */
  refresh(): Promise<void>;
}

/** Opens a replica for each person who has a relay; each waits for its turn to lead. */
export function hostReplicas(environment: Environment): ReplicaHost {
  const open = new Map<string, Promise<Replica>>();
  return {
    refresh: async () => {
      await finishJoinings(environment);
      const profiles = await listProfiles();
      const ids = new Set(profiles.map(({ profileId }) => profileId));
      for (const profileId of open.keys()) if (!ids.has(profileId)) open.delete(profileId);
      for (const { profileId, relayUrl } of profiles) {
        if (relayUrl === undefined || open.has(profileId)) continue;
        const opening = openReplica(profileId, environment);
        open.set(profileId, opening);
        opening.catch(() => open.delete(profileId));
      }
      await Promise.allSettled(open.values());
    },
  };
}

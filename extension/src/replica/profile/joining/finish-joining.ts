import { openDeviceKey } from '@nastavnik/core/access';
import { fail, ok, type Refusal, type Result } from '@nastavnik/core/kernel';
import { dialRelay } from '../../network/dial-relay.ts';
import { originOf, signInBy } from '../../network/sign-in.ts';
import { openPersonDatabase, type PersonDatabase } from '../../storage/person-database.ts';
import type { Environment } from '../environment.ts';
import { profileIds, wipeProfile } from '../profiles.ts';

/** One context at a time joins or finishes joining under an id. */
export const joiningLock = (profileId: string): string => `nastavnik-joining-${profileId}`;

/** For so long a relay that does not know the key may yet be writing its acceptance. */
const underwayMs = 60_000;

/**
 * Finishes joinings that broke off after the acceptance was sent: where the relay knows the key by
 * now, the person is in and nothing was lost; where it says that it does not, the code is still
 * good and the empty database goes. Those whose relay does not answer stay for the next time.
 */
export async function finishJoinings(environment: Environment): Promise<void> {
  for (const profileId of await profileIds()) {
    await environment.holdLock(joiningLock(profileId), new AbortController().signal, async () => {
      await finishJoining(environment, profileId);
    });
  }
}

/** The same for one database, under its lock. The refusal is the relay's, or that it is away. */
export async function finishJoining(
  environment: Environment,
  profileId: string,
): Promise<Result<void, Refusal>> {
  const db = await openPersonDatabase(profileId, { onClosed: () => undefined });
  const begunAtMs = (await db.get('profile', 'joining'))?.createdAtMs ?? 0;
  const outcome = await signInOnce(environment, db).finally(() => db.close());
  const isOld = environment.clock.nowMs() - begunAtMs > underwayMs;
  if (isOld && !outcome.ok && outcome.error.code === 'device-unknown') await wipeProfile(profileId);
  return outcome;
}

async function signInOnce(
  { openSocket, clock, random }: Environment,
  db: PersonDatabase,
): Promise<Result<void, Refusal>> {
  const [profile, joining, stored] = await Promise.all([
    db.get('profile', 'profile'),
    db.get('profile', 'joining'),
    db.get('keys', 'device'),
  ]);
  if (profile !== undefined) return ok(undefined);
  if (joining?.relayUrl === undefined || stored === undefined) return fail({ code: 'key-lost' });
  const talk = dialRelay(openSocket(joining.relayUrl));
  try {
    const challenge = await talk.expect('challenge');
    if (!challenge.ok) return challenge;
    if (challenge.value.relayId !== joining.relayKid) return fail({ code: 'relay-changed' });
    const { signer } = openDeviceKey(stored);
    const origin = originOf(joining.relayUrl);
    const answering = { signer, challenge: challenge.value, origin, clock, random };
    const welcome = await signInBy(talk, answering);
    if (!welcome.ok) return welcome;
    await keepProfile(db);
    return ok(undefined);
  } finally {
    talk.close();
  }
}

/** The joining has become a profile. */
export async function keepProfile(db: PersonDatabase): Promise<void> {
  const tx = db.transaction('profile', 'readwrite', { durability: 'strict' });
  const joining = await tx.store.get('joining');
  if (joining !== undefined) {
    await Promise.all([tx.store.put(joining, 'profile'), tx.store.delete('joining')]);
  }
  await tx.done;
}

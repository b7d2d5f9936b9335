import { deleteDB } from 'idb';
import type { Profile } from '../replica.ts';
import { databasePrefix, openPersonDatabase } from '../storage/person-database.ts';

/** Ids of the persons who have a database on this computer; cheap enough for every pulse. */
export async function profileIds(): Promise<readonly string[]> {
  const databases = await indexedDB.databases();
  return databases
    .map(({ name }) => name ?? '')
    .filter((name) => name.startsWith(databasePrefix))
    .map((name) => name.slice(databasePrefix.length));
}

/** The persons on this computer. A label lives in that person's own database and nowhere else. */
export async function listProfiles(): Promise<readonly Profile[]> {
  const profiles = await Promise.all((await profileIds()).map(readProfile));
  return profiles
    .filter((profile) => profile !== undefined)
    .toSorted((a, b) => a.label.localeCompare(b.label));
}

/** Undefined for a database whose joining was not finished. */
async function readProfile(profileId: string): Promise<Profile | undefined> {
  const db = await openPersonDatabase(profileId, { onClosed: () => undefined });
  try {
    const [profile, device, pin] = await Promise.all([
      db.get('profile', 'profile'),
      db.get('keys', 'device'),
      db.get('vaultKeys', 'pin'),
    ]);
    if (profile === undefined || device === undefined) return undefined;
    const { label, personId, relayUrl } = profile;
    const { kid } = device;
    return {
      profileId,
      label,
      personId,
      kid,
      hasPin: pin !== undefined,
      ...(relayUrl !== undefined && { relayUrl }),
    };
  } finally {
    db.close();
  }
}

/**
 * Destroys everything this computer holds of a person: documents, keys and vault. What the relay
 * has not got is lost; whoever asks must have said so. Open contexts let go by themselves.
 */
export async function wipeProfile(profileId: string): Promise<void> {
  await deleteDB(databasePrefix + profileId);
}

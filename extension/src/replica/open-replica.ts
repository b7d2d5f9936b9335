import { openDeviceKey } from '@nastavnik/core/access';
import { AppError } from '@nastavnik/core/kernel';
import { openVault } from '../vault/vault.ts';
import { LocalReplica } from './local-replica.ts';
import type { Environment } from './profile/environment.ts';
import type { Replica } from './replica.ts';
import { openPersonDatabase } from './storage/person-database.ts';

/** Opens one person's copy on this device. Automerge must have been initialised. */
export async function openReplica(profileId: string, environment: Environment): Promise<Replica> {
  let replica: LocalReplica | undefined;
  const db = await openPersonDatabase(profileId, {
    onClosed: (reason) => void replica?.letGo(reason),
  });
  const [profile, stored, pin] = await Promise.all([
    db.get('profile', 'profile'),
    db.get('keys', 'device'),
    db.get('vaultKeys', 'pin'),
  ]);
  if (profile === undefined || stored === undefined) {
    db.close();
    throw new AppError('key-lost');
  }
  const channel = environment.openChannel(profileId);
  const device = openDeviceKey(stored);
  const hasPin = pin !== undefined;
  const vault = await openVault(db, device, environment.random);
  const parts = { profileId, db, profile, device, channel, hasPin, vault };
  replica = new LocalReplica(parts, environment);
  await replica.start();
  return replica;
}

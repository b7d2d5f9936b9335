import {
  appendEntries,
  createDeviceKey,
  createInvitation,
  deviceRecordOf,
  publicKeyOf,
} from '@nastavnik/core/access';
import type { Role } from '@nastavnik/core/domain';
import { AppError, createId, type KeyId, type LogId, type PersonId } from '@nastavnik/core/kernel';
import { openPersonDatabase } from '../../storage/person-database.ts';
import type { Environment } from '../environment.ts';
import { OwnLog } from './own-log.ts';

export interface AloneFounding {
  /** How the two call what they do together. */
  readonly name: string;
  readonly timeZone: string;
  readonly label: string;
  readonly deviceLabel: string;
  /** What the founder is in the pair; the other is the other. */
  readonly part: 'mentor' | 'mentee';
}

export interface FoundedAlone {
  readonly profileId: string;
  readonly logId: LogId;
  /** The person who is to join, as a member already. */
  readonly otherId: PersonId;
  /** To be written down: it stands for the founder when the founder's device is lost. */
  readonly recoveryCode: string;
}

/**
 * Two people and no relay: this device founds the log, places its entries and keeps it. The
 * founder is the operator and the curator of the two, and a part of the pair.
 */
export async function foundAlone(
  environment: Environment,
  { name, timeZone, label, deviceLabel, part }: AloneFounding,
): Promise<FoundedAlone> {
  const { random, clock } = environment;
  const device = await createDeviceKey();
  const recovery = await createInvitation({ random });
  const kid = recovery.invitationId as string as KeyId;
  const personId = createId<PersonId>(random);
  const otherId = createId<PersonId>(random);
  const log = new OwnLog(device, environment);
  await log.write('found', {
    level: 'organisation',
    name,
    operatorPersonId: personId,
    operator: deviceRecordOf(device, deviceLabel),
    sequencer: publicKeyOf(device.signer),
    recovery: { kid, alg: 'Ed25519', publicKey: recovery.publicKey },
    timeZone,
  });
  const roles: Role[] = ['municipalOperator', 'orgHead', 'curator', part];
  await log.write('set-role', { personId, roles });
  const other = part === 'mentor' ? 'mentee' : 'mentor';
  await log.write('add-member', { personId: otherId, roles: [other] });
  const { state } = await appendEntries(undefined, log.entries);
  if (state === undefined) throw new AppError('entry-invalid');
  const profileId = createId(random);
  const db = await openPersonDatabase(profileId, { onClosed: () => undefined });
  const { logId } = log;
  const tx = db.transaction(['keys', 'profile', 'logs', 'entries'], 'readwrite', {
    durability: 'strict',
  });
  await Promise.all([
    tx.objectStore('keys').put(device.stored(), 'device'),
    tx.objectStore('profile').put({ label, personId, createdAtMs: clock.nowMs() }, 'profile'),
    tx.objectStore('logs').put({ logId, state }),
    ...log.entries.map((entry) =>
      tx.objectStore('entries').put(entry, [logId, entry.envelope.seq]),
    ),
    tx.done,
  ]);
  db.close();
  return { profileId, logId, otherId, recoveryCode: recovery.code };
}

import { openDeviceKey, type DeviceKey } from '@nastavnik/core/access';
import { AppError } from '@nastavnik/core/kernel';
import { MembershipBook } from '../../membership/membership-book.ts';
import { openPersonDatabase, type PersonDatabase } from '../../storage/person-database.ts';
import type { Environment } from '../environment.ts';

/** What is at hand of a person on this computer while no window need be open. */
interface PersonAtHand {
  readonly db: PersonDatabase;
  readonly device: DeviceKey;
  readonly book: MembershipBook;
}

/** Works on a person's database and logs; windows that are open hear of it. */
export async function withPerson<T>(
  environment: Environment,
  profileId: string,
  work: (person: PersonAtHand) => Promise<T>,
): Promise<T> {
  const db = await openPersonDatabase(profileId, { onClosed: () => undefined });
  const channel = environment.openChannel(profileId);
  try {
    const stored = await db.get('keys', 'device');
    if (stored === undefined) throw new AppError('key-lost');
    const book = new MembershipBook(db, channel);
    await Promise.all([book.reload(), book.reloadSubmissions()]);
    return await work({ db, device: openDeviceKey(stored), book });
  } finally {
    channel.close();
    db.close();
  }
}

import type { DeviceKey } from '@nastavnik/core/access';
import { createId, type DocumentId } from '@nastavnik/core/kernel';
import type { ProfileChannel } from '../../../messaging/profile-channel.ts';
import type { MembershipBook } from '../../membership/membership-book.ts';
import type { Environment } from '../../profile/environment.ts';
import { ChunkReader } from '../../storage/damage/chunk-reader.ts';
import { IdbStorageAdapter } from '../../storage/idb-storage-adapter.ts';
import { Journal } from '../../storage/journal.ts';
import type { PersonDatabase, ProfileRow } from '../../storage/person-database.ts';
import type { DocumentContext } from './document-context.ts';
import { createDocumentRepo } from './document-repo.ts';
import { DamageList } from '../lists/damage-list.ts';
import { Outbox } from '../lists/outbox.ts';
import { Summaries } from '../lists/summaries.ts';

interface ContextParts {
  readonly db: PersonDatabase;
  readonly channel: ProfileChannel;
  readonly device: DeviceKey;
  readonly profile: Pick<ProfileRow, 'personId'>;
}

interface ContextEvents extends Pick<DocumentContext, 'onStorage'> {
  readonly book: MembershipBook;
}

/** What the documents of one window share, put together over one person's database. */
export function createContext(
  { db, channel, device, profile }: ContextParts,
  { clock, random }: Environment,
  { book, onStorage }: ContextEvents,
): DocumentContext {
  const damage = new DamageList(db, channel);
  const onDamaged = (documentId: DocumentId): void => damage.found(documentId);
  const reader = new ChunkReader(db, { clock, onDamaged });
  const journal = new Journal(db, clock, reader);
  const { nextOrder } = journal;
  const storage = new IdbStorageAdapter(db, nextOrder, reader);
  return {
    repo: createDocumentRepo({
      storage,
      peerName: `context-${createId(random)}`,
      isAnnounced: (documentId) => book.isAnnounced(documentId),
    }),
    journal,
    sources: { db, clock, random, nextOrder },
    channel,
    outbox: new Outbox(db, channel),
    damage,
    summaries: new Summaries(db),
    commandContext: { personId: profile.personId, clock, random },
    kid: device.signer.kid,
    kindOf: (documentId) => book.records.peek().get(documentId)?.kind,
    onStorage,
  };
}

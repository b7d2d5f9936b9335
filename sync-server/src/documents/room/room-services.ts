import type { DocumentRecord } from '@nastavnik/core/access';
import type { Clock, DocumentId, KeyId, LogId, PersonId } from '@nastavnik/core/kernel';
import type { Logger } from '../../relay/logger.ts';
import type { Store } from '../../store/store.ts';
import type { AuthorStanding } from '@nastavnik/core/judging';
import type { PeerMode } from './syncing/conversation.ts';
import type { ProcessPool } from '../process-pool.ts';

/** What rooms share: where documents live, where they are kept, and who may do what. */
export interface RoomServices {
  readonly pool: ProcessPool;
  readonly store: Store;
  readonly clock: Clock;
  readonly logger: Logger;
  /** How long a document nobody has open stays in memory. */
  readonly idleMs: number;
  readonly newQuarantineId: () => string;
  readonly onQuarantined: (logId: LogId) => void;
  readonly record: (documentId: DocumentId) => DocumentRecord | undefined;
  readonly standing: (kid: KeyId) => AuthorStanding;
  readonly personOf: (kid: KeyId) => PersonId | undefined;
  /** What a device may do with a document now; undefined when it may not even read it. */
  readonly modeOf: (kid: KeyId, record: DocumentRecord) => PeerMode | undefined;
  readonly onCommitted: () => void;
  readonly onRejected: () => void;
}

import type { RandomSource, Clock, DocumentId, KeyId, LogId } from '@nastavnik/core/kernel';
import type { DocumentRooms } from '../documents/room/document-rooms.ts';
import type { MembershipLogs } from '../membership/logs.ts';
import type { AttemptRecorder } from '../relay/audit/attempt-recorder.ts';
import type { Logger } from '../relay/logger.ts';
import type { RelayObserver } from '../relay/observer.ts';
import type { Store } from '../store/store.ts';
import type { DocumentRecord, Signer } from '@nastavnik/core/access';
import type { Session } from './session.ts';
import type { TicketOffice } from './ticket-office.ts';

/** What every session of one relay shares. */
export interface SessionServices {
  readonly store: Store;
  readonly logs: MembershipLogs;
  readonly rooms: DocumentRooms;
  readonly tickets: TicketOffice;
  readonly relay: Signer;
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly logger: Logger;
  readonly audit: AttemptRecorder;
  readonly observer: RelayObserver;
  /** Changes with every start, so that cursors given before a restore do not hide anything. */
  readonly catalogueEpoch: number;
  readonly ticketUrl?: (ticket: string) => string;
  /** Whether a device may open a document at all: to read it, or to hand over late work. */
  readonly mayOpen: (kid: KeyId, record: DocumentRecord) => boolean;
  /** Sessions that have a document open, for presence and claims. */
  readonly sessionsOf: (documentId: DocumentId) => Session[];
  /** What waits for a curator's decision has changed; `by` knows already. */
  readonly onQuarantine: (logId: LogId, by?: Session) => void;
}

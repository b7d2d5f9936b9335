import type { Refusal } from '@nastavnik/core/kernel';
import type { ConnectionState } from '../../messaging/profile-channel.ts';
import type { DocumentContext } from '../documents/open/document-context.ts';
import type { MembershipBook } from '../membership/membership-book.ts';
import type { SyncStatus } from '../replica.ts';

/** Beyond this the person is told that their clock differs. */
const clockToleranceMs = 120_000;

export interface SyncSources {
  readonly context: Pick<DocumentContext, 'outbox' | 'damage'>;
  readonly book: Pick<MembershipBook, 'broken' | 'rolledBack'>;
  readonly connection: ConnectionState;
  /** Failure to keep something on this device. */
  readonly storage: Refusal | undefined;
}

/** How a copy stands with its relay, read from signals: what a screen shows of it. */
export function syncStatus({ context, book, connection, storage }: SyncSources): SyncStatus {
  const { state, ...line } = connection;
  const { waiting, drafts } = context.outbox.view.value;
  const [broken] = book.broken.value.values();
  const [rolledBack] = book.rolledBack.value.values();
  const reason = broken ?? line.reason ?? rolledBack;
  return {
    ...line,
    connection: broken ? 'stopped' : state,
    ...(reason && { reason }),
    waiting,
    drafts,
    clockDiffers: Math.abs(line.clockSkewMs ?? 0) > clockToleranceMs,
    ...(storage && { storage }),
    damaged: context.damage.view.value,
  };
}

import { useTexts } from '../../../text/language.tsx';
import type { SyncStatus } from '../../../replica/replica.ts';
import { useWorkplace } from '../workplace.tsx';
import type { ConnectionView, StatusView } from './StatusStrip.tsx';

const connections: Readonly<Record<SyncStatus['connection'], ConnectionView>> = {
  none: 'none',
  offline: 'offline',
  connecting: 'connecting',
  online: 'online',
  stopped: 'offline',
};

const minuteMs = 60_000;

export function useStatus(): StatusView {
  const { replica, clock } = useWorkplace();
  const { describe } = useTexts();
  const sync = replica.sync.value;
  const isStopped = sync.connection === 'stopped' && sync.reason !== undefined;
  // Nothing is held up where nothing waits.
  const notice = sync.waiting.length > 0 ? sync.notice : undefined;
  const problem = sync.storage ?? (isStopped ? sync.reason : notice);
  return {
    connection: connections[sync.connection],
    waiting: sync.waiting.length,
    refused: sync.drafts.length,
    lastContactAtMs: sync.lastContactMs,
    clockDiffersMinutes: sync.clockDiffers
      ? Math.round(Math.abs(sync.clockSkewMs ?? 0) / minuteMs)
      : undefined,
    problem: problem === undefined ? undefined : describe(problem),
    damaged: sync.damaged.length,
    nowMs: clock.nowMs(),
  };
}

import { CircleCheck, Clock, CloudOff, RefreshCw, TriangleAlert } from 'lucide-preact';
import { useTexts } from '../../../text/language.tsx';

export type ConnectionView = 'online' | 'connecting' | 'offline' | 'none';

export interface StatusView {
  readonly connection: ConnectionView;
  /** Own changes that the relay has not yet confirmed. */
  readonly waiting: number;
  readonly refused: number;
  readonly lastContactAtMs?: number | undefined;
  /** Whole minutes between this clock and the relay's, when they matter. */
  readonly clockDiffersMinutes?: number | undefined;
  /** Why there is no connection, when waiting will not mend it. */
  readonly problem?: string | undefined;
  /** Documents of which something on this device was damaged and has not come back yet. */
  readonly damaged: number;
  readonly nowMs: number;
}

/** The calm line below every screen: nothing moves, nothing pops up, nothing lies. */
export function StatusStrip(props: { readonly status: StatusView }) {
  const { t, formats } = useTexts();
  const { status } = props;
  const offlineText = {
    online: t.status.online,
    connecting: t.status.connecting,
    offline: t.status.offline,
    none: t.status.noRelay,
  }[status.connection];
  const Icon =
    status.connection === 'online'
      ? CircleCheck
      : status.connection === 'connecting'
        ? RefreshCw
        : CloudOff;
  return (
    <footer class="strip" aria-label={t.status.strip}>
      <span class="row" role="status">
        <Icon size={16} aria-hidden="true" />
        {offlineText}
        {status.waiting === 0 && status.refused === 0 && status.connection === 'online' && (
          <span class="soft">{t.status.allSaved}</span>
        )}
      </span>
      {status.waiting > 0 && status.connection !== 'none' && (
        <a href="#/waiting">
          <Clock size={16} aria-hidden="true" />
          &nbsp;{t.status.waiting(status.waiting)}
        </a>
      )}
      {status.refused > 0 && (
        <a href="#/waiting">
          <TriangleAlert size={16} aria-hidden="true" />
          &nbsp;{t.status.refused(status.refused)}
        </a>
      )}
      {status.connection !== 'online' && status.connection !== 'none' && (
        <span class="soft">
          {status.lastContactAtMs === undefined
            ? t.status.neverContacted
            : t.status.lastContact(formats.recent(status.lastContactAtMs, status.nowMs))}
        </span>
      )}
      {status.clockDiffersMinutes !== undefined && (
        <span>{t.status.clockDiffers(status.clockDiffersMinutes)}</span>
      )}
      {status.damaged > 0 && <span>{t.status.damaged(status.damaged)}</span>}
      {status.problem !== undefined && <span>{status.problem}</span>}
    </footer>
  );
}

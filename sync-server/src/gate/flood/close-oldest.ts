import type { KeyId, Refusal } from '@nastavnik/core/kernel';
import { limits } from '@nastavnik/core/protocol';

interface DeviceSession {
  readonly kid: KeyId;
  close(refusal: Refusal, retryAfterMs?: number): void;
}

/** Makes room for one more connection of a device: a computer needs one, and leaves dead ones. */
export function closeOldest(sessions: Iterable<DeviceSession>, kid: KeyId): void {
  const own = [...sessions].filter((session) => session.kid === kid);
  const surplus = own.length - limits.maxConnectionsPerDevice + 1;
  for (const session of own.slice(0, Math.max(0, surplus))) {
    session.close({ code: 'rate-limited' }, 10_000);
  }
}

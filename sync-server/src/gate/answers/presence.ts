import { decide } from '@nastavnik/core/access';
import { limits, type SessionFrame } from '@nastavnik/core/protocol';
import type { SessionServices } from '../session-services.ts';
import type { Session } from '../session.ts';

type PresenceFrame = Extract<SessionFrame, { type: 'ephemeral' }>;

/** Passes presence on, stamped with whose connection it is; it is never stored. */
export function relayPresence(
  session: Session,
  { documentId, data, count, sessionId }: PresenceFrame,
  { logs, sessionsOf }: SessionServices,
): void {
  const { principal, personId, peerId } = session;
  const document = logs.record(documentId);
  if (data.length > limits.maxEphemeralBytes || principal === undefined) return;
  if (!document || !decide({ principal, document, operation: 'ephemeral' }).allow) {
    return session.closed(documentId, 'ephemeral');
  }
  // What is not shown in time is worth nothing later: beyond the rate it is let fall.
  if (!session.presence.take(1)) return;
  for (const other of sessionsOf(documentId)) {
    // A revoked device that hands over late work has the document open and is shown nothing.
    if (other === session || other.principal === undefined) continue;
    const stamp = { senderId: peerId, targetId: other.peerId, personId };
    other.send({ type: 'ephemeral', ...stamp, count, sessionId, documentId, data });
  }
}

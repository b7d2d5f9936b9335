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
    return session.unavailable(documentId);
  }
  for (const other of sessionsOf(documentId)) {
    if (other === session) continue;
    const stamp = { senderId: peerId, targetId: other.peerId, personId };
    other.send({ type: 'ephemeral', ...stamp, count, sessionId, documentId, data });
  }
}

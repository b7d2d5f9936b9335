import type { EntryBodies, SequencedEntry } from '@nastavnik/core/access';
import type { AuditEvent } from '../relay/audit/audit-event.ts';

/** What the audit trail says of an entry: who placed it where, and whom or what it is about. */
export function entryEvent({ envelope, inner, body }: SequencedEntry, atMs: number): AuditEvent {
  const { kid, type } = inner;
  const about = { atMs, kid };
  const objects = [envelope.logId, `${envelope.seq}`];
  if (type === 'revoke-device') {
    const { kid: revoked } = body as EntryBodies['revoke-device'];
    return { event: 'device-revoked', ...about, objects: [...objects, revoked] };
  }
  if (type === 'add-device') {
    const { invitation, personId } = body as EntryBodies['add-device'];
    if (invitation) {
      const used = [...objects, invitation.invitationId];
      return { event: 'invitation-used', ...about, personId, objects: used };
    }
  }
  return { event: 'entry-added', ...about, objects: [...objects, type] };
}

import type { DocumentId, LogId, PersonId } from '../../../kernel/index.ts';
import type { DocumentRecord } from '../../rights/document-record.ts';
import type { EntryBodies } from '../entry.ts';
import type { JudgedEntry } from '../judge-entry.ts';
import type { MembershipDraft } from '../membership-state.ts';

function refreshGrants(draft: MembershipDraft, documentId: DocumentId): void {
  const document = draft.documents.get(documentId);
  if (document === undefined) return;
  const grantedTo = new Set<PersonId>();
  for (const grant of draft.grants.values()) {
    if (grant.documentId === documentId && grant.revokedAtSeq === undefined) {
      grantedTo.add(grant.personId);
    }
  }
  const record = { ...document.record, grantedTo: [...grantedTo] };
  draft.documents.set(documentId, { ...document, record });
}

function addDevice(draft: MembershipDraft, body: EntryBodies['add-device'], seq: number): void {
  const { personId, device, invitation } = body;
  const issued = invitation && draft.invitations.get(invitation.invitationId);
  if (issued !== undefined) {
    draft.invitations.set(issued.invitationId, { ...issued, usedAtSeq: seq });
  }
  if (issued?.purpose === 'recovery') {
    for (const [kid, older] of draft.devices) {
      if (older.personId === personId && older.revokedAtSeq === undefined) {
        draft.devices.set(kid, { ...older, revokedAtSeq: seq });
      }
    }
  }
  draft.devices.set(device.kid, { ...device, personId, addedAtSeq: seq });
}

function announce(
  draft: MembershipDraft,
  { documentId, kind, audience, subjects }: EntryBodies['create-document'],
  createdBy: PersonId,
  seq: number,
): void {
  const districtLogId = draft.level === 'district' ? draft.logId : draft.districtLogId;
  const record: DocumentRecord = {
    documentId,
    kind,
    logId: draft.logId,
    ...(districtLogId === undefined ? {} : { districtLogId }),
    audience,
    subjects,
  };
  draft.documents.set(documentId, { record, createdBy, createdAtSeq: seq });
}

/** From now on the district's people stand to the organisation's documents as to any other's. */
function joinDistrict(draft: MembershipDraft, districtLogId: LogId): void {
  draft.districtLogId = districtLogId;
  for (const [documentId, document] of draft.documents) {
    const record = { ...document.record, districtLogId };
    draft.documents.set(documentId, { ...document, record });
  }
}

/** Adds to the draft what a judged entry says; `found` has its own place in `found-state.ts`. */
export function applyBody(draft: MembershipDraft, judged: JudgedEntry, seq: number): void {
  const { inner, author } = judged;
  const { type, body } = judged.typed;
  switch (type) {
    case 'add-member':
      draft.members.set(body.personId, { ...body, joinedAtSeq: seq });
      return;
    case 'set-role': {
      const member = draft.members.get(body.personId);
      draft.members.set(body.personId, { ...body, joinedAtSeq: member?.joinedAtSeq ?? seq });
      return;
    }
    case 'add-device':
      addDevice(draft, body, seq);
      return;
    case 'revoke-device': {
      const device = draft.devices.get(body.kid);
      if (device) draft.devices.set(body.kid, { ...device, revokedAtSeq: seq });
      return;
    }
    case 'invite':
      draft.invitations.set(body.invitationId, {
        ...body,
        invitedBy: author.personId,
        invitedWith: author.key.kid,
      });
      return;
    case 'grant':
      draft.grants.set(body.grantId, { ...body, grantedBy: author.personId, atMs: inner.atMs });
      refreshGrants(draft, body.documentId);
      return;
    case 'revoke-grant': {
      const grant = draft.grants.get(body.grantId);
      if (grant === undefined) return;
      draft.grants.set(body.grantId, { ...grant, revokedAtSeq: seq });
      refreshGrants(draft, grant.documentId);
      return;
    }
    case 'create-document':
      announce(draft, body, author.personId, seq);
      return;
    case 'drop-document': {
      const document = draft.documents.get(body.documentId);
      if (document === undefined) return;
      const { successor } = body;
      const onward = successor === undefined ? {} : { successor };
      draft.documents.set(body.documentId, { ...document, droppedAtSeq: seq, ...onward });
      return;
    }
    case 'policy':
      draft.policies.set(body.key, body.value);
      return;
    case 'handover':
      draft.sequencer = body.sequencer;
      if (body.districtLogId !== undefined) joinDistrict(draft, body.districtLogId);
      return;
    case 'found':
      return;
  }
}

import { base64url, keyIdOf, type PersonId, type Refusal } from '../../../kernel/index.ts';
import type { EntryBodies, TypedBody } from '../entry.ts';
import type { MembershipState } from '../membership-state.ts';

const invalid: Refusal = { code: 'entry-invalid' };
const missing: Refusal = { code: 'not-found' };

const isActive = (state: MembershipState, personId: PersonId): boolean =>
  (state.members.get(personId)?.roles.length ?? 0) > 0;

function checkDevice(state: MembershipState, body: EntryBodies['add-device']): Refusal | undefined {
  if (!isActive(state, body.personId)) return missing;
  const { kid } = body.device;
  const known = state.devices.get(kid);
  if (known?.revokedAtSeq !== undefined) return { code: 'device-revoked' };
  const taken = known !== undefined || kid === state.sequencer.kid || kid === state.recovery.kid;
  return taken ? invalid : undefined;
}

function checkInvitation(state: MembershipState, body: EntryBodies['invite']): Refusal | undefined {
  if (!isActive(state, body.personId)) return missing;
  if (state.invitations.has(body.invitationId)) return invalid;
  const key = base64url.decode(body.publicKey);
  return keyIdOf('Ed25519', key) === (body.invitationId as string) ? undefined : invalid;
}

function checkDocument(
  state: MembershipState,
  body: EntryBodies['create-document'],
): Refusal | undefined {
  if (state.documents.has(body.documentId)) return invalid;
  const persons = new Set(body.audience.map(({ personId }) => personId));
  if (persons.size !== body.audience.length) return invalid;
  return [...persons].every((personId) => isActive(state, personId)) ? undefined : missing;
}

function checkGrant(state: MembershipState, body: EntryBodies['grant']): Refusal | undefined {
  if (state.grants.has(body.grantId)) return invalid;
  const document = state.documents.get(body.documentId);
  const isOpen = document !== undefined && document.droppedAtSeq === undefined;
  return isOpen && isActive(state, body.personId) ? undefined : missing;
}

/** Refuses an entry that speaks of what is not there, or makes again what is. */
export function checkReferences(
  state: MembershipState,
  { type, body }: TypedBody,
): Refusal | undefined {
  switch (type) {
    case 'add-member':
      return state.members.has(body.personId) ? invalid : undefined;
    case 'set-role':
      return state.members.has(body.personId) ? undefined : missing;
    case 'add-device':
      return checkDevice(state, body);
    case 'revoke-device': {
      const device = state.devices.get(body.kid);
      return device !== undefined && device.revokedAtSeq === undefined ? undefined : missing;
    }
    case 'invite':
      return checkInvitation(state, body);
    case 'grant':
      return checkGrant(state, body);
    case 'revoke-grant': {
      const grant = state.grants.get(body.grantId);
      return grant !== undefined && grant.revokedAtSeq === undefined ? undefined : missing;
    }
    case 'create-document':
      return checkDocument(state, body);
    case 'drop-document': {
      const document = state.documents.get(body.documentId);
      return document !== undefined && document.droppedAtSeq === undefined ? undefined : missing;
    }
    case 'found':
    case 'handover': {
      // An organisation is in one district for good.
      const { districtLogId } = body;
      const isAlone = state.level === 'organisation' && state.districtLogId === undefined;
      const isSame = state.districtLogId === districtLogId;
      return districtLogId === undefined || isAlone || isSame ? undefined : invalid;
    }
    case 'policy':
      return undefined;
  }
}

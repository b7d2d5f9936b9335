import { districtRoles, type Role } from '../../../domain/person/role.ts';
import type { PersonId, Refusal } from '../../../kernel/index.ts';
import type { EntryBodies, TypedBody } from '../entry.ts';
import type { IssuedInvitation, MembershipState } from '../membership-state.ts';
import type { Author } from './author.ts';
import { mayAnnounceDocument, mayDropDocument, mayGrant } from './document-authority.ts';

const isDistrictRole = (role: Role): boolean => (districtRoles as readonly Role[]).includes(role);

/** Roles a person may give, take, or decide about in others, by the most that the person is. */
function isWithinReach(author: Author, role: Role): boolean {
  if (author.roles.includes('municipalOperator')) return true;
  if (isDistrictRole(role)) return false;
  if (author.roles.includes('orgHead')) return true;
  return author.roles.includes('curator') && role !== 'orgHead' && role !== 'curator';
}

/** Only the roles that change are judged, so a curator may make the head somebody's mentor. */
function mayChangeRoles(author: Author, before: readonly Role[], after: readonly Role[]): boolean {
  const isStaff = (['municipalOperator', 'orgHead', 'curator'] as const).some((role) =>
    author.roles.includes(role),
  );
  const changed = [
    ...before.filter((role) => !after.includes(role)),
    ...after.filter((role) => !before.includes(role)),
  ];
  return isStaff && changed.every((role) => isWithinReach(author, role));
}

/** Power over a person's devices needs reach over everything that person is. */
function mayManage(state: MembershipState, author: Author, personId: PersonId): boolean {
  return mayChangeRoles(author, state.members.get(personId)?.roles ?? [], []);
}

function mayInvite(state: MembershipState, author: Author, body: EntryBodies['invite']): boolean {
  if (body.personId === author.personId && body.purpose === 'device') return true;
  return mayManage(state, author, body.personId);
}

/**
 * Whether an invitation still opens the door: the key that issued it was not revoked, and whoever
 * issued it might do so today.
 */
export function isInvitationGood(state: MembershipState, issued: IssuedInvitation): boolean {
  const { invitedBy: personId, invitedWith } = issued;
  if (invitedWith === state.recovery.kid) return true;
  const device = state.devices.get(invitedWith);
  if (device === undefined || device.revokedAtSeq !== undefined) return false;
  const roles = state.members.get(personId)?.roles ?? [];
  return (
    roles.length > 0 && mayInvite(state, { personId, roles, key: device, isJoining: false }, issued)
  );
}

function isAllowed(state: MembershipState, author: Author, { type, body }: TypedBody): boolean {
  const isOperator = author.roles.includes('municipalOperator');
  switch (type) {
    case 'add-member':
      return mayChangeRoles(author, [], body.roles);
    case 'set-role':
      return mayChangeRoles(author, state.members.get(body.personId)?.roles ?? [], body.roles);
    case 'add-device':
      return body.personId === author.personId;
    case 'revoke-device': {
      const owner = state.devices.get(body.kid)?.personId;
      if (owner === undefined) return false;
      return owner === author.personId || mayManage(state, author, owner);
    }
    case 'invite':
      return mayInvite(state, author, body);
    case 'grant':
      return mayGrant(state, author, body.documentId);
    case 'revoke-grant': {
      const grant = state.grants.get(body.grantId);
      if (grant === undefined) return false;
      return grant.grantedBy === author.personId || mayGrant(state, author, grant.documentId);
    }
    case 'create-document':
      return mayAnnounceDocument(state, author, body);
    case 'drop-document':
      return mayDropDocument(state, author, body.documentId);
    case 'policy':
      return isOperator || author.roles.includes('orgHead');
    case 'handover':
      return isOperator;
    case 'found':
      return false;
  }
}

/** Refuses with `entry-forbidden` what the author has no right to say. */
export function mayAuthor(
  state: MembershipState,
  author: Author,
  typed: TypedBody,
): Refusal | undefined {
  const forbidden: Refusal = { code: 'entry-forbidden' };
  if (author.isJoining) return typed.type === 'add-device' ? undefined : forbidden;
  if (author.roles.length === 0) {
    const isOwnFarewell = typed.type === 'drop-document' || typed.type === 'revoke-device';
    if (!isOwnFarewell) return forbidden;
  }
  return isAllowed(state, author, typed) ? undefined : forbidden;
}

import { districtRoles, type Role } from '../../domain/person/role.ts';
import type { LogId, PersonId } from '../../kernel/index.ts';
import type { DocumentRecord, Part } from './document-record.ts';

/** What one log says of a person. */
export interface Membership {
  readonly logId: LogId;
  /** The district of that log, where it has one; a district's log names itself. */
  readonly districtLogId?: LogId;
  readonly roles: readonly Role[];
}

/** Who is asking: a person through a proved device, with the roles every log gives that person. */
export interface Principal {
  readonly personId: PersonId;
  readonly memberships: readonly Membership[];
}

/**
 * How a person stands to one document: by role in the document's own log, by role in the
 * district's log, by part in the document's audience, by a grant, or merely as a fellow member.
 */
export type Relation =
  | Exclude<Role, 'mentor' | 'mentee'>
  | Part
  | 'granted'
  | 'member'
  | 'districtMember';

/** They belong to a log without belonging to the staff whose rooms it opens. */
const outsiders: readonly Role[] = ['systemAdmin', 'tutor', 'regionalInstitute', 'observer'];

/**
 * Everything `decide` knows about the principal and one document. Rights are the union. Parts and
 * grants count for members of the document's own log only: who has left keeps neither.
 */
export function relationsOf(principal: Principal, document: DocumentRecord): ReadonlySet<Relation> {
  const relations = new Set<Relation>();
  for (const membership of principal.memberships) {
    if (membership.roles.length === 0) continue;
    addDistrictRelations(relations, membership, document);
    if (membership.logId === document.logId) {
      addOwnRelations(relations, membership.roles, principal.personId, document);
    }
  }
  return relations;
}

function addDistrictRelations(
  relations: Set<Relation>,
  { logId, districtLogId, roles }: Membership,
  document: DocumentRecord,
): void {
  const district = document.districtLogId;
  if (district === undefined || (logId !== district && districtLogId !== district)) return;
  if (roles.some((role) => role !== 'tutor')) relations.add('districtMember');
  if (logId !== district) return;
  for (const role of districtRoles) if (roles.includes(role)) relations.add(role);
}

function addOwnRelations(
  relations: Set<Relation>,
  roles: readonly Role[],
  personId: PersonId,
  document: DocumentRecord,
): void {
  for (const role of roles) {
    if (!outsiders.includes(role)) relations.add('member');
    // Being a mentor somewhere opens no document: as a relation it is the part in this one.
    if (role !== 'mentor' && role !== 'mentee') relations.add(role);
  }
  for (const entry of document.audience) {
    if (entry.personId === personId) relations.add(entry.part);
  }
  if (document.grantedTo?.includes(personId)) relations.add('granted');
}

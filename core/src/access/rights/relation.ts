import { districtRoles, type Role } from '../../domain/person/role.ts';
import type { LogId, PersonId } from '../../kernel/index.ts';
import { parts, type DocumentRecord, type Part } from './document-record.ts';

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

/**
 * Everything `decide` knows about the principal and one document. Rights are the union. Parts and
 * grants count for members of the document's own log only: who has left keeps neither.
 */
export function relationsOf(principal: Principal, document: DocumentRecord): ReadonlySet<Relation> {
  const relations = new Set<Relation>();
  for (const membership of principal.memberships) {
    if (membership.roles.length > 0) addRelations(relations, membership, document);
  }
  if (!relations.has('member')) return relations;
  for (const { personId, part } of document.audience) {
    if (personId === principal.personId) relations.add(part);
  }
  if (document.grantedTo?.includes(principal.personId)) relations.add('granted');
  return relations;
}

/** Being a mentor somewhere opens no document: `mentor` as a relation is the part in this one. */
const isPartName = (role: Role): boolean => (parts as readonly string[]).includes(role);

function addRelations(
  relations: Set<Relation>,
  { logId, districtLogId, roles }: Membership,
  document: DocumentRecord,
): void {
  const district = document.districtLogId;
  if (district !== undefined && (logId === district || districtLogId === district)) {
    relations.add('districtMember');
  }
  if (logId === document.logId) {
    relations.add('member');
    for (const role of roles) if (!isPartName(role)) relations.add(role as Relation);
  } else if (logId === district) {
    for (const role of roles) {
      if ((districtRoles as readonly Role[]).includes(role)) relations.add(role);
    }
  }
}

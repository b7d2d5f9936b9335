import { districtRoles, type Role } from '../../domain/person/role.ts';
import type { LogId, PersonId } from '../../kernel/index.ts';
import type { DocumentRecord, Part } from './document-record.ts';

/** Who is asking: a person through a proved device, with the roles every log gives that person. */
export interface Principal {
  readonly personId: PersonId;
  readonly memberships: readonly { readonly logId: LogId; readonly roles: readonly Role[] }[];
}

/**
 * How a person stands to one document: by role in the document's own log, by role in the
 * district's log, by part in the document's audience, by a grant, or merely as a fellow member.
 */
export type Relation = Role | Part | 'granted' | 'member' | 'districtMember';

/** Everything `decide` knows about the principal and one document. Rights are the union. */
export function relationsOf(principal: Principal, document: DocumentRecord): ReadonlySet<Relation> {
  const relations = new Set<Relation>();
  for (const { personId, part } of document.audience) {
    if (personId === principal.personId) relations.add(part);
  }
  if (document.grantedTo?.includes(principal.personId)) relations.add('granted');
  for (const { logId, roles } of principal.memberships) {
    if (roles.length === 0) continue;
    relations.add('districtMember');
    if (logId === document.logId) {
      relations.add('member');
      for (const role of roles) relations.add(role);
    } else if (logId === document.districtLogId) {
      for (const role of roles) {
        if ((districtRoles as readonly Role[]).includes(role)) relations.add(role);
      }
    }
  }
  return relations;
}

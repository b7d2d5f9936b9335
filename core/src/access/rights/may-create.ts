import type { MembershipState } from '../membership/membership-state.ts';
import type { DocumentKindName } from './document-record.ts';
import type { Principal } from './relation.ts';
import { rightsTable } from './rights-table.ts';

/**
 * Whether a person may announce a document of this kind in this log at all, for screens that offer
 * it. The audience is judged when the entry is: one's own for `self` and `author`, the pair's for
 * partners.
 */
export function mayCreate(
  principal: Principal,
  kind: DocumentKindName,
  state: MembershipState,
): boolean {
  const roles = state.members.get(principal.personId)?.roles ?? [];
  if (roles.length === 0 || state.readOnly) return false;
  const isOfDistrict = kind === 'roadmap' && state.level === 'district';
  const { create } = rightsTable[isOfDistrict ? 'districtRoadmap' : kind];
  if (create.includes('self') || create.includes('author')) return true;
  if (roles.includes('municipalOperator')) return true;
  return roles.some((role) => (create as readonly string[]).includes(role));
}

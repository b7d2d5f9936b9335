import type { Role } from '../../../domain/person/role.ts';
import type { DocumentId } from '../../../kernel/index.ts';
import { decide } from '../../rights/decide.ts';
import type { Principal } from '../../rights/relation.ts';
import type { SequencedEntry } from '../entry.ts';
import type { MembershipState } from '../membership-state.ts';

/** Of the district these two answer for organisations; they meet persons as pseudonyms only. */
const overseers: readonly Role[] = ['municipalAuthority', 'municipalOperator'];

function documentOf(
  state: MembershipState,
  { inner, body }: SequencedEntry,
): DocumentId | undefined {
  const fields = (body ?? {}) as { readonly documentId?: DocumentId; readonly grantId?: string };
  if (inner.type === 'create-document' || inner.type === 'drop-document') return fields.documentId;
  if (inner.type !== 'grant' && inner.type !== 'revoke-grant') return undefined;
  for (const grant of state.grants.values()) {
    if (grant.grantId === fields.grantId) return grant.documentId;
  }
  return undefined;
}

/** True where an entry changes this person's own roles: told to them also once none are left. */
export function changesOwnRoles(
  principal: Principal,
  { inner, body, envelope }: SequencedEntry,
): boolean {
  const { personId } = (body ?? {}) as { readonly personId?: unknown };
  const isMember = principal.memberships.some(({ logId }) => logId === envelope.logId);
  return isMember && inner.type === 'set-role' && personId === principal.personId;
}

/**
 * Whether the relay serves the body of an entry to this person, judged by the log as it stands.
 * People, devices and invitations (public keys only) are for all members and for the district's two
 * overseers: without them nobody could
 * check an author. What speaks of a document is for those who may read it.
 */
export function mayReadBody(
  principal: Principal,
  state: MembershipState,
  entry: SequencedEntry,
): boolean {
  const isReader = principal.memberships.some(({ logId, roles }) => {
    if (logId === state.logId) return roles.length > 0;
    return logId === state.districtLogId && roles.some((role) => overseers.includes(role));
  });
  if (!isReader) {
    const { type } = entry.inner;
    return type === 'found' || type === 'handover' || changesOwnRoles(principal, entry);
  }
  const documentId = documentOf(state, entry);
  if (documentId === undefined) return true;
  const document = state.documents.get(documentId)?.record;
  if (document === undefined) return false;
  return decide({ principal, document, operation: 'read' }).allow;
}

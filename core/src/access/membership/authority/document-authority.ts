import type { DocumentId, PersonId } from '../../../kernel/index.ts';
import type { Part } from '../../rights/document-record.ts';
import { rightsTable } from '../../rights/rights-table.ts';
import type { EntryBodies } from '../entry.ts';
import type { MembershipState } from '../membership-state.ts';
import type { Author } from './author.ts';

type Announcement = EntryBodies['create-document'];
type Audience = Announcement['audience'];

const hasRole = (author: Author, ...roles: readonly string[]): boolean =>
  author.roles.some((role) => roles.includes(role));

function isOnlySelf(audience: Audience, personId: PersonId): boolean {
  const [only] = audience;
  if (audience.length !== 1 || only === undefined) return false;
  return only.personId === personId && (only.part === 'self' || only.part === 'author');
}

/** Mentor or mentee may open a programme for exactly the persons of a pair they are in. */
function isOwnPair(state: MembershipState, audience: Audience, personId: PersonId): boolean {
  const key = (list: readonly { personId: PersonId; part: Part }[]): string =>
    list
      .map((entry) => `${entry.personId} ${entry.part}`)
      .toSorted()
      .join('\n');
  if (!audience.some((entry) => entry.personId === personId)) return false;
  const wanted = key(audience);
  for (const { record, droppedAtSeq } of state.documents.values()) {
    if (record.kind !== 'pair' || droppedAtSeq !== undefined) continue;
    if (key(record.audience) === wanted) return true;
  }
  return false;
}

/** Who may announce a document of a kind with this audience; the kinds are the table's `create`. */
export function mayAnnounceDocument(
  state: MembershipState,
  author: Author,
  { kind, audience }: Announcement,
): boolean {
  const { create } = rightsTable[kind];
  if (
    (create.includes('self') || create.includes('author')) &&
    isOnlySelf(audience, author.personId)
  ) {
    return true;
  }
  // Notes are their author's alone: nobody opens them for another, the operator neither.
  if (kind === 'notes') return false;
  if (hasRole(author, 'municipalOperator')) return true;
  if (hasRole(author, 'municipalAuthority'))
    return kind === 'roadmap' && state.level === 'district';
  if (
    author.roles.some((role) => role !== 'mentor' && role !== 'mentee' && create.includes(role))
  ) {
    return true;
  }
  const isPartner = create.includes('mentor') && hasRole(author, 'mentor', 'mentee');
  return isPartner && isOwnPair(state, audience, author.personId);
}

const partOf = (state: MembershipState, documentId: DocumentId, personId: PersonId) =>
  state.documents.get(documentId)?.record.audience.find((entry) => entry.personId === personId)
    ?.part;

/** Operator and head drop anything; a curator what a curator opens; a person the own card. */
export function mayDropDocument(
  state: MembershipState,
  author: Author,
  documentId: DocumentId,
): boolean {
  const document = state.documents.get(documentId);
  if (document === undefined) return false;
  const { kind } = document.record;
  const part = partOf(state, documentId, author.personId);
  if (kind === 'notes') return part === 'author';
  if (hasRole(author, 'municipalOperator', 'orgHead')) return true;
  if (kind === 'person' && part === 'self') return true;
  return hasRole(author, 'curator') && rightsTable[kind].create.includes('curator');
}

/**
 * A permission to read is opened by the head (INV-12), by the person the document belongs to, and
 * by the curator for the profiles of people being matched.
 */
export function mayGrant(state: MembershipState, author: Author, documentId: DocumentId): boolean {
  const document = state.documents.get(documentId);
  if (document === undefined || author.roles.length === 0) return false;
  const { kind } = document.record;
  const part = partOf(state, documentId, author.personId);
  if (part === 'self' || part === 'author') return true;
  if (kind === 'notes') return false;
  if (hasRole(author, 'municipalOperator', 'orgHead')) return true;
  return kind === 'profile' && hasRole(author, 'curator');
}

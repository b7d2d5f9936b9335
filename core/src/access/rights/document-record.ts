import type { DocumentId, LogId, PersonId } from '../../kernel/index.ts';

/** The kinds of documents this release has. The cut is explained in `docs/architecture.md`. */
export const documentKinds = [
  'organisation',
  'register',
  'profile',
  'person',
  'pair',
  'petition',
  'programme',
  'notes',
  'roadmap',
  'approvals',
] as const;

export type DocumentKindName = (typeof documentKinds)[number];

/** A person's place in the audience of one document. */
export const parts = ['self', 'author', 'mentor', 'mentee'] as const;
export type Part = (typeof parts)[number];

/** What the membership log says of a document; the whole basis of rights to it. */
export interface DocumentRecord {
  readonly documentId: DocumentId;
  readonly kind: DocumentKindName;
  /** The log that announced it. */
  readonly logId: LogId;
  /**
   * The district's log, where there is one; absent for an organisation that stands alone. A
   * document of the district's own log names that log here too.
   */
  readonly districtLogId?: LogId;
  /** Named persons with their part; roles come on top of it. */
  readonly audience: readonly { readonly personId: PersonId; readonly part: Part }[];
  /** Persons the document speaks of: whom erasure concerns. */
  readonly subjects: readonly PersonId[];
  /** Persons with a read grant in force. */
  readonly grantedTo?: readonly PersonId[];
}

/** True for a document of the district itself. */
export const isOfDistrict = ({ logId, districtLogId }: DocumentRecord): boolean =>
  logId === districtLogId;

import { isOfDistrict, type DocumentKindName, type DocumentRecord } from './document-record.ts';
import type { Relation } from './relation.ts';

/** Some relations and the schema paths they may write. */
export interface WriteRule {
  readonly by: readonly Relation[];
  /** Patterns of `matchesPath`. */
  readonly paths: readonly string[];
  /** True where a key may be filled once and never changed or removed. */
  readonly insertOnly?: true;
}

export interface KindRights {
  /** Reading is whole-document: Automerge has no partial reads. */
  readonly read: readonly Relation[];
  readonly write: readonly WriteRule[];
  /** Roles that may announce such a document; `self` and `author`: anyone, for themselves. */
  readonly create: readonly Relation[];
}

/** Raised with every change of the table, so that a refusal can name the rules it came from. */
export const rightsVersion = 1;

/** What is read or written depends on the level for these two, so they have a second row. */
export type RightsRow = DocumentKindName | 'districtRoadmap' | 'organisationApprovals';

const everything = ['**'] as const;

/** What mentor and mentee work on together; the rest of a programme is said by others about it. */
const programmeWork = [
  'pairId',
  'title',
  'goal',
  'start',
  'end',
  'isOffered',
  'forms/**',
  'kinds/**',
  'tasks/**',
  'difficulties/**',
  'strengths/**',
  'activities/**',
  'results/**',
  'evaluation/**',
  'marks/**',
  // A remark is another's; those it was made to mark it settled.
  'remarks/*/settledAtMs',
] as const;

/** Signatures are added and never changed; each is proved by itself, not by its place. */
const signatures = ['records/*', 'countersignatures/*'] as const;

/**
 * Kind × relation. What the role table grants to a district in part («purpose fields», «counts»,
 * «de-personalised») is not here: it leaves through reporting tables, never by sync.
 *
 * @clause domain 3.2
 */
export const rightsTable: Readonly<Record<RightsRow, KindRights>> = {
  organisation: {
    read: ['member', 'systemAdmin', 'municipalAuthority', 'municipalOperator'],
    write: [{ by: ['orgHead', 'curator'], paths: everything }],
    create: ['orgHead'],
  },
  register: {
    read: ['curator', 'orgHead', 'mentorCouncil', 'psychologist'],
    write: [{ by: ['curator'], paths: everything }],
    create: ['curator', 'orgHead'],
  },
  profile: {
    read: [
      'self',
      'curator',
      'orgHead',
      'mentorCouncil',
      'psychologist',
      'mentor',
      'mentee',
      'granted',
    ],
    write: [{ by: ['self', 'curator'], paths: everything }],
    create: ['self', 'curator', 'orgHead'],
  },
  person: {
    read: ['self', 'member', 'systemAdmin', 'granted'],
    write: [{ by: ['self', 'curator'], paths: everything }],
    create: ['self', 'curator', 'orgHead'],
  },
  pair: {
    read: ['mentor', 'mentee', 'curator', 'orgHead', 'mentorCouncil', 'granted'],
    write: [
      { by: ['mentor', 'mentee'], paths: ['meetings/**', 'helpRequests/**'] },
      { by: ['orgHead'], paths: ['orders/**'] },
      { by: ['curator'], paths: everything },
    ],
    create: ['curator', 'orgHead'],
  },
  petition: {
    read: ['author', 'curator', 'orgHead', 'granted'],
    write: [
      {
        by: ['author'],
        paths: ['kind', 'pairId', 'authorId', 'reason', 'filedOn', 'withdrawnOn'],
      },
      { by: ['orgHead', 'curator'], paths: ['decision/**'] },
    ],
    create: ['author', 'curator', 'orgHead'],
  },
  programme: {
    read: ['mentor', 'mentee', 'curator', 'orgHead', 'mentorCouncil', 'granted'],
    write: [
      { by: ['mentor', 'mentee'], paths: programmeWork },
      { by: ['mentor', 'mentee', 'curator'], paths: ['versions/*'], insertOnly: true },
      { by: ['curator'], paths: ['pairId', 'marks/**', 'remarks/**'] },
      { by: ['mentorCouncil'], paths: ['remarks/**'] },
    ],
    create: ['mentor', 'mentee', 'curator', 'orgHead'],
  },
  notes: {
    read: ['author'],
    write: [{ by: ['author'], paths: everything }],
    create: ['author'],
  },
  roadmap: {
    read: ['member', 'municipalAuthority', 'municipalOperator'],
    write: [{ by: ['orgHead', 'curator'], paths: everything }],
    create: ['orgHead', 'curator'],
  },
  districtRoadmap: {
    read: ['districtMember'],
    write: [{ by: ['municipalOperator', 'municipalAuthority'], paths: everything }],
    create: ['municipalOperator', 'municipalAuthority'],
  },
  approvals: {
    read: ['mentor', 'mentee', 'curator', 'orgHead', 'mentorCouncil'],
    write: [
      {
        by: ['mentor', 'mentee', 'curator', 'orgHead', 'mentorCouncil'],
        paths: signatures,
        insertOnly: true,
      },
    ],
    create: ['curator', 'orgHead'],
  },
  organisationApprovals: {
    read: ['curator', 'orgHead', 'mentorCouncil', 'municipalAuthority', 'municipalOperator'],
    write: [
      {
        by: ['curator', 'orgHead', 'mentorCouncil', 'municipalAuthority', 'municipalOperator'],
        paths: signatures,
        insertOnly: true,
      },
    ],
    create: ['curator', 'orgHead'],
  },
};

/** The row a document falls under. Approvals without a named audience are the organisation's. */
export function rightsOf(record: DocumentRecord): KindRights {
  if (record.kind === 'roadmap' && isOfDistrict(record)) return rightsTable.districtRoadmap;
  if (record.kind === 'approvals' && record.audience.length === 0) {
    return rightsTable.organisationApprovals;
  }
  return rightsTable[record.kind];
}

import { describe, expect, it } from 'vitest';
import matrix from '../../../../docs/spec/rights-matrix.json' with { type: 'json' };
import { districtRoles, type Role } from '../../domain/person/role.ts';
import { createDocumentId, createId, type LogId, type PersonId } from '../../kernel/index.ts';
import { seededRandom } from '../../testing/seeded-random.ts';
import { decide } from './decide.ts';
import type { DocumentKindName, DocumentRecord, Part } from './document-record.ts';
import type { Principal } from './relation.ts';

const random = seededRandom(7);
const districtLogId = createId<LogId>(random);
const schoolLogId = createId<LogId>(random);
const person = createId<PersonId>(random);

interface Mapping {
  readonly kind: DocumentKindName;
  readonly isOfDistrict?: true;
  /** Roles that stand in the document's audience, and as what. */
  readonly parts?: Partial<Record<Role, Part>>;
  readonly granted?: readonly Role[];
  /** Letters that mean writing into this very document; approving elsewhere is a signature. */
  readonly writes?: string;
  /** `role read` or `role write` → why the table differs from the matrix there. */
  readonly deviations?: Readonly<Record<string, string>>;
}

const partners = { mentor: 'mentor', mentee: 'mentee' } as const;
const reporting = 'reaches the district through reporting tables, never by sync (data model)';
const whole = 'reading is whole-document, and another object of the same document decides';
const proposes = 'the council proposes in its opinion; the curator or head writes it down';

const mapped: Readonly<Record<string, Mapping>> = {
  'municipal regulation, order, roadmap': { kind: 'roadmap', isOfDistrict: true },
  "organisation's local acts": {
    kind: 'organisation',
    deviations: {
      'mentorCouncil write': proposes,
      'regionalInstitute read': reporting,
    },
  },
  "organisation's roadmap": {
    kind: 'roadmap',
    deviations: {
      'mentorCouncil write': proposes,
      'orgHead write': 'data model: head and curator hold the pen of the organisation’s roadmap',
    },
  },
  'roadmap row status + evidence': {
    kind: 'roadmap',
    writes: 'CEeA',
    deviations: {
      'mentor write': 'the log does not know who is responsible for a row; the curator records it',
      'mentee write': 'the log does not know who is responsible for a row; the curator records it',
      'orgHead write': 'data model: head and curator hold the pen of the organisation’s roadmap',
      'municipalOperator write': 'the operator writes the district’s roadmap, not a school’s',
      'unionRep read': whole,
    },
  },
  'register entry (full)': {
    kind: 'register',
    deviations: {
      'mentor read': 'the own entry is shown by the person’s profile; the register names everyone',
      'mentee read': 'the own entry is shown by the person’s profile; the register names everyone',
      'systemAdmin read': 'technical fields are in the membership log',
      'systemAdmin write': 'technical fields are in the membership log',
      'municipalAuthority read': reporting,
      'municipalOperator read': reporting,
    },
  },
  'mentor profile': {
    kind: 'profile',
    parts: { mentor: 'self', mentee: 'mentee' },
    deviations: {
      'municipalAuthority read': reporting,
      'municipalOperator read': reporting,
      'tutor read': 'the card is published, not synced',
    },
  },
  'mentee profile': {
    kind: 'profile',
    parts: { mentee: 'self', mentor: 'mentor' },
    granted: ['tutor'],
  },
  consent: {
    kind: 'approvals',
    parts: partners,
    deviations: {
      'orgHead write': 'the order is signed in the same document',
      'mentorCouncil write': 'the opinion on a programme is signed in the same document',
    },
  },
  'order on pair / curator': {
    kind: 'pair',
    parts: partners,
    writes: 'CEeA',
    deviations: {
      'mentor write': 'meetings are in the same document; `orders` is not writable, see below',
      'mentee write': 'meetings are in the same document; `orders` is not writable, see below',
      'municipalAuthority read': reporting,
      'municipalOperator read': reporting,
      'unionRep read': 'orders are shown on paper; the pair’s document also holds meetings',
    },
  },
  'pair / group': {
    kind: 'pair',
    parts: partners,
    writes: 'CEeA',
    deviations: {
      'mentor write': 'only meetings and help requests, which are objects of their own',
      'mentee write': 'only meetings and help requests, which are objects of their own',
      'mentorCouncil write': proposes,
      'psychologist read': 'the meeting log is in the same document and closed to the psychologist',
    },
  },
  'personalised programme': {
    kind: 'programme',
    parts: partners,
    deviations: {
      'curator write': 'remarks only, which data model gives the curator',
      'psychologist read': 'activities are in the same document and closed to the psychologist',
      'municipalOperator read': 'a submitted programme is a copy in the district’s base',
    },
  },
  'activity, task': {
    kind: 'programme',
    parts: partners,
    deviations: {
      'curator write': 'remarks only; `activities` is not writable, see below',
      'mentorCouncil write': 'remarks only; `activities` is not writable, see below',
    },
  },
  'meeting log (facts)': {
    kind: 'pair',
    parts: partners,
    deviations: {
      'curator write': 'data model: the curator keeps the facts of the pair',
      'orgHead write': 'orders only; `meetings` is not writable, see below',
      'mentorCouncil read': whole,
    },
  },
  'petition (replace / release)': {
    kind: 'petition',
    parts: { mentor: 'author', mentee: 'author' },
    granted: ['unionRep'],
    writes: 'CEeA',
  },
};

/** Objects without a document in this release, and what carries them instead. */
const unmapped: Readonly<Record<string, string>> = {
  'register card (public fields)': 'published page',
  'personal-file materials': 'not kept by the product; INV-12 is proved on grants',
  'private pair notes, chat': 'kind `notebook`, a later release',
  'difficulty diagnosis': 'kind `diagnosis`, a later release',
  "psychologist's opinion": 'kind of its own, a later release',
  "psychologist's notes": 'kind `notes`: the author alone',
  ИОМ: 'kind `route`, a later release',
  dispute: 'kind of its own, a later release',
  'best practice': 'kind `practice`, a later release',
  'survey definition': 'kind `survey`, a later release',
  'survey answers': 'kind `response`, a later release',
  'indicator values': 'reporting tables',
  'organisation report': 'kind `report`, a later release',
  'municipal report': 'kind `report`, a later release',
  'data request': 'kind `library`, a later release',
  'incentive rule, payment': 'outside this release',
  'award nomination': 'outside this release',
  'event, contest': 'kind `event`, a later release',
  'notice, site page': 'published page',
  'accounts, devices, keys': 'membership entries: see authority tests',
};

const isDistrictRole = (role: Role): boolean => (districtRoles as readonly Role[]).includes(role);

function principalWith(role: Role): Principal {
  const logId = isDistrictRole(role) ? districtLogId : schoolLogId;
  return { personId: person, memberships: [{ logId, districtLogId, roles: [role] }] };
}

function documentFor(mapping: Mapping, role: Role): DocumentRecord {
  const stranger = createId<PersonId>(random);
  const part = mapping.parts?.[role];
  const isNamed = mapping.parts !== undefined;
  return {
    documentId: createDocumentId(random),
    kind: mapping.kind,
    logId: mapping.isOfDistrict ? districtLogId : schoolLogId,
    districtLogId,
    audience: isNamed
      ? [{ personId: stranger, part: 'self' }, ...(part ? [{ personId: person, part }] : [])]
      : [],
    subjects: [],
    grantedTo: mapping.granted?.includes(role) ? [person] : [],
  };
}

/** The letters of a cell without its explanations: «R A(agree)» → RA, «C draft, R» → CR. */
function lettersOf(cell: string): string {
  const words = cell.replace(/\([^)]*\)/g, ' ').split(/[\s,]+/);
  return words.filter((word) => /^[CREASPredg]+$/.test(word)).join('');
}

const cells = matrix.objects.flatMap(({ object, rights }) =>
  (Object.entries(rights) as [Role, string][]).map(([role, cell]) => ({ object, role, cell })),
);

describe('[domain 3.2] decide equals the matrix of roles and objects', () => {
  it('knows every object: mapped to a document, or said why not', () => {
    const known = [...Object.keys(mapped), ...Object.keys(unmapped)].toSorted();
    expect(known).toEqual(matrix.objects.map(({ object }) => object).toSorted());
  });

  it.each(cells.filter(({ object }) => object in mapped))(
    '$object × $role «$cell»',
    ({ object, role, cell }) => {
      const mapping = mapped[object] as Mapping;
      const letters = lettersOf(cell);
      const document = documentFor(mapping, role);
      const principal = principalWith(role);
      const may = (operation: 'read' | 'write'): boolean =>
        decide({ principal, document, operation }).allow;
      // Who writes, approves, signs or publishes a thing reads it.
      const expected = {
        read: /[RrCEeASP]/.test(letters),
        write: (mapping.writes ?? 'CEe').split('').some((letter) => letters.includes(letter)),
      };
      const deviates = (operation: string): boolean =>
        `${role} ${operation}` in (mapping.deviations ?? {});
      expect({ read: may('read'), write: may('write') }).toEqual({
        read: expected.read !== deviates('read'),
        write: expected.write !== deviates('write'),
      });
    },
  );
});

import { documentKinds } from '@nastavnik/core/access';
import {
  consentStates,
  endReasons,
  menteeCategories,
  mentoringForms,
  organisationKinds,
  registerParts,
  registerStates,
  roadmapStates,
} from '@nastavnik/core/domain';

/**
 * What a reporting column can hold. There is no kind for free text: a name or a sentence cannot
 * be written, because SQLite itself refuses it by the column's check.
 *
 * @clause INV-25
 */
export type ReportColumn = {
  readonly optional?: true;
} & (
  | { readonly holds: 'id' | 'date' | 'count' | 'instant' }
  | { readonly holds: 'choice'; readonly of: readonly string[] }
);

export interface ReportTable {
  readonly columns: Readonly<Record<string, ReportColumn>>;
  readonly key: readonly string[];
}

const id = { holds: 'id' } as const;
const count = { holds: 'count' } as const;
const date = { holds: 'date' } as const;
const instant = { holds: 'instant' } as const;
const optionalId = { holds: 'id', optional: true } as const;
const optionalDate = { holds: 'date', optional: true } as const;
const choice = <const Choice extends string>(of: readonly Choice[]) =>
  ({ holds: 'choice', of }) as const;
const optionalChoice = <const Choice extends string>(of: readonly Choice[]) =>
  ({ holds: 'choice', of, optional: true }) as const;

/** `none`: a mentor, or a mentee whose category was not given. */
export const registerCategories = ['none', ...menteeCategories] as const;
const pairParts = ['mentor', 'mentee'] as const;
const programmeMarks = ['evaluationOpened', 'evaluationClosed', 'completed', 'terminated'] as const;

/**
 * The reporting tables. Every row belongs to the document it was read from (`documentId`), so that
 * projecting a document again replaces its rows and nothing else. A party is an opaque name for
 * one person in one organisation: it tells two signatures apart and leads to nobody.
 */
export const reportTables = {
  documents: {
    columns: {
      documentId: id,
      kind: choice(documentKinds),
      logId: id,
      /** Digest of the heads that were projected. */
      headsDigest: id,
    },
    key: ['documentId'],
  },
  organisations: {
    columns: {
      documentId: id,
      organisationKind: optionalChoice(organisationKinds),
      actsInForce: count,
    },
    key: ['documentId'],
  },
  registers: {
    columns: {
      documentId: id,
      part: choice(registerParts),
      category: choice(registerCategories),
      state: choice(registerStates),
      entries: count,
    },
    key: ['documentId', 'part', 'category', 'state'],
  },
  pairs: {
    columns: {
      documentId: id,
      form: optionalChoice(mentoringForms),
      isGroup: count,
      startedOn: optionalDate,
    },
    key: ['documentId'],
  },
  parties: {
    columns: { documentId: id, item: count, party: id, part: choice(pairParts) },
    key: ['documentId', 'item'],
  },
  /** Consents on paper, as the pair's document records them. */
  consents: {
    columns: {
      documentId: id,
      item: count,
      party: id,
      state: choice(consentStates),
      on: date,
    },
    key: ['documentId', 'item'],
  },
  /** What was said by a verified signature about a pair. */
  words: {
    columns: {
      documentId: id,
      item: id,
      pairId: id,
      purpose: choice(['consent', 'withdrawal', 'order', 'endOrder']),
      party: id,
      atMs: instant,
      on: date,
    },
    key: ['documentId', 'item'],
  },
  orders: {
    columns: {
      documentId: id,
      item: id,
      purpose: choice(['start', 'end']),
      isSignedOnPaper: count,
      from: date,
      recordedAtMs: instant,
    },
    key: ['documentId', 'item'],
  },
  endings: {
    columns: {
      documentId: id,
      item: count,
      reason: choice(endReasons),
      on: date,
      orderId: optionalId,
    },
    key: ['documentId', 'item'],
  },
  programmes: {
    columns: {
      documentId: id,
      pairId: optionalId,
      contentDigest: id,
      isOffered: count,
      start: optionalDate,
      end: optionalDate,
      activitiesPlanned: count,
      activitiesDone: count,
    },
    key: ['documentId'],
  },
  programmeMarks: {
    columns: { documentId: id, item: count, mark: choice(programmeMarks), on: date },
    key: ['documentId', 'item'],
  },
  signatures: {
    columns: {
      documentId: id,
      item: id,
      programmeId: id,
      purpose: choice(['agree', 'approve']),
      party: id,
      contentDigest: id,
      on: date,
    },
    key: ['documentId', 'item'],
  },
  roadmaps: {
    columns: { documentId: id, state: optionalChoice(roadmapStates) },
    key: ['documentId'],
  },
  occurrences: {
    columns: {
      documentId: id,
      rowId: id,
      occurrence: id,
      kind: choice([
        'dated',
        'continuous',
        'waitingForRequest',
        'waitingForDates',
        'notUnderstood',
      ]),
      start: optionalDate,
      end: optionalDate,
      needed: count,
      attached: count,
      accepted: count,
    },
    key: ['documentId', 'rowId', 'occurrence'],
  },
} as const satisfies Readonly<Record<string, ReportTable>>;

export type ReportTableName = keyof typeof reportTables;
export const reportTableNames = Object.keys(reportTables) as ReportTableName[];

type Held<Column> = Column extends { holds: 'count' | 'instant' }
  ? number
  : Column extends { holds: 'choice'; of: readonly (infer Choice)[] }
    ? Choice
    : string;

/** One row of a table, by its columns; an optional column may be absent. */
export type ReportRow<Name extends ReportTableName> = {
  readonly [Column in keyof (typeof reportTables)[Name]['columns']]:
    | Held<(typeof reportTables)[Name]['columns'][Column]>
    | ((typeof reportTables)[Name]['columns'][Column] extends { optional: true }
        ? undefined
        : never);
};

/** What one document says, table by table. */
export type ReportRows = {
  readonly [Name in Exclude<ReportTableName, 'documents'>]?: readonly ReportRow<Name>[];
};

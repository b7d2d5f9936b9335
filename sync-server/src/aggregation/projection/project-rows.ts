import type { MembershipState } from '@nastavnik/core/access';
import type { DocumentReports, ReportedKind } from '@nastavnik/core/documents';
import type { LogId } from '@nastavnik/core/kernel';
import { registerCategories, type ReportRows } from '../tables/report-tables.ts';
import { partyOf } from './party.ts';
import { signatureRows } from './signature-rows.ts';

export interface Projection {
  readonly documentId: string;
  readonly kind: string;
  readonly logId: LogId;
  /** What `reportOf` of its kind gave, through the document process. */
  readonly report: unknown;
  readonly logs: ReadonlyMap<LogId, MembershipState>;
}

export interface ProjectedRows {
  readonly kind: CountedKind;
  readonly rows: ReportRows;
}

const countedKinds = [
  'organisation',
  'register',
  'pair',
  'programme',
  'roadmap',
  'approvals',
] as const satisfies readonly ReportedKind[];
/** Kinds that the first tables are filled from; petitions are counted by none of them. */
type CountedKind = (typeof countedKinds)[number];

/** False for kinds that no table is filled from: aggregation does not even open them. */
export const isCounted = (kind: string): boolean =>
  (countedKinds as readonly string[]).includes(kind);

type Projector<Kind extends CountedKind> = (
  id: Pick<Projection, 'documentId' | 'logId'>,
  report: DocumentReports[Kind],
  log: MembershipState,
) => ReportRows | Promise<ReportRows>;

const projectPair: Projector<'pair'> = ({ documentId, logId }, report) => {
  const { form, isGroup, facts, orderTimes } = report;
  const startedOn = facts?.startedOn;
  const pair = { documentId, form, isGroup: Number(isGroup), startedOn };
  if (facts === undefined) return { pairs: [pair] };
  const party = (personId: string): string => partyOf(logId, personId);
  const recorded = new Map(
    orderTimes.map((order) => [order.orderId as string, order.recordedAtMs]),
  );
  const mentees = new Set(facts.menteeIds.map(party));
  const mentor = party(facts.mentorId);
  return {
    pairs: [pair],
    parties: [
      { documentId, item: 0, party: mentor, part: 'mentor' as const },
      ...[...mentees].map((mentee, index) => ({
        documentId,
        item: index + 1,
        party: mentee,
        part: 'mentee' as const,
      })),
    ],
    consents: facts.consents.map(({ personId, state, on }, item) => ({
      documentId,
      item,
      party: party(personId),
      state,
      on,
    })),
    orders: facts.orders.map(({ orderId, purpose, isSigned, from }) => ({
      documentId,
      item: orderId,
      purpose,
      isSignedOnPaper: Number(isSigned),
      from,
      recordedAtMs: recorded.get(orderId) ?? 0,
    })),
    endings: facts.endings.map(({ reason, on, orderId }, item) => ({
      documentId,
      item,
      reason,
      on,
      orderId,
    })),
  };
};

const projectors: { readonly [Kind in CountedKind]: Projector<Kind> } = {
  organisation: ({ documentId }, { organisationKind, actsInForce }) => ({
    organisations: [{ documentId, organisationKind, actsInForce }],
  }),
  register: ({ documentId }, { groups }) => ({
    registers: groups.map(({ category, ...group }) => ({
      documentId,
      ...group,
      category: registerCategories.find((known) => known === category) ?? 'none',
    })),
  }),
  pair: projectPair,
  programme: ({ documentId }, report) => {
    const { planned, inProgress, submitted, done } = report.activities;
    return {
      programmes: [
        {
          documentId,
          pairId: report.pairId,
          contentDigest: report.contentDigest ?? 'none',
          isOffered: Number(report.isOffered),
          start: report.start,
          end: report.end,
          activitiesPlanned: planned + inProgress + submitted + done,
          activitiesDone: done,
        },
      ],
      programmeMarks: report.marks.map(({ kind, on }, item) => ({
        documentId,
        item,
        mark: kind,
        on,
      })),
    };
  },
  roadmap: ({ documentId }, { state, occurrences }) => ({
    roadmaps: [{ documentId, state }],
    occurrences: occurrences.map((occurrence) => ({ documentId, ...occurrence })),
  }),
  approvals: ({ documentId }, report, log) => signatureRows(documentId, report, log),
};

/** Rows of one document; undefined for kinds that are not counted or whose log is not known. */
export async function projectRows(projection: Projection): Promise<ProjectedRows | undefined> {
  const { documentId, logId, report, logs } = projection;
  const kind = countedKinds.find((counted) => counted === projection.kind);
  const log = logs.get(logId);
  if (kind === undefined || log === undefined || report === undefined) return undefined;
  // Made by our own document process from validated values; the tables' checks stand behind it.
  const project = projectors[kind] as Projector<CountedKind>;
  const rows = await project({ documentId, logId }, report as DocumentReports[CountedKind], log);
  return { kind, rows };
}

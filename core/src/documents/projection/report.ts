import type * as A from '@automerge/automerge/slim';
import type { DocumentKindName } from '../../access/rights/document-record.ts';
import { readDocument } from '../kind/read-document.ts';
import type { Approvals } from '../office/approvals/read.ts';
import type { Organisation } from '../office/organisation/read.ts';
import type { Register } from '../office/register/read.ts';
import { pairFactsOf } from '../pairs/pair/pair-facts.ts';
import type { Pair } from '../pairs/pair/read.ts';
import type { Petition } from '../pairs/petition/read.ts';
import type { Programme } from '../pairs/programme/read.ts';
import { reportRoadmap } from './roadmap-report.ts';
import { contentDigest, projectForSignature, type JsonValue } from './signed-content.ts';

type Doc = A.Doc<unknown>;

const reportOrganisation = ({ kind, legalActs }: Organisation) => ({
  organisationKind: kind,
  actsInForce: legalActs.filter(({ state }) => state === 'inForce').length,
});

/** Entries by part, category and state: how many, never who. */
function reportRegister({ entries }: Register) {
  const groups = new Map<string, { readonly first: Register['entries'][number]; count: number }>();
  for (const entry of entries) {
    const key = `${entry.as} ${entry.category ?? 'none'} ${entry.state}`;
    const group = groups.get(key) ?? { first: entry, count: 0 };
    group.count += 1;
    groups.set(key, group);
  }
  return {
    groups: [...groups.values()].map(({ first, count }) => ({
      part: first.as,
      category: first.category ?? 'none',
      state: first.state,
      entries: count,
    })),
  };
}

/** Facts that a pair's state is derived from, under pseudonymous ids, and how often they met. */
const reportPair = (pair: Pair) => ({
  form: pair.form,
  isGroup: pair.isGroup,
  plannedStart: pair.plannedStart,
  plannedEnd: pair.plannedEnd,
  facts: pairFactsOf(pair),
  /** When each order was written down: a signature covers the orders that were there. */
  orderTimes: pair.orders.map(({ id, createdAtMs }) => ({
    orderId: id,
    recordedAtMs: createdAtMs,
  })),
  meetings: pair.meetings.length,
});

const reportPetition = ({ kind, pairId, state, filedOn }: Petition) => ({
  kind,
  pairId,
  state,
  filedOn,
});

function reportProgramme(programme: Programme, doc: Doc) {
  const agreed = projectForSignature('programme', doc, 'agree');
  const byStatus = (status: Programme['activities'][number]['status']): number =>
    programme.activities.filter((activity) => activity.status === status).length;
  return {
    pairId: programme.pairId,
    contentDigest: agreed.ok ? contentDigest(agreed.value) : undefined,
    isOffered: programme.isOffered,
    start: programme.start,
    end: programme.end,
    activities: {
      planned: byStatus('planned'),
      inProgress: byStatus('inProgress'),
      submitted: byStatus('submitted'),
      done: byStatus('done'),
      cancelled: byStatus('cancelled'),
    },
    marks: programme.marks.map(({ kind, on, result }) => ({ kind, on, result })),
  };
}

/** Whole records: a signature can be verified only with everything it covers, all of it ids. */
const reportApprovals = ({ records }: Approvals) => ({
  records: records.map(({ id, record }) => ({ item: id, record })),
});

const reportersOf = (doc: Doc) => ({
  organisation: () => reportOrganisation(readDocument('organisation', doc).value),
  register: () => reportRegister(readDocument('register', doc).value),
  pair: () => reportPair(readDocument('pair', doc).value),
  petition: () => reportPetition(readDocument('petition', doc).value),
  programme: () => reportProgramme(readDocument('programme', doc).value, doc),
  roadmap: () => reportRoadmap(readDocument('roadmap', doc).value),
  approvals: () => reportApprovals(readDocument('approvals', doc).value),
});

/** Kinds that the district's figures are made of. */
export type ReportedKind = keyof ReturnType<typeof reportersOf>;
/** What aggregation learns of a document, by kind: ids, choices, dates and counts. */
export type DocumentReports = {
  readonly [Kind in ReportedKind]: ReturnType<ReturnType<typeof reportersOf>[Kind]>;
};

/**
 * The whitelist of a kind for the district's tables: no free text and no names, whatever the
 * document holds. `undefined` for kinds that never leave their audience.
 *
 * @clause INV-25
 */
export function reportOf<Name extends DocumentKindName>(
  name: Name,
  doc: Doc,
): Name extends ReportedKind ? DocumentReports[Name] : undefined;
export function reportOf(name: DocumentKindName, doc: Doc): JsonValue | undefined {
  const reporters: Partial<Record<DocumentKindName, () => object>> = reportersOf(doc);
  const report = reporters[name]?.();
  if (report === undefined) return undefined;
  return JSON.parse(JSON.stringify(report)) as JsonValue;
}

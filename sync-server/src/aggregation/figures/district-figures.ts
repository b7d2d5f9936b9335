import type { MembershipState } from '@nastavnik/core/access';
import type { OccurrenceStatus, OrganisationKind, PlainDate } from '@nastavnik/core/domain';
import type { LogId } from '@nastavnik/core/kernel';
import type { ReportStore } from '../tables/report-store.ts';
import type { ReportRow } from '../tables/report-tables.ts';
import { liveDocuments } from './live-documents.ts';
import { pairFigures, type PairFigure } from './pair-figures.ts';
import { occurrenceFigures, type OccurrenceFigure } from './occurrence-figures.ts';
import { programmeFigures, type ProgrammeFigure } from './programme-figures.ts';

/** One organisation with what has been counted there. The name comes from its membership log. */
export interface OrganisationFigure {
  readonly logId: LogId;
  readonly name: string;
  readonly kind?: OrganisationKind;
  /** Register entries in force, by part; a person who is both counts once in each. */
  readonly mentors: number;
  readonly mentees: number;
  readonly menteesByCategory: Readonly<Partial<Record<string, number>>>;
  readonly pairs: readonly PairFigure[];
  readonly programmes: readonly ProgrammeFigure[];
  readonly occurrences: readonly OccurrenceFigure[];
}

/** Everything the district's pages show, as of one commit and one day. */
export interface DistrictFigures {
  readonly name: string;
  readonly timeZone: string;
  readonly today: PlainDate;
  /** When the last commit that is counted here was counted; 0 before the first. */
  readonly asOfMs: number;
  readonly organisations: readonly OrganisationFigure[];
  /** The district's own roadmaps. */
  readonly occurrences: readonly OccurrenceFigure[];
  readonly districtRoadmaps: readonly string[];
}

type Registers = readonly ReportRow<'registers'>[];

const sumOf = (rows: Registers): number => rows.reduce((sum, { entries }) => sum + entries, 0);

function registerCounts(rows: Registers) {
  const inForce = rows.filter(({ state }) => state === 'approved' || state === 'paused');
  const mentees = inForce.filter(({ part }) => part === 'mentee');
  const byCategory = Map.groupBy(mentees, ({ category }) => category);
  return {
    mentors: sumOf(inForce.filter(({ part }) => part === 'mentor')),
    mentees: sumOf(mentees),
    menteesByCategory: Object.fromEntries(
      [...byCategory].map(([category, list]) => [category, sumOf(list)]),
    ),
  };
}

export const isDue = (status: OccurrenceStatus): boolean =>
  status === 'open' || status === 'dueSoon';
export const isLate = (status: OccurrenceStatus): boolean => status === 'overdue';

export interface FiguresQuestion {
  readonly store: ReportStore;
  readonly logs: ReadonlyMap<LogId, MembershipState>;
  readonly district: MembershipState;
  readonly today: PlainDate;
}

/** Counts the district from its reporting tables and membership logs; reads no document. */
export function districtFigures({
  store,
  logs,
  district,
  today,
}: FiguresQuestion): DistrictFigures {
  const logOf = liveDocuments(store, logs);
  const pairs = pairFigures(store, logs, today);
  const programmes = programmeFigures(store, logOf, pairs, today);
  const occurrences = occurrenceFigures(store, logOf, today);
  const registers = store.rows('registers');
  const kinds = store.rows('organisations');
  const organisations = [...logs.values()]
    .filter((state) => state.level === 'organisation' && state.districtLogId === district.logId)
    .map((state): OrganisationFigure => {
      const { logId } = state;
      const isHere = (row: { readonly documentId: string }): boolean =>
        logOf.get(row.documentId) === logId;
      const kind = kinds.find(isHere)?.organisationKind;
      return {
        logId,
        name: state.name,
        ...(kind === undefined ? {} : { kind }),
        ...registerCounts(registers.filter(isHere)),
        pairs: pairs.filter((pair) => pair.logId === logId),
        programmes: programmes.filter((programme) => programme.logId === logId),
        occurrences: occurrences.filter((occurrence) => occurrence.logId === logId),
      };
    })
    .toSorted((a, b) => a.name.localeCompare(b.name, 'ru', { numeric: true }));
  return {
    name: district.name,
    timeZone: district.timeZone,
    today,
    asOfMs: store.progress().atMs,
    organisations,
    occurrences: occurrences.filter(({ logId }) => logId === district.logId),
    districtRoadmaps: store
      .rows('roadmaps')
      .map(({ documentId }) => documentId)
      .filter((documentId) => logOf.get(documentId) === district.logId),
  };
}

import type {
  MenteeCategory,
  OccurrenceStatus,
  PairState,
  programmeStates,
} from '@nastavnik/core/domain';

export type ShownPairState = PairState['state'];
type ShownProgrammeState = (typeof programmeStates)[number];
export type PageName = 'overview' | 'organisations' | 'pairs' | 'programmes' | 'roadmap';

type Count = (n: number) => string;

/** Every word of the district's pages; a missing one does not compile. */
export interface DashboardWords {
  readonly locale: string;
  readonly skip: string;
  readonly pages: Readonly<Record<PageName, string>>;
  readonly otherLanguage: string;
  readonly asOf: (moment: string) => string;
  readonly nothingCounted: string;
  readonly behind: Count;
  readonly noNames: string;
  /** The noun that stands under a number and agrees with it. */
  readonly figures: Readonly<
    Record<'organisations' | 'activePairs' | 'programmes' | 'due' | 'overdue', Count>
  >;
  readonly pairStates: Readonly<Record<ShownPairState, string>>;
  readonly programmeStates: Readonly<Record<ShownProgrammeState, string>>;
  readonly occurrenceStatuses: Readonly<Record<OccurrenceStatus, string>>;
  readonly categories: Readonly<Record<MenteeCategory | 'none', string>>;
  readonly charts: Readonly<
    Record<
      'pairs' | 'programmes' | 'categories' | 'occurrences' | 'asTable' | 'state' | 'number',
      string
    >
  > & { readonly summary: (total: number, parts: string) => string };
  readonly columns: Readonly<
    Record<
      | 'organisation'
      | 'mentors'
      | 'mentees'
      | 'pairsActive'
      | 'pairsAll'
      | 'programmes'
      | 'due'
      | 'overdue'
      | 'pair'
      | 'kind'
      | 'state'
      | 'since'
      | 'until'
      | 'activities'
      | 'row'
      | 'title'
      | 'expectedResult'
      | 'deadline'
      | 'responsible'
      | 'status'
      | 'occurrence',
      string
    >
  >;
  readonly pairNumber: Count;
  readonly pair: string;
  readonly group: string;
  readonly doneOf: (done: number, planned: number) => string;
  readonly all: string;
  readonly dueOnly: string;
  readonly overdueOnly: string;
  readonly ofOrganisation: (name: string) => string;
  readonly total: string;
  readonly empty: Readonly<
    Record<'organisations' | 'mentees' | 'pairs' | 'programmes' | 'roadmap' | 'occurrences', string>
  >;
  readonly untitledRoadmap: string;
  readonly verbatim: string;
  readonly enter: Readonly<
    Record<'title' | 'done' | 'go' | 'stale' | 'needed' | 'forbidden' | 'missing', string>
  >;
  readonly join: Readonly<Record<'title' | 'how' | 'withoutScript' | 'missing', string>>;
}

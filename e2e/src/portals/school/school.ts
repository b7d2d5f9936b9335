/** A row of the portal: a pupil of a class, or a file of a document page. */
export interface Pupil {
  readonly id: string;
  readonly name: string;
  /** The portal's own number of the row: of a pupil, the same in every journal. */
  readonly number: string;
}

export interface Lesson {
  readonly id: string;
  /** Midnight UTC of its day; two lessons may share it. */
  readonly atMs: number;
}

/** One class in one subject and period. */
export interface Journal {
  readonly pupils: readonly Pupil[];
  /** In order of time. */
  readonly lessons: readonly Lesson[];
  /** By `pupil/lesson`; absent: an empty cell. */
  readonly marks: Readonly<Record<string, string>>;
}

/** Which journal of a school is chosen, each a place in the school's list. */
export interface Choice {
  readonly schoolClass: number;
  readonly subject: number;
  readonly period: number;
}

/** What a portal shows at one moment. Identities are in `data-truth` alone, for judging by. */
export interface PortalState {
  readonly choice: Choice;
  readonly journal: Journal;
  /** The window of lessons. */
  readonly from: number;
  readonly shown: number;
  /** The window of rows, by a filter or a virtualised list; `undefined`: all. */
  readonly rows?: { readonly from: number; readonly count: number };
  readonly withTotals: boolean;
  /** Grows with every change, for what portals change in markup for no reason. */
  readonly drawings: number;
}

/** The place of a cell in the world, whatever the page shows; a row's has no lesson. */
export const truthOf = (pupil: Pupil, lesson?: Lesson): string => `${pupil.id}/${lesson?.id ?? ''}`;

export const markOf = ({ marks }: Journal, pupil: Pupil, lesson: Lesson): string =>
  marks[truthOf(pupil, lesson)] ?? '';

export const shownLessons = ({ journal, from, shown }: PortalState): readonly Lesson[] =>
  journal.lessons.slice(from, from + shown);

export const shownPupils = ({ journal, rows }: PortalState): readonly Pupil[] =>
  rows === undefined ? journal.pupils : journal.pupils.slice(rows.from, rows.from + rows.count);

export function averageOf({ lessons, marks }: Journal, pupil: Pupil): number {
  const numbers = lessons
    .map((lesson) => Number.parseInt(marks[truthOf(pupil, lesson)] ?? '', 10))
    .filter((mark) => mark > 0);
  return numbers.reduce((sum, mark) => sum + mark, 0) / Math.max(1, numbers.length);
}

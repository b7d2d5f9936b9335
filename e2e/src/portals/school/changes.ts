import { newPupils } from '../text/school.ru.ts';
import { createJournal, type GridSize, type RowKind } from './create-journal.ts';
import { averageOf, truthOf, type Choice, type Journal, type PortalState } from './school.ts';

/** What happens to a page between two looks at it. */
export type Change = (state: PortalState, world: World) => PortalState;

/** What a change may need beside what is shown. */
export interface World {
  readonly size: GridSize;
  readonly kind: RowKind;
}

const withJournal = (state: PortalState, part: Partial<Journal>): PortalState => ({
  ...state,
  journal: { ...state.journal, ...part },
});

const choose =
  (part: Partial<Choice>): Change =>
  (state, { size, kind }) => {
    const choice = { ...state.choice, ...part };
    return { ...state, choice, journal: createJournal(choice, size, kind), from: 0 };
  };

/** A lesson before the one at `place`, on the day of the lesson `sameDayAs`. */
function addLesson(state: PortalState, place: number, sameDayAs: number): PortalState {
  const { lessons } = state.journal;
  const day = lessons[sameDayAs];
  if (day === undefined) return state;
  const added = { id: `added-${lessons.length}`, atMs: day.atMs };
  const shown = place < state.from + state.shown ? state.shown + 1 : state.shown;
  return { ...withJournal(state, { lessons: lessons.toSpliced(place, 0, added) }), shown };
}

/** A day of its own in the middle: the Saturday after the lesson before it. */
function insertLesson(state: PortalState): PortalState {
  const { lessons } = state.journal;
  const dayMs = 86_400_000;
  const isFriday = ({ atMs }: { atMs: number }): boolean => new Date(atMs).getUTCDay() === 5;
  const friday = lessons.findIndex((each, i) => i >= lessons.length / 4 && isFriday(each));
  const before = lessons[friday];
  if (before === undefined) return state;
  const added = { id: `added-${lessons.length}`, atMs: before.atMs + dayMs };
  const changed = withJournal(state, { lessons: lessons.toSpliced(friday + 1, 0, added) });
  return { ...changed, shown: state.shown + 1 };
}

function addPupil(state: PortalState, name: string): PortalState {
  const { pupils } = state.journal;
  const place = pupils.findIndex((pupil) => pupil.name > name);
  const at = place === -1 ? pupils.length : place;
  const added = { id: `new-${pupils.length}`, name, number: `900${pupils.length}` };
  return withJournal(state, { pupils: pupils.toSpliced(at, 0, added) });
}

function removePupil(state: PortalState): PortalState {
  const { pupils } = state.journal;
  const isAlone = (name: string): boolean => pupils.filter((each) => each.name === name).length < 2;
  const leaving = pupils.findIndex(({ name }, i) => i >= pupils.length / 3 && isAlone(name));
  return withJournal(state, { pupils: pupils.toSpliced(leaving, 1) });
}

/** Every mark becomes another; or every ninth cell gets one, which fills empty cells too. */
function mark(state: PortalState, isChosen: (at: number) => boolean): PortalState {
  const { pupils, lessons, marks } = state.journal;
  const changed = pupils.flatMap((pupil, row) =>
    lessons.flatMap((lesson, col): [string, string][] => {
      const cell = truthOf(pupil, lesson);
      return isChosen(row * lessons.length + col) ? [[cell, marks[cell] === '3' ? '2' : '3']] : [];
    }),
  );
  return withJournal(state, { marks: { ...marks, ...Object.fromEntries(changed) } });
}

function sortByAverage(state: PortalState): PortalState {
  const { journal } = state;
  const pupils = journal.pupils.toSorted((a, b) => averageOf(journal, b) - averageOf(journal, a));
  return withJournal(state, { pupils });
}

const slide = (state: PortalState): PortalState => ({ ...state, from: state.from + 5 });
const showRows = (state: PortalState, from: number, count: number): PortalState => ({
  ...state,
  rows: { from, count: Math.max(3, count) },
});

const table = {
  redrawn: (state) => state,
  'lesson appended': (state) => ({ ...state, shown: state.shown + 1 }),
  'lesson inserted': (state) => insertLesson(state),
  'second lesson on a day': (state) => addLesson(state, 6, 5),
  'third lesson on a day': (state) => addLesson(state, 3, 2),
  'window slid by 5': (state) => slide(state),
  // Its day has one lesson when notes are made; then a second one, and an edge of the window between.
  'grown day cut by the window': (state) => ({ ...addLesson(state, 6, 5), from: 6 }),
  'grown day cut by its end': (state) => ({ ...addLesson(state, 5, 5), from: 0, shown: 6 }),
  'pupil added': (state) => addPupil(state, newPupils[0] ?? ''),
  'namesake added': (state) => addPupil(state, state.journal.pupils[4]?.name ?? ''),
  'pupil left': (state) => removePupil(state),
  'marks filled elsewhere': (state) => mark(state, (at) => at % 9 === 4),
  'every mark corrected': (state) => mark(state, () => true),
  'sorted by average': (state) => sortByAverage(state),
  'sorted backwards': (state) => withJournal(state, { pupils: state.journal.pupils.toReversed() }),
  'rows filtered': (state) => showRows(state, 4, Math.floor(state.journal.pupils.length / 3)),
  'rows scrolled away': (state) => {
    const { length } = state.journal.pupils;
    return showRows(state, Math.floor(length / 2), Math.floor(length / 2));
  },
  'totals shown': (state) => ({ ...state, withTotals: true }),
  'other subject': choose({ subject: 1 }),
  'other period': choose({ period: 1 }),
  'other class': choose({ schoolClass: 1 }),
  'all at once': (state) =>
    [slide, sortByAverage, removePupil, insertLesson].reduce(
      (before, change) => change(before),
      addPupil(state, newPupils[1] ?? ''),
    ),
} satisfies Readonly<Record<string, Change>>;

export type ChangeName = keyof typeof table;

/** Every change of the bench, by the name its row has in the table. */
export const changes: Readonly<Record<ChangeName, Change>> = table;

/** In the order of the table's rows. */
export const changeNames = Object.keys(table) as readonly ChangeName[];

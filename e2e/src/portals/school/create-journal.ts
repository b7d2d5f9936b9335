import { marks as markWords, surnames } from '../../portal/text/journal.ru.ts';
import { documentTitles, givenNames, patronymics } from '../text/school.ru.ts';
import type { Choice, Journal, Lesson, PortalState, Pupil } from './school.ts';

export interface GridSize {
  readonly pupils: number;
  readonly lessons: number;
}

/** Rows that a page is made of. */
export type RowKind = 'pupils' | 'documents';

const dayMs = 86_400_000;
/** Tuesday, 1 September 2026, and Monday, 1 March 2027. */
const periodStartsMs = [Date.UTC(2026, 8, 1), Date.UTC(2027, 2, 1)];
/** Lessons of the period that the first window does not show. */
const later = 10;

const range = (count: number): readonly number[] => Array.from({ length: count }, (_, i) => i);
const pick = <T>(all: readonly T[], i: number): T => all[i % all.length] as T;

/**
 * The journal of a class in a subject and a period. Subjects of one class fall on the same days, so
 * that only what names the subject tells them apart.
 */
export function createJournal(choice: Choice, size: GridSize, kind: RowKind): Journal {
  const pupils = kind === 'pupils' ? pupilsOf(choice, size) : documentsOf(choice, size);
  const count = kind === 'pupils' ? size.lessons + later : 1;
  const lessons = lessonsOf(choice, count);
  const shift = choice.subject * 5 + choice.period * 3 + choice.schoolClass;
  const cells = pupils.flatMap((pupil) => lessons.map((lesson) => `${pupil.id}/${lesson.id}`));
  const marks = Object.fromEntries(
    cells.flatMap((cell, i) => {
      const mark = pick(markWords, ((i * 7919) >> 4) + shift);
      return mark === '' ? [] : [[cell, mark]];
    }),
  );
  return { pupils, lessons, marks };
}

export const startingState = (size: GridSize, kind: RowKind): PortalState => {
  const choice = { schoolClass: 0, subject: 0, period: 0 };
  const journal = createJournal(choice, size, kind);
  return { choice, journal, from: 0, shown: size.lessons, withTotals: false, drawings: 0 };
};

/** In alphabetical order; two share a whole name and some share a surname and an initial. */
function pupilsOf(
  { schoolClass, subject, period }: Choice,
  { pupils: count }: GridSize,
): readonly Pupil[] {
  const names = range(count).map((i) => {
    const at = (i === count - 1 ? i - 1 : i) + schoolClass * 7;
    const surname = pick(surnames, i % 9 === 8 ? at - 1 : at);
    return `${surname} ${pick(givenNames, at)} ${pick(patronymics, at)}`;
  });
  return names.toSorted().map((name, i) => ({
    id: `c${schoolClass}s${subject}t${period}p${i + 1}`,
    name,
    number: `${schoolClass + 1}0${i + 1}`,
  }));
}

/** A school's page of files knows no classes and periods: another subject is another section. */
function documentsOf({ subject }: Choice, { pupils: count }: GridSize): readonly Pupil[] {
  return range(count).map((i) => {
    const at = i === count - 1 ? i - 1 : i;
    const year = 2026 - Math.floor(at / documentTitles.length);
    const name = `${pick(documentTitles, at)} (${year})`;
    return {
      id: `s${subject}d${i + 1}`,
      name,
      number: `${subject}0${i + 1}`,
    };
  });
}

/** On working days, the third lesson on the second's day and the thirteenth on the twelfth's. */
function lessonsOf({ subject, period, schoolClass }: Choice, count: number): readonly Lesson[] {
  const days: number[] = [];
  for (let atMs = periodStartsMs[period] ?? 0; days.length < count; atMs += dayMs) {
    const weekday = new Date(atMs).getUTCDay();
    if (weekday === 0 || weekday === 6) continue;
    days.push(atMs);
    if (days.length === 2 || days.length === 12) days.push(atMs);
  }
  const prefix = `${pick(['f', 'h', 'r'], subject)}${schoolClass}${period}`;
  return days.slice(0, count).map((atMs, i) => ({ id: `${prefix}-${i + 1}`, atMs }));
}

import { initials, marks, subjects, surnames, words } from './text/journal.ru.ts';

/** A class journal as the portal's script gets it. Identities never reach a header. */
export interface Journal {
  readonly words: typeof words;
  readonly subjects: readonly string[];
  readonly pupils: readonly { readonly id: string; readonly name: string }[];
  /** In order of time; `month` is the header above `day`. */
  readonly lessons: readonly {
    readonly id: string;
    readonly month: string;
    readonly day: string;
  }[];
  /** How many lessons are shown at once. */
  readonly shown: number;
  /** By subject, then by `pupil/lesson`. */
  readonly marks: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export interface JournalSize {
  /** At most as many as there are invented surnames are distinct; two always share a name. */
  readonly pupils: number;
  readonly shown: number;
  /** Lessons after the shown ones, to slide to. */
  readonly later: number;
}

export const usualSize: JournalSize = { pupils: 30, shown: 40, later: 10 };

const firstLessonMs = Date.UTC(2026, 8, 1);
const dayMs = 86_400_000;

/** The same journal for the same size. The last pupil and the third lesson repeat a header. */
export function createJournal(size: JournalSize = usualSize): Journal {
  const names = range(size.pupils).map((i) => nameOf(i === size.pupils - 1 ? i - 1 : i));
  const pupils = names.toSorted().map((name, i) => ({ id: `pupil-${i + 1}`, name }));
  const lessons = range(size.shown + size.later).map((i) => ({
    id: `lesson-${i + 1}`,
    // Tuesdays and Fridays, and two lessons on the second day.
    ...headerOf(firstLessonMs + dayMs * dayOffset(i > 1 ? i - 1 : i)),
  }));
  const cells = pupils.flatMap((pupil) => lessons.map((lesson) => `${pupil.id}/${lesson.id}`));
  const marksOf = (shift: number): Record<string, string> =>
    Object.fromEntries(cells.map((cell, i) => [cell, pick(marks, ((i * 7919) >> 4) + shift)]));
  return {
    words,
    subjects,
    pupils,
    lessons,
    shown: size.shown,
    marks: Object.fromEntries(subjects.map((subject, i) => [subject, marksOf(i * 5)])),
  };
}

const range = (count: number): readonly number[] => Array.from({ length: count }, (_, i) => i);
const pick = <T>(all: readonly T[], i: number): T => all[i % all.length] as T;
const nameOf = (i: number): string => `${pick(surnames, i)} ${pick(initials, i)}`;
const dayOffset = (i: number): number => Math.floor(i / 2) * 7 + (i % 2) * 3;

function headerOf(atMs: number): { month: string; day: string } {
  const date = new Date(atMs);
  const format = new Intl.DateTimeFormat('ru', { month: 'long', timeZone: 'UTC' });
  return { month: format.format(date), day: String(date.getUTCDate()) };
}

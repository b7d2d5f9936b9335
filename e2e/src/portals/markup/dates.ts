import type { Lesson } from '../school/school.ts';

const two = (value: number): string => String(value).padStart(2, '0');
const dateOf = ({ atMs }: Lesson): Date => new Date(atMs);

export const dayOf = (lesson: Lesson): string => String(dateOf(lesson).getUTCDate());
export const monthNumberOf = (lesson: Lesson): string => String(dateOf(lesson).getUTCMonth() + 1);

/** «15.09». */
export const shortDateOf = (lesson: Lesson): string =>
  `${two(dateOf(lesson).getUTCDate())}.${two(dateOf(lesson).getUTCMonth() + 1)}`;

/** «сентябрь». */
export const monthOf = (lesson: Lesson): string =>
  new Intl.DateTimeFormat('ru', { month: 'long', timeZone: 'UTC' }).format(dateOf(lesson));

/** Lessons beside one another with the same words over them. */
export function runsOf(
  lessons: readonly Lesson[],
  wordsOf: (lesson: Lesson) => string,
): readonly { readonly words: string; readonly lessons: readonly Lesson[] }[] {
  const runs: { words: string; lessons: Lesson[] }[] = [];
  for (const lesson of lessons) {
    const words = wordsOf(lesson);
    const last = runs.at(-1);
    if (last?.words === words) last.lessons.push(lesson);
    else runs.push({ words, lessons: [lesson] });
  }
  return runs;
}

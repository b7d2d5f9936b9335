import fc from 'fast-check';
import { expect, test } from 'vitest';
import { annotationKey } from '../keyed-hash.ts';
import type { AbstractPage } from '../grid/abstract-grid.ts';
import { indexPage } from '../grid/index-page.ts';
import { describePlace } from './describe-place.ts';
import { resolve } from './resolve.ts';

/**
 * A journal whose pupils and lessons keep their identity through every change, so that a note on
 * another cell than the marked one is seen even where the headers are equal.
 */
interface Journal {
  readonly pupils: readonly Pupil[];
  readonly lessons: readonly Lesson[];
  readonly from: number;
  readonly size: number;
  readonly subject: string;
  readonly marks: ReadonlyMap<string, string>;
}
interface Pupil {
  readonly identity: string;
  readonly name: string;
}
interface Lesson {
  readonly identity: string;
  readonly day: number;
}

const key = annotationKey(new Uint8Array(32).fill(7));
const surnames = ['Абрикосов', 'Берёзкин', 'Вишнёва', 'Грушин', 'Дубов', 'Ёлкина', 'Жасминов'];

type Mutation = (journal: Journal) => Journal;

const at = <T>(all: readonly T[], seed: number): T => all[seed % all.length] as T;
const visible = ({ lessons, from, size }: Journal): readonly Lesson[] =>
  lessons.slice(from, from + size);
const equalDays = (journal: Journal, day: number): number =>
  journal.lessons.filter((lesson) => lesson.day === day).length;
const clampWindow = (journal: Journal): Journal => ({
  ...journal,
  from: Math.max(0, Math.min(journal.from, journal.lessons.length - journal.size)),
});

/**
 * True when an edge of the window parts two lessons of one day, one of them added since. Where the
 * day stood at an edge when the note was made, nothing the page shows then differs from what it
 * showed before, so no rule on headers can see it; only the portal's own ids can.
 */
function isCutInsideGrownDay({ lessons, from, size }: Journal): boolean {
  return [from, from + size].some((edge) => {
    const [before, after] = [lessons[edge - 1], lessons[edge]];
    if (before?.day === undefined || before.day !== after?.day) return false;
    const { day } = before;
    return lessons.some((other) => other.day === day && other.identity.startsWith('added'));
  });
}

function insertLesson(journal: Journal, day: number, seed: number): Journal {
  // A lesson is added where the teacher sees the whole day; otherwise nothing on the page tells
  // the added lesson from one that the window had cut off.
  const shown = visible(journal).filter((lesson) => lesson.day === day).length;
  if (shown !== equalDays(journal, day)) return journal;
  const place = journal.lessons.findLastIndex((lesson) => lesson.day <= day) + 1;
  const added = { identity: `added-${seed}-${journal.lessons.length}`, day };
  return clampWindow({ ...journal, lessons: journal.lessons.toSpliced(place, 0, added) });
}

const seed = fc.nat({ max: 997 });
const mutationArbitrary: fc.Arbitrary<Mutation> = fc.oneof(
  // sort by anything, twins included
  fc.array(seed, { minLength: 12, maxLength: 12 }).map((order): Mutation => (journal) => ({
    ...journal,
    pupils: journal.pupils
      .map((pupil, i) => ({ pupil, rank: order[i % 12] ?? 0 }))
      .toSorted((a, b) => a.rank - b.rank)
      .map(({ pupil }) => pupil),
  })),
  // a new pupil, often with a name the class already has
  seed.map((n): Mutation => (journal) => ({
    ...journal,
    pupils: journal.pupils.toSpliced(n % (journal.pupils.length + 1), 0, {
      identity: `new-${n}-${journal.pupils.length}`,
      name: n % 2 === 0 ? at(journal.pupils, n).name : `Новиков ${n}`,
    }),
  })),
  // a pupil leaves; namesakes stay, for one who leaves and one who comes cannot be told apart
  seed.map((n): Mutation => (journal) => {
    const { name } = at(journal.pupils, n);
    if (journal.pupils.filter((pupil) => pupil.name === name).length > 1) return journal;
    if (journal.pupils.length < 3) return journal;
    return { ...journal, pupils: journal.pupils.filter((pupil) => pupil.name !== name) };
  }),
  // the window slides
  seed.map(
    (n): Mutation =>
      (journal) =>
        clampWindow({ ...journal, from: n % journal.lessons.length }),
  ),
  // a lesson is inserted, on a free day or on a day that has one
  seed.map(
    (n): Mutation =>
      (journal) =>
        insertLesson(journal, n % 28, n),
  ),
  // a mark is corrected, or all of them are
  seed.map((n): Mutation => (journal) => ({
    ...journal,
    marks: new Map(
      [...journal.marks].map(([cell, mark], i) => [cell, i % 3 === n % 3 ? '2' : mark]),
    ),
  })),
  // another subject at the same address
  seed.map((n): Mutation => (journal) => ({
    ...journal,
    subject: n % 4 === 0 ? 'Химия' : journal.subject,
  })),
);

const journalArbitrary: fc.Arbitrary<Journal> = fc
  .record({
    pupils: fc.array(fc.nat({ max: surnames.length - 1 }), { minLength: 2, maxLength: 9 }),
    days: fc.array(fc.nat({ max: 27 }), { minLength: 3, maxLength: 14 }),
    size: fc.integer({ min: 2, max: 8 }),
    from: fc.nat({ max: 12 }),
    marks: fc.array(fc.constantFrom('', '3', '4', '5', 'н'), { minLength: 1, maxLength: 9 }),
  })
  .map(({ pupils, days, size, from, marks }) => {
    const lessons = days.toSorted((a, b) => a - b).map((day, i) => ({ identity: `l${i}`, day }));
    const named = pupils.map((n, i) => ({ identity: `p${i}`, name: at(surnames, n) }));
    const cells = named.flatMap((pupil) => lessons.map((l) => `${pupil.identity}/${l.identity}`));
    return clampWindow({
      pupils: named,
      lessons,
      from,
      size: Math.min(size, lessons.length),
      subject: 'Физика',
      marks: new Map(cells.map((cell, i) => [cell, at(marks, i)])),
    });
  });

interface Shape {
  readonly hasIds: boolean;
  readonly hasAverage: boolean;
}

function pageOf(journal: Journal, shape: Shape): AbstractPage {
  const id = (identity: string): { id?: string } => (shape.hasIds ? { id: identity } : {});
  const average = shape.hasAverage ? [{ path: ['Ср. балл'] }] : [];
  const cols = visible(journal).map(({ identity, day }) => ({
    path: ['ноябрь', `${day + 1}.11`],
    ...id(identity),
  }));
  return {
    adapter: 'generic-grid',
    address: 'https://journal.example/class/7a',
    context: [journal.subject],
    grids: [
      {
        label: 'journal',
        rows: journal.pupils.map(({ identity, name }) => ({ path: [name], ...id(identity) })),
        cols: [...cols, ...average],
      },
    ],
  };
}

const shapeArbitrary = fc.record({
  hasIds: fc.boolean(),
  hasAverage: fc.boolean(),
});

const valueOf = (journal: Journal, pupil?: Pupil, lesson?: Lesson): string =>
  journal.marks.get(`${pupil?.identity}/${lesson?.identity}`) ?? '';

test('[A.2] no change of the page puts a note on another cell in silence', () => {
  fc.assert(
    fc.property(
      journalArbitrary,
      fc.array(mutationArbitrary, { maxLength: 5 }),
      shapeArbitrary,
      seed,
      (journal, mutations, shape, n) => {
        const row = n % journal.pupils.length;
        const col = n % visible(journal).length;
        const pupil = journal.pupils[row];
        const lesson = visible(journal)[col];
        const page = pageOf(journal, shape);
        const index = indexPage(page, key);
        const value = valueOf(journal, pupil, lesson);
        const address = describePlace(page, index, { grid: 0, row, col }, { value, atMs: 0, key });
        if (!address) throw new Error('a named cell has an address');

        const edges = [visible(journal).at(0)?.day, visible(journal).at(-1)?.day];
        const isBlind = !shape.hasIds && edges.includes(lesson?.day);
        const changed = mutations.reduce((before, mutate) => {
          const after = mutate(before);
          return isBlind && isCutInsideGrownDay(after) ? before : after;
        }, journal);
        const later = indexPage(pageOf(changed, shape), key);
        const found = resolve(later, { scope: index.scope, address }, key, (cell) =>
          valueOf(changed, changed.pupils[cell.row], visible(changed)[cell.col ?? -1]),
        );

        expect(found.state === 'other-page').toBe(changed.subject !== journal.subject);
        if (found.state !== 'same' && found.state !== 'changed') return;
        expect(changed.pupils[found.cell.row]?.identity).toBe(pupil?.identity);
        expect(visible(changed)[found.cell.col ?? -1]?.identity).toBe(lesson?.identity);
        const now = valueOf(changed, pupil, lesson);
        expect(found.state).toBe(now === value ? 'same' : 'changed');
      },
    ),
    { numRuns: 3000 },
  );
});

test('[A.2] without equal headers a note is found after sorting, inserting and correcting', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(surnames, { minLength: 4 }), seed, (names, n) => {
      const pupils = names.toSorted().map((name) => ({ identity: name, name }));
      const lessons = [1, 4, 8, 11, 15].map((day) => ({ identity: `l${day}`, day }));
      const journal: Journal = {
        pupils,
        lessons,
        from: 0,
        size: 5,
        subject: 'Физика',
        marks: new Map(),
      };
      const shape = { hasIds: false, hasAverage: true };
      const page = pageOf(journal, shape);
      const index = indexPage(page, key);
      const place = { grid: 0, row: n % pupils.length, col: n % 5 };
      const mark = { value: '4', atMs: 0, key };
      const address = describePlace(page, index, place, mark);
      if (!address) throw new Error('a named cell has an address');
      const changed = { ...insertLesson(journal, 6, 1), size: 6, pupils: pupils.toReversed() };
      const later = indexPage(pageOf(changed, shape), key);
      const found = resolve(later, { scope: index.scope, address }, key, () => '3');
      const lesson = lessons[place.col];
      expect(found).toEqual({
        state: 'changed',
        cell: {
          grid: 0,
          row: pupils.length - 1 - place.row,
          col: visible(changed).findIndex(({ identity }) => identity === lesson?.identity),
        },
      });
    }),
  );
});

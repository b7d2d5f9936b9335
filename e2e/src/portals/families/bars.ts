import { averageText, classOf, periodOf, portalHeader, subjectOf } from '../markup/journal-tags.ts';
import { truth } from '../markup/journal-tags.ts';
import { runsOf, shortDateOf } from '../markup/dates.ts';
import { tag, type Tag } from '../markup/tag.ts';
import type { PortalFamily } from '../portal-family.ts';
import { markOf, shownLessons, shownPupils } from '../school/school.ts';
import type { Lesson, PortalState } from '../school/school.ts';
import { portalWords as words } from '../text/school.ru.ts';

/** БАРС.Web-Образование: a grid of ExtJS 3, each row a table of its own, under a route in the hash. */
export const bars: PortalFamily = {
  id: 'bars',
  rows: 'pupils',
  grid: '.x-grid3',
  // sourced: the path and that the route is in the hash; guessed: what stands after its name
  address: ({ choice: { schoolClass, subject, period } }) =>
    `https://bars.region.example/personal-area/#marks/${schoolClass}/${subject}/${period}`,
  body: (state) => [
    portalHeader(),
    // guessed: the heading over the grid
    tag(
      'h1',
      {},
      `${classOf(state.choice)}, ${subjectOf(state.choice)}, ${periodOf(state.choice)}`,
    ),
    tag(
      'div',
      { class: 'x-grid3', id: `ext-gen${100 + state.drawings}` },
      header(state),
      rows(state),
    ),
  ],
};

/** Guessed: two lessons of a day begin at different times. */
const timeOf = ({ id }: Lesson): string =>
  ['08:30', '09:25', '10:20', '11:20', '12:15'][Number(id.split('-')[1]) % 5] ?? '';

/** Sourced: date and time with colspan over kinds of work; guessed: the classes of ExtJS 3. */
function header(state: PortalState): Tag {
  const lessons = shownLessons(state);
  const groups = runsOf(lessons, (lesson) => `${shortDateOf(lesson)} ${timeOf(lesson)}`);
  const tail = [...(state.withTotals ? [words.total] : []), words.average];
  const cell = (text: string, span = 1): Tag =>
    tag('td', { class: 'x-grid3-hd', colspan: String(span) }, tag('div', {}, text));
  const top = [
    cell(''),
    ...groups.map(({ words: text, lessons: { length } }) => cell(text, length)),
    ...tail.map(() => cell('')),
  ];
  const bottom = [
    cell(words.pupil),
    ...lessons.map(() => cell(words.kind)),
    ...tail.map((text) => cell(text)),
  ];
  return tag(
    'div',
    { class: 'x-grid3-header' },
    tag(
      'table',
      {},
      tag(
        'thead',
        {},
        tag('tr', { class: 'x-grid3-hd-row ux-grid-hd-group-row' }, ...top),
        tag('tr', { class: 'x-grid3-hd-row' }, ...bottom),
      ),
    ),
  );
}

/** Guessed: one table for each row, as ExtJS 3 draws its grids. */
function rows(state: PortalState): Tag {
  const cell = (text: string, attributes: Readonly<Record<string, string>>): Tag =>
    tag(
      'td',
      { class: 'x-grid3-col x-grid3-cell', ...attributes },
      tag('div', { class: 'x-grid3-cell-inner' }, text),
    );
  const drawn = shownPupils(state).map((pupil) => {
    const marks = shownLessons(state).map((lesson) =>
      cell(markOf(state.journal, pupil, lesson), truth(pupil, lesson)),
    );
    const tail = [...(state.withTotals ? [''] : []), averageText(state.journal, pupil)];
    const cells = [cell(pupil.name, truth(pupil)), ...marks, ...tail.map((text) => cell(text, {}))];
    const table = tag(
      'table',
      { class: 'x-grid3-row-table' },
      tag('tbody', {}, tag('tr', {}, ...cells)),
    );
    return tag('div', { class: 'x-grid3-row' }, table);
  });
  return tag('div', { class: 'x-grid3-scroller' }, tag('div', { class: 'x-grid3-body' }, ...drawn));
}

import { averageText, link, periodOf, portalHeader, subjectOf } from '../markup/journal-tags.ts';
import { truth } from '../markup/journal-tags.ts';
import { dayOf, monthNumberOf, monthOf, runsOf } from '../markup/dates.ts';
import { tag, type Tag } from '../markup/tag.ts';
import type { PortalFamily } from '../portal-family.ts';
import { markOf, shownLessons, shownPupils } from '../school/school.ts';
import type { Lesson, PortalState, Pupil } from '../school/school.ts';
import { portalWords as words } from '../text/school.ru.ts';

const host = 'https://schools.dnevnik.ru';

/** Дневник.ру: the classic page, whose address says everything. */
export const dnevnikRu: PortalFamily = {
  id: 'dnevnik-ru',
  rows: 'pupils',
  // sourced: path and names of the parameters; the token is any stranger in the query
  address: ({ choice: { schoolClass, subject, period }, drawings }) =>
    `${host}/journals/journalclassical.aspx?view=subject&school=1000&group=${70 + schoolClass}` +
    `&subject=${500 + subject}&period=${900 + period}&year=2026&ticket=t${drawings}`,
  body: (state) => [portalHeader(), journalHeader(state), periods(state), table(state)],
};

// sourced: the classes, the teacher's link and the school year
const journalHeader = ({ choice }: PortalState): Tag =>
  tag(
    'div',
    { class: 'header_journal' },
    tag('div', { class: 'm10' }, tag('h2', {}, subjectOf(choice)), tag('h3', {}, '2026/2027')),
    tag('div', { class: 'leads' }, tag('a', { class: 'u', href: '/user?user=77' }, words.teacher)),
  );

// sourced
const periods = ({ choice }: PortalState): Tag =>
  tag(
    'ul',
    { class: 'period_list' },
    tag(
      'li',
      { class: 'journal-link-period', 'data-period-id': String(900 + choice.period) },
      tag('a', { class: 'active', href: '#' }, periodOf(choice)),
    ),
  );

/** Guessed: a row of months over the days; sourced: the ids of the days. */
function table(state: PortalState): Tag {
  const lessons = shownLessons(state);
  const months = runsOf(lessons, monthOf).map(({ words: month, lessons: { length } }) =>
    tag('th', { colspan: String(length) }, month),
  );
  const tail = [...(state.withTotals ? [words.total] : []), words.average];
  const head = tag(
    'thead',
    {},
    tag(
      'tr',
      {},
      tag('th', { rowspan: '2' }, words.number),
      tag('th', { rowspan: '2' }, words.pupil),
      ...months,
      ...tail.map((text) => tag('th', { rowspan: '2' }, text)),
    ),
    tag(
      'tr',
      {},
      ...lessons.map((lesson) => tag('th', { id: dayId(state, lesson) }, dayOf(lesson))),
    ),
  );
  return tag('table', {}, head, tag('tbody', {}, ...shownPupils(state).map(rowOf(state))));
}

// sourced: the parts; guessed: that the first is the period, so two lessons of a day share an id
const dayId = ({ choice }: PortalState, lesson: Lesson): string =>
  `day_${900 + choice.period}_${monthNumberOf(lesson)}_${dayOf(lesson)}`;

const rowOf =
  (state: PortalState) =>
  (pupil: Pupil, i: number): Tag => {
    // sourced: the number, then a link with the pupil's id in its query
    const student = `${host}/student.aspx?school=1000&student=${pupil.number}`;
    const tail = [...(state.withTotals ? [''] : []), averageText(state.journal, pupil)];
    return tag(
      'tr',
      {},
      tag('td', {}, String(i + 1)),
      tag('td', truth(pupil), link(student, pupil.name)),
      ...shownLessons(state).map((lesson) => markCell(state, pupil, lesson)),
      ...tail.map((text) => tag('td', {}, text)),
    );
  };

/** Sourced: a span with presence and marks as its two children. */
function markCell({ journal }: PortalState, pupil: Pupil, lesson: Lesson): Tag {
  const mark = markOf(journal, pupil, lesson);
  const isNumber = /\d/.test(mark);
  const parts = [tag('b', {}, isNumber ? '' : mark), tag('b', {}, isNumber ? mark : '')];
  return tag('td', truth(pupil, lesson), tag('span', {}, ...parts));
}

import { averageText, classOf, periodOf, shortNameOf, subjectOf } from '../markup/journal-tags.ts';
import { portalHeader, truth } from '../markup/journal-tags.ts';
import { dayOf, monthOf, runsOf } from '../markup/dates.ts';
import { tag, type Tag } from '../markup/tag.ts';
import type { PortalFamily } from '../portal-family.ts';
import { markOf, shownLessons, shownPupils } from '../school/school.ts';
import type { Lesson, PortalState, Pupil } from '../school/school.ts';
import { portalWords as words } from '../text/school.ru.ts';

// sourced: these statuses come and go at one lesson; only the id before them stays
const statuses = ['DEFAULT', 'HOMEWORK', 'DIGITAL', 'WARNING'] as const;

/** МЭШ and «Моя школа»: a React page of the teacher's journal. */
export const mesh: PortalFamily = {
  id: 'mesh',
  rows: 'pupils',
  grid: 'main table',
  // sourced: the path, and that logon_source comes and goes; guessed: a group for each subject
  address: ({ choice: { schoolClass, subject }, drawings }) => {
    const query = drawings % 2 === 0 ? '?logon_source=sudir' : '';
    const group = 4_100 + schoolClass * 10 + subject;
    return `https://school.mos.ru/teacher/study-process/journal/grade/${group}${query}`;
  },
  body: (state) => [portalHeader(), tag('main', {}, title(state), tabs(state), table(state))],
};

// sourced: the attribute, «undefined» in it included, and that it holds class and subject
const title = ({ choice }: PortalState): Tag =>
  tag(
    'div',
    { 'data-test-component': 'undefined-subheaderTitle-titleContainer' },
    tag('h6', {}, `${classOf(choice)} ${subjectOf(choice)}`),
  );

// guessed: the period is a tab; the address does not hold it
const tabs = ({ choice }: PortalState): Tag =>
  tag(
    'div',
    { role: 'tablist' },
    tag('button', { role: 'tab', 'aria-selected': 'true' }, periodOf(choice)),
  );

// sourced: hashed classes change with a release
const table = (state: PortalState): Tag =>
  tag('table', { class: `JBeaw3_T${state.drawings}` }, head(state), body(state));

/** Sourced: months with colspan, a middle row, dates; first subject and teacher, last the average. */
function head(state: PortalState): Tag {
  const lessons = shownLessons(state);
  const corner = tag(
    'th',
    { rowspan: '3' },
    tag('span', {}, subjectOf(state.choice)),
    tag('span', {}, words.teacher),
  );
  const months = runsOf(lessons, monthOf).map(({ words: month, lessons: { length } }) =>
    tag('th', { colspan: String(length) }, month),
  );
  // guessed: what the middle row holds
  const middle = lessons.map(() => tag('th', {}, tag('i', { class: 'zqK1' })));
  const average = tag('th', { rowspan: '3' }, words.average);
  const total = state.withTotals ? [tag('th', { rowspan: '3' }, words.total)] : [];
  return tag(
    'thead',
    {},
    tag('tr', {}, corner, ...months, ...total, average),
    tag('tr', {}, ...middle),
    tag('tr', {}, ...lessons.map((lesson, i) => dateCell(lesson, state.drawings + i))),
  );
}

// sourced: the attribute and its parts; guessed: that a block inside the cell carries it
const dateCell = (lesson: Lesson, turn: number): Tag => {
  const status = statuses[turn % statuses.length];
  const name = `scheduleLessonCell-${lesson.id.replace(/\W/g, '')}-${status}`;
  return tag('th', {}, tag('div', { 'data-test-component': name }, dayOf(lesson)));
};

function body(state: PortalState): Tag {
  const rows = shownPupils(state).map((pupil) => {
    const marks = shownLessons(state).map((lesson) => markCell(state, pupil, lesson));
    const total = tag('td', {}, tag('div', { 'data-test-component': 'markCell-finalResult' }));
    const average = tag('td', {}, averageText(state.journal, pupil));
    // sourced: the whole name is a title, the text a shorter one
    const name = tag('span', { title: pupil.name }, shortNameOf(pupil));
    const first = tag('td', truth(pupil), name);
    return tag('tr', {}, first, ...marks, ...(state.withTotals ? [total] : []), average);
  });
  return tag('tbody', {}, ...rows);
}

/** Sourced: the value is the block's first span; an empty block is an empty cell. */
function markCell({ journal }: PortalState, pupil: Pupil, lesson: Lesson): Tag {
  const mark = markOf(journal, pupil, lesson);
  const value = mark === '' ? [] : [tag('span', {}, mark)];
  const block = tag('div', { 'data-test-component': 'journal-markCell' }, ...value);
  return tag('td', truth(pupil, lesson), block);
}

import { classOf, link, portalHeader, select, subjectOf, truth } from '../markup/journal-tags.ts';
import { shortDateOf } from '../markup/dates.ts';
import { tag, type Tag } from '../markup/tag.ts';
import type { PortalFamily } from '../portal-family.ts';
import { markOf, shownLessons, shownPupils, type PortalState } from '../school/school.ts';
import { classNames, periods, schoolSubjects, portalWords as words } from '../text/school.ru.ts';

/** Сетевой город: one address for everything, and names and marks as two tables side by side. */
export const netschool: PortalFamily = {
  id: 'netschool',
  rows: 'pupils',
  grid: '#journal-container',
  // sourced: navigation is a POST, so the address never changes; guessed: host and path
  address: () => 'https://sgo.region.example/asp/Journal/JournalBySubject.asp',
  body: (state) => [
    portalHeader(),
    tag('h1', { class: 'title' }, words.journal),
    filters(state),
    tag('div', { id: 'journal-container' }, names(state), marks(state)),
  ],
};

// sourced: the panel, the fields' names and the button; guessed: which field says what
const filters = ({ choice: { schoolClass, subject, period } }: PortalState): Tag =>
  tag(
    'form',
    { class: 'filters-panel', method: 'post' },
    tag('input', { type: 'hidden', name: 'AT', value: '5512880173' }),
    select('PCLID_IUP', classNames, schoolClass),
    select('SGID', schoolSubjects, subject),
    select('TERMID', periods, period),
    tag('button', { type: 'submit' }, words.load),
  );

// sourced: groups of rows for narrow screens stand hidden among the others, with the same words
const hiddenRow = (text: string): Tag =>
  tag('tr', { class: 'visible-scr-row-sm', style: 'display: none' }, tag('td', {}, text));

/** Sourced: the part's class; guessed: a table whose first row has th, as in the saved page. */
function names(state: PortalState): Tag {
  const rows = shownPupils(state).flatMap((pupil, i) => [
    hiddenRow(pupil.name),
    tag('tr', {}, tag('td', {}, `${i + 1}.`), tag('td', truth(pupil), pupil.name)),
  ]);
  const heading = `${classOf(state.choice)}, ${subjectOf(state.choice)}`;
  const head = tag(
    'tr',
    {},
    tag('th', {}, words.number),
    tag('th', { title: heading }, words.pupil),
  );
  return tag(
    'div',
    { class: 'journal-student' },
    tag('table', {}, tag('tbody', {}, head, ...rows)),
  );
}

/** Sourced: the part's class and `tr.links > th > a`; guessed: a date in each link. */
function marks(state: PortalState): Tag {
  const lessons = shownLessons(state);
  const dates = lessons.map((lesson) => tag('th', {}, link('#', shortDateOf(lesson))));
  const total = state.withTotals ? [tag('th', {}, words.total)] : [];
  const rows = shownPupils(state).flatMap((pupil) => [
    hiddenRow(pupil.name),
    tag(
      'tr',
      {},
      ...lessons.map((lesson) =>
        tag('td', truth(pupil, lesson), markOf(state.journal, pupil, lesson)),
      ),
      ...(state.withTotals ? [tag('td', {}, '')] : []),
    ),
  ]);
  const head = tag('tr', { class: 'links' }, ...dates, ...total);
  return tag('div', { class: 'journal-marks' }, tag('table', {}, tag('tbody', {}, head, ...rows)));
}

import { averageText, classOf, periodOf, subjectOf, truth } from '../markup/journal-tags.ts';
import { portalHeader } from '../markup/journal-tags.ts';
import { dayOf, monthOf, runsOf } from '../markup/dates.ts';
import { tag, type Tag } from '../markup/tag.ts';
import type { PortalFamily } from '../portal-family.ts';
import { markOf, shownLessons, shownPupils, type PortalState } from '../school/school.ts';
import { portalWords as words } from '../text/school.ru.ts';

/** A journal that no adapter knows: a plain table, everything about it guessed. */
export const genericTable: PortalFamily = {
  id: 'generic-grid',
  rows: 'pupils',
  grid: 'table',
  address: () => 'https://journal.example/class',
  body: (state) => [
    portalHeader(),
    tag('h1', {}, `${words.journal} ${classOf(state.choice)}`),
    tag('h2', {}, `${subjectOf(state.choice)}, ${periodOf(state.choice)}`),
    tag('table', {}, head(state), body(state)),
  ],
};

function head(state: PortalState): Tag {
  const lessons = shownLessons(state);
  const months = runsOf(lessons, monthOf).map(({ words: month, lessons: { length } }) =>
    tag('th', { colspan: String(length) }, month),
  );
  const tall = (text: string): Tag => tag('th', { rowspan: '2' }, text);
  const tail = [...(state.withTotals ? [words.total] : []), words.average];
  return tag(
    'thead',
    {},
    tag('tr', {}, tall(words.number), tall(words.pupil), ...months, ...tail.map(tall)),
    tag('tr', {}, ...lessons.map((lesson) => tag('th', {}, dayOf(lesson)))),
  );
}

function body(state: PortalState): Tag {
  const rows = shownPupils(state).map((pupil, i) => {
    const marks = shownLessons(state).map((lesson) =>
      tag('td', truth(pupil, lesson), markOf(state.journal, pupil, lesson)),
    );
    const tail = [...(state.withTotals ? [''] : []), averageText(state.journal, pupil)];
    return tag(
      'tr',
      {},
      tag('td', {}, String(i + 1)),
      tag('td', truth(pupil), pupil.name),
      ...marks,
      ...tail.map((text) => tag('td', {}, text)),
    );
  });
  return tag('tbody', {}, ...rows);
}

import { classOf, periodOf, portalHeader, subjectOf, truth } from '../markup/journal-tags.ts';
import { shortDateOf } from '../markup/dates.ts';
import { tag, type Tag } from '../markup/tag.ts';
import type { PortalFamily } from '../portal-family.ts';
import { markOf, shownLessons, shownPupils, type PortalState } from '../school/school.ts';
import { portalWords as words } from '../text/school.ru.ts';

/** ЭлЖур: no table, but two bodies of blocks joined by the names that cells carry. */
export const eljur: PortalFamily = {
  id: 'eljur',
  rows: 'pupils',
  grid: '.grid',
  // sourced: the path; guessed: that it does not say what is chosen on it
  address: () => 'https://shkola7.eljur.ru/journal-app/view.journal',
  body: (state) => [
    portalHeader(),
    // guessed: class, subject and period in headings over the grid
    tag('h1', {}, `${classOf(state.choice)}, ${subjectOf(state.choice)}`),
    tag('h2', {}, periodOf(state.choice)),
    tag('div', { class: 'grid' }, names(state), marks(state)),
  ],
};

/** Sourced: the id, the two attributes of the body and of its header column. */
const names = (state: PortalState): Tag =>
  tag(
    'div',
    { id: 'g0_journal', 'data-grid-control': 'columns-body', xls_list: 'grp0' },
    tag(
      'div',
      { xls: 'hcolumn' },
      // guessed: a heading over the names
      tag('div', { class: 'cell header' }, words.pupil),
      ...shownPupils(state).map((pupil) =>
        tag('div', { class: 'cell', name: pupil.name, ...truth(pupil) }, pupil.name),
      ),
    ),
  );

/** Sourced: the id, class and attribute of the body; `.cell[name] > .cell-data` in it. */
function marks(state: PortalState): Tag {
  const columns = shownLessons(state).map((lesson) =>
    column(
      shortDateOf(lesson),
      shownPupils(state).map((pupil) => ({
        name: pupil.name,
        mark: markOf(state.journal, pupil, lesson),
        truth: truth(pupil, lesson),
      })),
    ),
  );
  const body = { id: 'g0_scroller', class: 'grid-scroll', 'data-grid-control': 'scroll-body' };
  const totals = shownPupils(state).map(({ name }) => ({ name, mark: '', truth: {} }));
  return tag('div', body, ...columns, ...(state.withTotals ? [column(words.total, totals)] : []));
}

interface ColumnCell {
  readonly name: string;
  readonly mark: string;
  readonly truth: Readonly<Record<string, string>>;
}

/** Guessed: a column is a block whose first cell, without a name, is the date. */
const column = (date: string, cells: readonly ColumnCell[]): Tag =>
  tag(
    'div',
    { class: 'column', xls: 'column' },
    tag('div', { class: 'cell header' }, tag('div', { class: 'cell-data' }, date)),
    ...cells.map((cell) =>
      tag(
        'div',
        { class: 'cell', name: cell.name, ...cell.truth },
        tag('div', { class: 'cell-data' }, cell.mark),
      ),
    ),
  );

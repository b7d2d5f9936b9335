import { classOf, periodOf, portalHeader, subjectOf, truth } from '../markup/journal-tags.ts';
import { shortDateOf } from '../markup/dates.ts';
import { tag, type Tag } from '../markup/tag.ts';
import type { PortalFamily } from '../portal-family.ts';
import { markOf, shownLessons, shownPupils, type PortalState } from '../school/school.ts';
import { portalWords as words } from '../text/school.ru.ts';

/** A grid of blocks by the ARIA roles, as virtualised lists are made; guessed throughout. */
export const ariaGrid: PortalFamily = {
  id: 'generic-grid',
  rows: 'pupils',
  grid: '[role="grid"]',
  address: () => 'https://grid.example/journal',
  body: (state) => [
    portalHeader(),
    tag(
      'h1',
      {},
      `${classOf(state.choice)}, ${subjectOf(state.choice)}, ${periodOf(state.choice)}`,
    ),
    grid(state),
  ],
};

function grid(state: PortalState): Tag {
  const lessons = shownLessons(state);
  const tail = state.withTotals ? [words.total] : [];
  const names = [words.pupil, ...lessons.map(shortDateOf), ...tail];
  const head = names.map((name, i) =>
    tag('div', { role: 'columnheader', 'aria-colindex': String(i + 1) }, name),
  );
  const { rows, journal } = state;
  // The window is a part of all rows: their index in the whole survives it.
  const drawn = shownPupils(state).map((pupil, i) => {
    const name = tag(
      'div',
      { role: 'rowheader', 'aria-colindex': '1', ...truth(pupil) },
      pupil.name,
    );
    const marks = lessons.map((lesson, col) =>
      tag(
        'div',
        { role: 'gridcell', 'aria-colindex': String(col + 2), ...truth(pupil, lesson) },
        markOf(journal, pupil, lesson),
      ),
    );
    const total = tail.map(() => tag('div', { role: 'gridcell' }, ''));
    const at = (rows?.from ?? 0) + i + 2;
    return tag('div', { role: 'row', 'aria-rowindex': String(at) }, name, ...marks, ...total);
  });
  const size = {
    'aria-rowcount': String(journal.pupils.length + 1),
    'aria-colcount': String(names.length),
  };
  return tag(
    'div',
    { role: 'grid', ...size },
    tag('div', { role: 'row', 'aria-rowindex': '1' }, ...head),
    ...drawn,
  );
}

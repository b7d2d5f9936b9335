import { html } from 'hono/html';
import { programmeStates } from '@nastavnik/core/domain';
import { dateText, type Markup, type View } from '../layout/view.ts';
import { listPage, type ListFilter } from './list-page.ts';

/** Programmes by organisation and the number of their pair; no titles, which people write. */
export function programmesPage(view: View, filter: ListFilter): Markup {
  const { words } = view;
  return listPage(view, filter, {
    current: 'programmes',
    items: view.figures.organisations.flatMap(({ programmes }) => programmes),
    states: programmeStates,
    stateText: (state) => words.programmeStates[state],
    empty: words.empty.programmes,
    columns: [
      {
        head: words.columns.pair,
        cell: ({ pairNumber }) => (pairNumber === undefined ? '' : words.pairNumber(pairNumber)),
      },
      {
        head: words.columns.state,
        cell: ({ state }) => html`<span class="status">${words.programmeStates[state]}</span>`,
      },
      { head: words.columns.since, cell: ({ start }) => dateText(view, start) },
      { head: words.columns.until, cell: ({ end }) => dateText(view, end) },
      {
        head: words.columns.activities,
        isNumber: true,
        cell: ({ activitiesDone, activitiesPlanned }) =>
          words.doneOf(activitiesDone, activitiesPlanned),
      },
    ],
  });
}

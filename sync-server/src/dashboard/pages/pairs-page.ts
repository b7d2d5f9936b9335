import { html } from 'hono/html';
import type { Markup, View } from '../layout/view.ts';
import { dateText } from '../layout/view.ts';
import { listPage, type ListFilter } from './list-page.ts';
import { pairStateOrder } from './overview-page.ts';

/** Pairs and groups by organisation and number. */
export function pairsPage(view: View, filter: ListFilter): Markup {
  const { words } = view;
  return listPage(view, filter, {
    current: 'pairs',
    items: view.figures.organisations.flatMap(({ pairs }) => pairs),
    states: pairStateOrder,
    stateText: (state) => words.pairStates[state],
    empty: words.empty.pairs,
    columns: [
      { head: words.columns.pair, cell: ({ number }) => words.pairNumber(number) },
      { head: words.columns.kind, cell: ({ isGroup }) => (isGroup ? words.group : words.pair) },
      {
        head: words.columns.state,
        cell: ({ state }) =>
          html`<span class="status ${state === 'conflict' ? 'late' : ''}"
            >${words.pairStates[state]}</span
          >`,
      },
      { head: words.columns.since, cell: ({ since }) => dateText(view, since) },
      { head: words.columns.until, cell: ({ endedOn }) => dateText(view, endedOn) },
    ],
  });
}

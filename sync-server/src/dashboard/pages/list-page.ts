import { html } from 'hono/html';
import { districtPage, pagePaths } from '../layout/page.ts';
import { linkTo, numberText, type Markup, type View } from '../layout/view.ts';

/** What a list is narrowed to; both come from the address and are checked against what exists. */
export interface ListFilter {
  readonly org?: string;
  readonly state?: string;
}

interface ListColumn<Item> {
  readonly head: string;
  readonly isNumber?: true;
  readonly cell: (item: Item) => string | Markup;
}

interface ListPage<Item, State extends string> {
  readonly current: 'pairs' | 'programmes';
  readonly items: readonly (Item & { readonly logId: string; readonly state: State })[];
  readonly states: readonly State[];
  readonly stateText: (state: State) => string;
  readonly columns: readonly ListColumn<Item>[];
  readonly empty: string;
}

const queryOf = (filter: ListFilter): Record<string, string> => ({
  ...(filter.org === undefined ? {} : { org: filter.org }),
  ...(filter.state === undefined ? {} : { state: filter.state }),
});

/** Organisation by organisation, the entries a figure was counted from: numbers, never names. */
export function listPage<Item, State extends string>(
  view: View,
  filter: ListFilter,
  page: ListPage<Item, State>,
): Markup {
  const { words, figures } = view;
  const organisation = figures.organisations.find(({ logId }) => logId === filter.org);
  const ofOrganisation = page.items.filter(
    ({ logId }) => organisation === undefined || logId === organisation.logId,
  );
  const shown = ofOrganisation.filter(
    ({ state }) => filter.state === undefined || state === filter.state,
  );
  const choices = page.states
    .map((state) => ({ state, n: ofOrganisation.filter((item) => item.state === state).length }))
    .filter(({ state, n }) => n > 0 || state === filter.state);
  const base = organisation === undefined ? {} : { org: organisation.logId };
  const chip = (label: string, query: Record<string, string>, isCurrent: boolean): Markup =>
    html`<li>
      <a
        href="${linkTo(view, pagePaths[page.current], query)}"
        ${isCurrent ? html`aria-current="true"` : ''}
        >${label}</a
      >
    </li>`;
  const nameOf = (logId: string): string =>
    figures.organisations.find((one) => one.logId === logId)?.name ?? '';
  const table = html`<div
    class="wide"
    role="region"
    tabindex="0"
    aria-label="${words.pages[page.current]}"
  >
    <table>
      <thead>
        <tr>
          <th scope="col">${words.columns.organisation}</th>
          ${page.columns.map(({ head, isNumber }) => html`<th scope="col" class="${isNumber ? 'number' : ''}">${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${shown.map(
          (item) =>
            html`<tr>
              <th scope="row">${nameOf(item.logId)}</th>
              ${page.columns.map(({ cell, isNumber }) => html`<td class="${isNumber ? 'number' : ''}">${cell(item)}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
  return districtPage(view, {
    current: page.current,
    query: queryOf(filter),
    body: html`${organisation === undefined ? '' : html`<p>${words.ofOrganisation(organisation.name)}. <a href="${linkTo(view, pagePaths[page.current])}">${words.all}</a></p>`}
    ${
      choices.length === 0
        ? ''
        : html`<ul class="filter">
            ${chip(`${words.all}: ${numberText(view, ofOrganisation.length)}`, base, filter.state === undefined)}
            ${choices.map(({ state, n }) => chip(`${page.stateText(state)}: ${numberText(view, n)}`, { ...base, state }, state === filter.state))}
          </ul>`
    }
    ${shown.length === 0 ? html`<p class="note">${page.empty}</p>` : table}`,
  });
}

import { html } from 'hono/html';
import {
  isDue,
  isLate,
  type OrganisationFigure,
} from '../../aggregation/figures/district-figures.ts';
import { barChart } from '../layout/bar-chart.ts';
import { districtPage, pagePaths } from '../layout/page.ts';
import { linkTo, numberText, type Markup, type View } from '../layout/view.ts';
import type { MenteeCategory } from '@nastavnik/core/domain';

interface Row {
  readonly mentors: number;
  readonly mentees: number;
  readonly active: number;
  readonly pairs: number;
  readonly programmes: number;
  readonly due: number;
  readonly overdue: number;
}

const rowOf = (organisation: OrganisationFigure): Row => ({
  mentors: organisation.mentors,
  mentees: organisation.mentees,
  active: organisation.pairs.filter(({ state }) => state === 'active').length,
  pairs: organisation.pairs.length,
  programmes: organisation.programmes.length,
  due: organisation.occurrences.filter(({ status }) => isDue(status)).length,
  overdue: organisation.occurrences.filter(({ status }) => isLate(status)).length,
});

const keys = ['mentors', 'mentees', 'active', 'pairs', 'programmes', 'due', 'overdue'] as const;

function cells(view: View, row: Row, query: Readonly<Record<string, string>>): Markup[] {
  const targets: Partial<Record<keyof Row, string>> = {
    active: linkTo(view, pagePaths.pairs, { ...query, state: 'active' }),
    pairs: linkTo(view, pagePaths.pairs, query),
    programmes: linkTo(view, pagePaths.programmes, query),
    due: linkTo(view, pagePaths.roadmap, { ...query, show: 'due' }),
    overdue: linkTo(view, pagePaths.roadmap, { ...query, show: 'overdue' }),
  };
  return keys.map((key) => {
    const href = targets[key];
    const text = numberText(view, row[key]);
    const shown = href === undefined || row[key] === 0 ? text : html`<a href="${href}">${text}</a>`;
    return html`<td class="number">${shown}</td>`;
  });
}

/** A row per organisation and the sum; every figure opens its list. */
export function organisationTable(view: View): Markup {
  const { words, figures } = view;
  const { columns } = words;
  if (figures.organisations.length === 0) {
    return html`<p class="note">${words.empty.organisations}</p>`;
  }
  const rows = figures.organisations.map((organisation) => ({
    organisation,
    row: rowOf(organisation),
  }));
  const total = Object.fromEntries(
    keys.map((key) => [key, rows.reduce((sum, { row }) => sum + row[key], 0)]),
  ) as unknown as Row;
  const heads = [
    columns.mentors,
    columns.mentees,
    columns.pairsActive,
    columns.pairsAll,
    columns.programmes,
    columns.due,
    columns.overdue,
  ];
  return html`<div
    class="wide"
    role="region"
    tabindex="0"
    aria-label="${words.pages.organisations}"
  >
    <table>
      <thead>
        <tr>
          <th scope="col">${columns.organisation}</th>
          ${heads.map((head) => html`<th scope="col" class="number">${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ organisation, row }) =>
            html`<tr>
              <th scope="row">
                <a href="${linkTo(view, pagePaths.organisations, { org: organisation.logId })}"
                  >${organisation.name}</a
                >
              </th>
              ${cells(view, row, { org: organisation.logId })}
            </tr>`,
        )}
        ${
          rows.length === 1
            ? ''
            : html`<tr class="heading">
                <th scope="row">${words.total}</th>
                ${cells(view, total, {})}
              </tr>`
        }
      </tbody>
    </table>
  </div>`;
}

function organisationDetail(view: View, organisation: OrganisationFigure): Markup {
  const { words } = view;
  const bars = Object.entries(organisation.menteesByCategory).map(([category, value]) => ({
    label: words.categories[category as MenteeCategory | 'none'],
    value: value ?? 0,
    href: linkTo(view, pagePaths.organisations, { org: organisation.logId }),
  }));
  return barChart(view, { caption: words.charts.categories, bars, empty: words.empty.mentees });
}

/** All organisations, or one with its mentees by category. */
export function organisationsPage(view: View, logId: string | undefined): Markup {
  const one = view.figures.organisations.find((organisation) => organisation.logId === logId);
  if (one === undefined) {
    return districtPage(view, {
      current: 'organisations',
      body: html`<h2>${view.words.total}</h2>
        ${organisationTable(view)}`,
    });
  }
  const only = { ...view, figures: { ...view.figures, organisations: [one] } };
  return districtPage(view, {
    current: 'organisations',
    title: one.name,
    query: { org: one.logId },
    body: html`<h2>${view.words.pages.overview}</h2>
      ${organisationTable(only)}${organisationDetail(view, one)}`,
  });
}

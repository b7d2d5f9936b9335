import { html } from 'hono/html';
import { programmeStates } from '@nastavnik/core/domain';
import { isDue, isLate } from '../../aggregation/figures/district-figures.ts';
import { barChart, type Bar } from '../layout/bar-chart.ts';
import { districtPage, pagePaths } from '../layout/page.ts';
import { linkTo, numberText, type Markup, type View } from '../layout/view.ts';
import type { ShownPairState } from '../text/dashboard-words.ts';
import { organisationTable } from './organisations-page.ts';

/** States in the order of a pair's life. */
export const pairStateOrder: readonly ShownPairState[] = [
  'proposed',
  'consentPending',
  'consented',
  'orderDrafted',
  'awaitingStart',
  'active',
  'conflict',
  'refused',
  'ended',
];

function figure(view: View, n: number, noun: string, href: string, isLateFigure = false): Markup {
  return html`<li class="${isLateFigure && n > 0 ? 'late' : ''}">
    <a href="${href}"><b>${numberText(view, n)}</b><span>${noun}</span></a>
  </li>`;
}

function figures(view: View): Markup {
  const { words, figures: district } = view;
  const occurrences = [
    ...district.occurrences,
    ...district.organisations.flatMap((organisation) => organisation.occurrences),
  ];
  const active = district.organisations.flatMap(({ pairs }) =>
    pairs.filter(({ state }) => state === 'active'),
  ).length;
  const due = occurrences.filter(({ status }) => isDue(status)).length;
  const late = occurrences.filter(({ status }) => isLate(status)).length;
  const organisations = district.organisations.length;
  return html`<ul class="figures">
    ${figure(view, organisations, words.figures.organisations(organisations), linkTo(view, pagePaths.organisations))}
    ${figure(view, active, words.figures.activePairs(active), linkTo(view, pagePaths.pairs, { state: 'active' }))}
    ${figure(view, due, words.figures.due(due), linkTo(view, pagePaths.roadmap, { show: 'due' }))}
    ${figure(view, late, words.figures.overdue(late), linkTo(view, pagePaths.roadmap, { show: 'overdue' }), true)}
  </ul>`;
}

function pairBars(view: View): Bar[] {
  const pairs = view.figures.organisations.flatMap((organisation) => organisation.pairs);
  return pairStateOrder.map((state) => ({
    label: view.words.pairStates[state],
    value: pairs.filter((pair) => pair.state === state).length,
    href: linkTo(view, pagePaths.pairs, { state }),
  }));
}

function programmeBars(view: View): Bar[] {
  const programmes = view.figures.organisations.flatMap(({ programmes: list }) => list);
  return programmeStates.map((state) => ({
    label: view.words.programmeStates[state],
    value: programmes.filter((programme) => programme.state === state).length,
    href: linkTo(view, pagePaths.programmes, { state }),
  }));
}

/** The district at a glance: four figures, two charts, a row per organisation. */
export function overviewPage(view: View): Markup {
  const { words } = view;
  return districtPage(view, {
    current: 'overview',
    body: html`${figures(view)}
      <div class="charts">
        ${barChart(view, { caption: words.charts.pairs, bars: pairBars(view), empty: words.empty.pairs })}
        ${barChart(view, { caption: words.charts.programmes, bars: programmeBars(view), empty: words.empty.programmes })}
      </div>
      <h2>${words.pages.organisations}</h2>
      ${organisationTable(view)}`,
  });
}

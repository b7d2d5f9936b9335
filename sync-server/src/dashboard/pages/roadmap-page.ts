import { html } from 'hono/html';
import { isDue, isLate } from '../../aggregation/figures/district-figures.ts';
import type { OccurrenceFigure } from '../../aggregation/figures/occurrence-figures.ts';
import { districtPage, pagePaths } from '../layout/page.ts';
import { dateText, linkTo, numberText, type Markup, type View } from '../layout/view.ts';
import type { RoadmapText, RoadmapTextRow } from './roadmap-text.ts';

export interface RoadmapFilter {
  readonly org?: string;
  readonly show?: 'due' | 'overdue';
}

type Texts = ReadonlyMap<string, RoadmapText>;

const isShown = ({ status }: OccurrenceFigure, show: RoadmapFilter['show']): boolean =>
  show === undefined || (show === 'due' ? isDue(status) : isLate(status));

function statusMark(view: View, occurrence: OccurrenceFigure): Markup {
  const { status, needed, accepted } = occurrence;
  const text = view.words.occurrenceStatuses[status];
  const counted = needed > 1 ? ` · ${view.words.doneOf(accepted, needed)}` : '';
  return html`<span class="status ${isLate(status) ? 'late' : ''}">${text}${counted}</span>`;
}

const periodText = (view: View, { start, end }: OccurrenceFigure): string =>
  [start, end]
    .filter((date, index, dates) => date !== undefined && dates.indexOf(date) === index)
    .map((date) => dateText(view, date))
    .join(' — ');

function textRow(
  view: View,
  row: RoadmapTextRow,
  occurrences: readonly OccurrenceFigure[],
): Markup {
  const { columns } = view.words;
  const statuses = occurrences.map((occurrence) => {
    const period = html`<span class="period">${periodText(view, occurrence)}</span>`;
    return html`<div>${statusMark(view, occurrence)}${period}</div>`;
  });
  return html`<tr>
    <td data-label="${columns.row}">${row.rowNo}</td>
    <th scope="row">${row.title}</th>
    <td data-label="${columns.expectedResult}">${row.expectedResult}</td>
    <td data-label="${columns.deadline}">${row.deadline}</td>
    <td data-label="${columns.responsible}">${row.responsible}</td>
    <td data-label="${columns.status}">${statuses}</td>
  </tr>`;
}

function textTable(
  view: View,
  text: RoadmapText,
  occurrences: readonly OccurrenceFigure[],
  show: RoadmapFilter['show'],
): Markup {
  const { words } = view;
  const ofRow = (rowId: string) =>
    occurrences.filter((one) => one.rowId === rowId && isShown(one, show));
  const rows = text.rows.filter(
    ({ rowId, isHeading }) => !isHeading && (show === undefined || ofRow(rowId).length > 0),
  );
  if (rows.length === 0) return html`<p class="note">${words.empty.occurrences}</p>`;
  const heads = [
    words.columns.row,
    words.columns.title,
    words.columns.expectedResult,
    words.columns.deadline,
    words.columns.responsible,
    words.columns.status,
  ];
  const body = rows.map((row, index) => {
    const isNewSection = row.section !== '' && row.section !== rows[index - 1]?.section;
    const heading = isNewSection
      ? html`<tr class="heading">
          <th scope="colgroup" colspan="${heads.length}">${row.section}</th>
        </tr>`
      : '';
    return html`${heading}${textRow(view, row, ofRow(row.rowId))}`;
  });
  const label = text.title === '' ? words.untitledRoadmap : text.title;
  return html`<h2>${label}</h2>
    <p class="lead">${words.verbatim}</p>
    <div class="wide roadmap" role="region" tabindex="0" aria-label="${label}">
      <table>
        <thead>
          <tr>
            ${heads.map((head) => html`<th scope="col">${head}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${body}
        </tbody>
      </table>
    </div>`;
}

function organisationTables(view: View, filter: RoadmapFilter, texts: Texts): Markup {
  const { words, figures } = view;
  const rows = figures.organisations
    .filter(({ logId }) => filter.org === undefined || logId === filter.org)
    .flatMap(({ name, occurrences }) =>
      occurrences
        .filter((occurrence) => isShown(occurrence, filter.show))
        .map((occurrence) => ({ name, occurrence })),
    );
  if (rows.length === 0) return html`<p class="note">${words.empty.occurrences}</p>`;
  const numberOf = ({ roadmapId, rowId }: OccurrenceFigure): string =>
    texts.get(roadmapId)?.rows.find((row) => row.rowId === rowId)?.rowNo ?? '';
  const heads = [
    words.columns.organisation,
    words.columns.row,
    words.columns.occurrence,
    words.columns.status,
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
          ${heads.map((head) => html`<th scope="col">${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ name, occurrence }) =>
            html`<tr>
              <th scope="row">${name}</th>
              <td>${numberOf(occurrence)}</td>
              <td>${periodText(view, occurrence)}</td>
              <td>${statusMark(view, occurrence)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function filterLinks(view: View, filter: RoadmapFilter): Markup {
  const { words, figures } = view;
  const here = filter.org === undefined ? {} : { org: filter.org };
  const inView =
    filter.org === undefined
      ? [...figures.occurrences, ...figures.organisations.flatMap(({ occurrences }) => occurrences)]
      : figures.organisations
          .filter(({ logId }) => logId === filter.org)
          .flatMap(({ occurrences }) => occurrences);
  const chips = ([undefined, 'due', 'overdue'] as const).map((show) => {
    const label = { all: words.all, due: words.dueOnly, overdue: words.overdueOnly }[show ?? 'all'];
    const n = inView.filter((occurrence) => isShown(occurrence, show)).length;
    const query = { ...here, ...(show === undefined ? {} : { show }) };
    const isCurrent = filter.show === show ? html`aria-current="true"` : '';
    return html`<li>
      <a href="${linkTo(view, pagePaths.roadmap, query)}" ${isCurrent}
        >${label}: ${numberText(view, n)}</a
      >
    </li>`;
  });
  return html`<ul class="filter">
    ${chips}
  </ul>`;
}

/** The district's roadmaps word for word, and the occurrences of the organisations' own plans. */
export function roadmapPage(view: View, filter: RoadmapFilter, texts: Texts): Markup {
  const { words, figures } = view;
  const organisation = figures.organisations.find(({ logId }) => logId === filter.org);
  const own = figures.districtRoadmaps.flatMap((roadmapId) => {
    const text = texts.get(roadmapId);
    const occurrences = figures.occurrences.filter((one) => one.roadmapId === roadmapId);
    return text === undefined ? [] : [textTable(view, text, occurrences, filter.show)];
  });
  const ofDistrict = own.length === 0 ? html`<p class="note">${words.empty.roadmap}</p>` : own;
  return districtPage(view, {
    current: 'roadmap',
    query: {
      ...(organisation === undefined ? {} : { org: organisation.logId }),
      ...(filter.show === undefined ? {} : { show: filter.show }),
    },
    body: html`${filterLinks(view, filter)}
      ${organisation === undefined ? ofDistrict : html`<p>${words.ofOrganisation(organisation.name)}. <a href="${linkTo(view, pagePaths.roadmap)}">${words.all}</a></p>`}
      <h2>${words.pages.organisations}</h2>
      ${organisationTables(view, { ...filter, ...(organisation === undefined ? {} : { org: organisation.logId }) }, texts)}`,
  });
}

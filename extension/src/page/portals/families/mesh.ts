import { pageLimits } from '../../../messaging/page-channel.ts';
import { queryAll } from '../../grid/page-roots.ts';
import type { RefineCell } from '../../grid/read-cells.ts';
import { readContext } from '../../grid/read-context.ts';
import { readGrids } from '../../grid/read-grids.ts';
import { visibleText } from '../../grid/visible-text.ts';
import { pageAddress } from '../page-address.ts';
import type { PortalAdapter } from '../portal-adapter.ts';

/**
 * One code base on many hosts. Sourced for the first two (scripts that teachers use); that the
 * regional ones show the same pages is guessed.
 */
const hosts = new Set([
  'school.mos.ru',
  'authedu.mosreg.ru',
  'education.admoblkaluga.ru',
  'ms-edu.tatar.ru',
  'myschool.05edu.ru',
  'myschool.72to.ru',
  'school.yanao.ru',
  'karelia.minedu.ru',
  'dnevnik.edu35.ru',
  'dnevnik.edurb.ru',
  'dnevnik.tvobr.ru',
  'edu.mso51.ru',
]);

/** Class and subject, which the path says only by a number (sourced: teachers' scripts). */
const titleSelector =
  '[data-test-component="undefined-subheaderTitle-titleContainer"] h6, h6[data-test-component*="subheaderTitle"]';

/** «scheduleLessonCell-<lesson>-<status>»: the status changes, the lesson stays (sourced). */
const lessonPattern = /^scheduleLessonCell-(.+)-[A-Z_]+$/;

/** МЭШ and «Моя школа»: a journal under three rows of headers, lessons with ids of their own. */
export const mesh: PortalAdapter = {
  id: 'mesh',
  personal: true,
  matches: ({ hostname }) => hosts.has(hostname),
  // `logon_source` and everything else of the query says how one came here, not where one is.
  scope: ({ document, roots }, grids) => ({
    address: pageAddress(document.location),
    context: [...queryAll(roots, titleSelector).map(visibleText), ...readContext(roots, grids)],
  }),
  grids: ({ roots }) => readGrids(roots, { refine }),
};

const refine: RefineCell = (cell, { at, row }) => {
  const lesson = lessonOf(cell.source);
  if (lesson !== undefined) return { ...cell, role: 'column-header', id: lesson };
  if (at > 1 || row.closest('thead')) return cell;
  // The text is cut short; the title is the whole name (sourced).
  const name = cell.source.querySelector('span[title]')?.getAttribute('title')?.trim() ?? '';
  if (name === '') return cell;
  return { ...cell, role: 'row-header', text: name.slice(0, pageLimits.textLength) };
};

/** The mark of a lesson stands on the header cell or on something in it (which: guessed). */
function lessonOf(header: Element): string | undefined {
  const selector = '[data-test-component^="scheduleLessonCell-"]';
  const marked = header.matches(selector) ? header : header.querySelector(selector);
  return lessonPattern.exec(marked?.getAttribute('data-test-component') ?? '')?.[1];
}

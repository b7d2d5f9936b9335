import { queryAll } from '../../grid/page-roots.ts';
import type { RefineCell } from '../../grid/read-cells.ts';
import { readContext } from '../../grid/read-context.ts';
import { readGrids } from '../../grid/read-grids.ts';
import { visibleText } from '../../grid/visible-text.ts';
import { pageAddress } from '../page-address.ts';
import type { PortalAdapter } from '../portal-adapter.ts';

/** The parts of the query that say which journal it is (sourced: a public parser). */
const query = ['school', 'group', 'subject', 'period', 'year', 'view'];

/** Whose page it is, or which of its sides: hashed with the scope, never in the address. */
const hashedQuery = ['student', 'user', 'index', 'tab'];

/** Subject and school year; on a pupil's page nothing of it is there (sourced: a public parser). */
const headingSelector = '.header_journal .m10 h2, .header_journal h3';

/** The period in front, where the address does not name one (sourced). */
const periodSelector = '.period_list .journal-link-period[data-period-id]:has(a.active)';

/** Дневник.ру: classic journal pages whose address names class, subject and period. */
export const dnevnikRu: PortalAdapter = {
  id: 'dnevnik-ru',
  personal: true,
  matches: ({ hostname }) => /(^|\.)dnevnik\.ru$/.test(hostname),
  scope: ({ document, roots }, grids) => ({
    address: pageAddress(document.location, { query }),
    context: [
      ...hashedParts(document.location.search),
      ...queryAll(roots, headingSelector).map(visibleText),
      ...queryAll(roots, periodSelector).map((each) => each.getAttribute('data-period-id') ?? ''),
      ...readContext(roots, grids),
    ],
  }),
  grids: ({ roots }) => readGrids(roots, { refine }),
};

function hashedParts(search: string): readonly string[] {
  const given = new URLSearchParams(search);
  return hashedQuery.flatMap((name) => {
    const value = given.get(name);
    return value === null ? [] : [`${name}=${value.slice(0, 64)}`];
  });
}

const refine: RefineCell = (cell, { at }) => {
  const date = dateOf(cell.source.id);
  if (date !== undefined) return { ...cell, role: 'column-header', text: date };
  const pupil = at < 3 ? pupilOf(cell.source) : undefined;
  return pupil === undefined ? cell : { ...cell, role: 'row-header', id: pupil };
};

/**
 * «day_<n>_<month>_<day>» is taken for its date and not for an id: what the first number counts is
 * told in two ways, and a number that counts columns would move to another lesson of the day.
 */
function dateOf(id: string): string | undefined {
  const [, month, day] = /^day_\d+_(\d{1,2})_(\d{1,2})$/.exec(id) ?? [];
  if (month === undefined || day === undefined) return undefined;
  return `${day.padStart(2, '0')}.${month.padStart(2, '0')}`;
}

/** The number in the link behind a pupil's name (sourced). */
function pupilOf(cell: Element): string | undefined {
  const href = cell.querySelector('a[href*="student="]')?.getAttribute('href') ?? '';
  return /[?&]student=(\d+)/.exec(href)?.[1];
}

import { joinSides, layOutTable } from '@nastavnik/core/annotation';
import { queryAll } from '../../grid/page-roots.ts';
import { readContext } from '../../grid/read-context.ts';
import { readGrids, sideRow } from '../../grid/read-grids.ts';
import { readRow } from '../../grid/read-cells.ts';
import { isShown } from '../../grid/visible-text.ts';
import { pageAddress } from '../page-address.ts';
import type { PageTable, PortalAdapter } from '../portal-adapter.ts';

/** guessed: classes of the widget library (ExtJS 3) that the staff's side is built with. */
const panelSelector = '.x-grid3';

/** БАРС.Web-Образование: routes in the fragment, journals under grouped headers. */
export const bars: PortalAdapter = {
  id: 'bars',
  personal: true,
  // Path: sourced. Host name of the staff's side: guessed.
  matches: ({ hostname, pathname }) =>
    /^\/personal-area(\/|$)/.test(pathname) || /^bars[.-]/.test(hostname),
  scope: ({ document, roots }, grids) => ({
    address: pageAddress(document.location, { hash: true }),
    context: readContext(roots, grids),
  }),
  grids: ({ roots }) => {
    const panels = queryAll(roots, panelSelector).filter(isShown);
    const isInPanel = (table: Element): boolean => panels.some((panel) => panel.contains(table));
    return [...panels.flatMap((panel) => readPanel(panel)), ...readGrids(roots, {}, isInPanel)];
  },
};

/**
 * A panel keeps headers and body apart, every row a table of its own; a locked panel keeps names
 * apart from marks as well. Two rows of headers, date and time over kinds of work, are sourced;
 * how they are marked up is guessed, so columns are known by these texts alone.
 */
function readPanel(panel: Element): readonly PageTable[] {
  const heads = [...panel.querySelectorAll('.x-grid3-header')].filter(isShown);
  const bodies = [...panel.querySelectorAll('.x-grid3-body')].filter(isShown);
  const sides = heads.flatMap((head, at) => {
    const body = bodies[at];
    return body ? [{ head: headRows(head), body: bodyRows(body) }] : [];
  });
  const [left, right, ...others] = sides;
  if (!left || others.length > 0 || heads.length !== bodies.length) return [];
  const rows = right
    ? joinSides(left, right)
    : [...left.head, ...left.body.map(({ cells }) => cells)];
  const table = rows && layOutTable('journal', rows);
  return table ? [table] : [];
}

const headRows = (head: Element): ReturnType<typeof readRow>[] =>
  [...head.querySelectorAll('tr')]
    .filter(isShown)
    .map((row) => readRow(row).map((cell) => ({ ...cell, role: 'column-header' })));

const bodyRows = (body: Element): ReturnType<typeof sideRow>[] =>
  [...body.querySelectorAll('.x-grid3-row')].filter(isShown).flatMap((element) => {
    const row = element.querySelector('tr');
    return row ? [sideRow(element, readRow(row))] : [];
  });

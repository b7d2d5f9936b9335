import { mentionsMonth } from '@nastavnik/core/annotation';
import { pageLimits } from '../../messaging/page-channel.ts';
import type { PageTable } from '../portals/portal-adapter.ts';
import { contentsOf, queryAll, type PageRoot } from './page-roots.ts';
import { isShown, visibleText } from './visible-text.ts';

const headingSelector = 'h1, h2';
const chosenSelector = '[role="tab"][aria-selected="true"], [role="option"][aria-selected="true"]';
const inGrid = 'table, [role="grid"], [role="treegrid"], [role="table"]';

/**
 * The texts around the grids that say class, subject and period, which the address often does not:
 * headings, chosen tabs and choices of selects. Too much here loses a note from the list, too
 * little would put it on another subject's cell.
 */
export function readContext(
  roots: readonly PageRoot[],
  grids: readonly PageTable[],
): readonly string[] {
  const around = (selector: string): readonly Element[] =>
    queryAll(roots, selector).filter(
      (element) => element.closest(inGrid) === null && isShown(element),
    );
  const texts = [
    ...around(headingSelector).map(visibleText),
    ...around(chosenSelector).map(visibleText),
    ...around('select').map(chosenOption),
    ...(grids.some(hasBareDays) ? roots.flatMap(monthLabels) : []),
  ];
  const stable = texts.map((text) => text.replace(/\(\d+\)/g, '').trim());
  return stable.filter((text) => text !== '').slice(0, pageLimits.context);
}

/** The text of a select's choice. */
const chosenOption = (element: Element): string => {
  const option = [...element.querySelectorAll('option')].find((each) => each.selected);
  return option ? visibleText(option) : '';
};

/** Columns named «3», «6», «10»: the same in every month, so the month has to be found elsewhere. */
const hasBareDays = ({ grid }: PageTable): boolean =>
  grid.cols.some(({ path }) => path.length > 0 && path.every((part) => /^\d{1,2}$/.test(part)));

/** «Ноябрь», «Ноябрь 2026»; not «22 ноября», which a clock in the corner says. */
function monthLabels(root: PageRoot): readonly string[] {
  const labels: string[] = [];
  const top = contentsOf(root);
  const walker = top.ownerDocument?.createTreeWalker(top, NodeFilter.SHOW_TEXT);
  if (!walker) return labels;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.nodeValue?.trim() ?? '';
    const isLabel = /^\p{L}{3,9}(,?\s\d{4})?(\s\p{L}\.?)?$/u.test(text) && mentionsMonth(text);
    const parent = isLabel ? node.parentElement : null;
    if (parent && parent.closest(`${inGrid}, option, script`) === null && isShown(parent)) {
      labels.push(text);
    }
  }
  return labels;
}

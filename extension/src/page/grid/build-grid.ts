import { layOutTable, maxGridSide, type TableCell } from '@nastavnik/core/annotation';
import { pageLimits } from '../../messaging/page-channel.ts';
import type { PageTable } from '../portals/portal-adapter.ts';
import { visibleText } from './visible-text.ts';

/** Something of the page that takes part in a grid, with the text that stands for it. */
export interface GridPart {
  readonly text: string;
  readonly source: Element;
  readonly id?: string;
}

export interface BuiltRow {
  /** What names the row, outermost first. */
  readonly names: readonly GridPart[];
  /** One for each column; a hole where the page has nothing there. */
  readonly values: readonly (GridPart | undefined)[];
}

/** A grid of things that are no table in the markup: lists of files, columns of divisions. */
export function buildGrid(
  label: string,
  cols: readonly GridPart[],
  rows: readonly BuiltRow[],
): PageTable | undefined {
  const [first] = rows;
  const corner = first?.names[0];
  if (!first || !corner) return undefined;
  const depth = first.names.length;
  const top = { ...cellOf({ ...corner, text: '' }, 'column-header'), colSpan: depth };
  const head = [top, ...cols.map((col) => cellOf(col, 'column-header'))];
  const body = rows.slice(0, maxGridSide).map(({ names, values }) => [
    ...names.map((name) => cellOf(name, 'row-header')),
    ...values.flatMap((value, at) => {
      return value ? [{ ...cellOf(value, 'data'), col: depth + at }] : [];
    }),
  ]);
  return layOutTable(label, [head, ...body]);
}

/** An element as the text it shows. */
export const partOf = (source: Element, text = visibleText(source)): GridPart => ({ text, source });

function cellOf(part: GridPart, role: TableCell<Element>['role']): TableCell<Element> {
  const text = part.text.slice(0, pageLimits.textLength);
  return { ...part, text, role, rowSpan: 1, colSpan: 1 };
}

import type { AbstractPage, CellPlace } from '../grid/abstract-grid.ts';
import type { AxisIndex, HeaderIndex } from '../grid/index-axis.ts';
import type { PageIndex } from '../grid/index-page.ts';
import type { ColumnPlace, GridAddress, RowPlace } from '../grid-address.ts';
import type { AnnotationKey } from '../keyed-hash.ts';
import { normaliseText } from '../normalisation.ts';
import { valueHash } from './value-hash.ts';

const labelPattern = /^[0-9][0-9./:-]{0,11}$/;

/**
 * The address to store for a cell (or, without `col`, a row) that a person marked. `undefined` for
 * a place without a header: it could only be found by counting, which is how notes go astray.
 */
export function describePlace(
  page: AbstractPage,
  index: PageIndex,
  place: CellPlace,
  mark: { readonly value: string; readonly atMs: number; readonly key: AnnotationKey },
): GridAddress | undefined {
  const grid = index.grids[place.grid];
  const row = grid && describeHeader(grid.rows, place.row);
  if (!grid || !row) return undefined;
  const { atMs, key } = mark;
  const shared = { v: 1, grid: grid.place, row } as const;
  if (place.col === undefined) return { kind: 'row', ...shared, state: { atMs } };

  const col = describeHeader(grid.cols, place.col);
  if (!col) return undefined;
  const path = page.grids[place.grid]?.cols[place.col]?.path ?? [];
  const hash = valueHash(key, row.key, col.key, mark.value);
  return { kind: 'cell', ...shared, col: withLabel(col, path), state: { hash, atMs } };
}

function describeHeader(axis: AxisIndex, at: number): RowPlace | undefined {
  const header = axis.headers[at];
  if (!header?.named) return undefined;
  const equal = axis.equalTo(header.key);
  // Several equal dates that fill a window are told apart only by other dates beside them: a
  // window full of one day looks the same after it has moved on.
  const anchors = (side: HeaderIndex): boolean =>
    header.calendar && (equal.places.length === 1 || side.calendar);
  return {
    key: header.key,
    ord: equal.places.indexOf(at),
    of: equal.places.length,
    ...(header.id === undefined || isShared(axis, header.id) ? {} : { id: header.id }),
    ...(anchors(equal.before) ? { before: equal.before.key } : {}),
    ...(anchors(equal.after) ? { after: equal.after.key } : {}),
  };
}

/** An id that two rows have names neither: seen alone later, it could be the other's. */
const isShared = (axis: AxisIndex, id: string): boolean =>
  axis.headers.filter((header) => header.id === id).length > 1;

/** Dates and numbers may be read in the document; any other header could be somebody's name. */
function withLabel(col: RowPlace, path: readonly string[]): ColumnPlace {
  const label = normaliseText(path.at(-1) ?? '');
  return labelPattern.test(label) ? { ...col, label } : col;
}

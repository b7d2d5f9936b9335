import type { CellPlace } from '../grid/abstract-grid.ts';
import type { AxisIndex, HeaderIndex } from '../grid/index-axis.ts';
import type { GridIndex, PageIndex } from '../grid/index-page.ts';
import type { GridAddress, GridPlace, RowPlace } from '../grid-address.ts';
import type { PageScope } from '../place/page-scope.ts';

/** Where a note stands on a page, before its value is looked at. */
export type Location =
  | { readonly state: 'found'; readonly cell: CellPlace }
  | { readonly state: 'ambiguous'; readonly candidates: readonly CellPlace[] }
  | { readonly state: 'out-of-view' | 'other-page' | 'orphan' };

/**
 * Finds the cell of a note by names alone: the portal's id, then the header and its ordinal among
 * equal headers, then nothing. The old value is never used to find it.
 */
export function locate(page: PageIndex, scope: PageScope, address: GridAddress): Location {
  const here = page.scope;
  const isHere =
    scope.adapter === here.adapter && scope.page === here.page && scope.context === here.context;
  if (!isHere) return { state: 'other-page' };
  const grids = gridsOf(page.grids, address.grid);
  if (grids.length === 0) return { state: 'orphan' };

  const isCertain = grids.length === 1;
  const candidates = grids.flatMap((at) => cellsOf(page.grids[at], at, address));
  const [first, ...others] = candidates;
  if (first === undefined) return { state: 'out-of-view' };
  if (isCertain && first.certain && others.length === 0)
    return { state: 'found', cell: first.cell };
  return { state: 'ambiguous', candidates: candidates.map(({ cell }) => cell) };
}

interface Candidate {
  readonly cell: CellPlace;
  readonly certain: boolean;
}

/** The grid of a note; all of its label once their number has changed, for then any may be it. */
function gridsOf(grids: readonly GridIndex[], wanted: GridPlace): readonly number[] {
  const equal = grids.flatMap(({ place }, at) => (place.key === wanted.key ? [at] : []));
  const at = equal.length === wanted.of ? equal[wanted.ord] : undefined;
  return at === undefined ? equal : [at];
}

function cellsOf(
  grid: GridIndex | undefined,
  at: number,
  address: GridAddress,
): readonly Candidate[] {
  if (!grid) return [];
  const rows = findHeader(grid.rows, address.row);
  if (address.kind === 'row') {
    return rows.places.map((row) => ({ cell: { grid: at, row }, certain: rows.certain }));
  }
  const cols = findHeader(grid.cols, address.col);
  const certain = rows.certain && cols.certain;
  return rows.places.flatMap((row) =>
    cols.places.map((col) => ({ cell: { grid: at, row, col }, certain })),
  );
}

interface Found {
  readonly places: readonly number[];
  readonly certain: boolean;
}

function findHeader(axis: AxisIndex, wanted: RowPlace): Found {
  if (wanted.id !== undefined && axis.hasIds) {
    const places = axis.headers.flatMap(({ id }, at) => (id === wanted.id ? [at] : []));
    return { places, certain: places.length === 1 };
  }
  const equal = axis.equalTo(wanted.key);
  if (equal.places.length !== wanted.of) return { places: equal.places, certain: false };
  if (wanted.before === undefined && wanted.after === undefined) {
    return { places: equal.places, certain: wanted.of === 1 };
  }
  // Equal dates at the two ends of a sliding window may be different lessons: one neighbour has
  // to be the same as when the note was made.
  const isAnchored = equal.before.key === wanted.before || equal.after.key === wanted.after;
  const isCut =
    isBeyondEdge(axis, wanted.before, equal.before) ||
    isBeyondEdge(axis, wanted.after, equal.after);
  const at = equal.places[wanted.ord];
  if (!isAnchored || isCut || !equal.together || at === undefined) {
    return { places: equal.places, certain: false };
  }
  return { places: [at], certain: true };
}

/**
 * True when the neighbour of that time has left the window and the window now ends in its place: a
 * lesson added to the same day since may stand beyond the edge, or be the very one that is shown.
 */
const isBeyondEdge = (axis: AxisIndex, wanted: string | undefined, side: HeaderIndex): boolean =>
  wanted !== undefined &&
  wanted !== axis.edgeKey &&
  side.key !== wanted &&
  !side.calendar &&
  axis.equalTo(wanted).places.length === 0;

import type { CellPlace } from '../grid/abstract-grid.ts';
import type { PageIndex } from '../grid/index-page.ts';
import type { GridAddress } from '../grid-address.ts';
import type { AnnotationKey } from '../keyed-hash.ts';
import type { PageScope } from '../place/page-scope.ts';
import { locate } from './locate.ts';
import { valueHash } from './value-hash.ts';

/**
 * What became of a note: on the `same` cell, on it but its value has `changed`, `ambiguous` between
 * several, its row or column `out-of-view`, made on an `other-page`, or its grid gone (`orphan`).
 */
export type Resolution =
  | { readonly state: 'same' | 'changed'; readonly cell: CellPlace }
  | { readonly state: 'ambiguous'; readonly candidates: readonly CellPlace[] }
  | { readonly state: 'out-of-view' | 'other-page' | 'orphan' };

export type ResolutionState = Resolution['state'];

/** The text of a cell on the page now; `undefined` while it has not been read. */
export type ValueAt = (cell: CellPlace) => string | undefined;

/** Finds a note's cell and checks its value. An unread value counts as the same. */
export function resolve(
  page: PageIndex,
  note: { readonly scope: PageScope; readonly address: GridAddress },
  key: AnnotationKey,
  valueAt: ValueAt,
): Resolution {
  const location = locate(page, note.scope, note.address);
  if (location.state !== 'found') return location;
  const { cell } = location;
  if (note.address.kind === 'row') return { state: 'same', cell };
  const value = valueAt(cell);
  const { row, col, state } = note.address;
  const isSame = value === undefined || valueHash(key, row.key, col.key, value) === state.hash;
  return { state: isSame ? 'same' : 'changed', cell };
}

import type { GridPlace } from '../grid-address.ts';
import { keyedHash, type AnnotationKey } from '../keyed-hash.ts';
import { normalisePath } from '../normalisation.ts';
import type { PageScope } from '../place/page-scope.ts';
import type { AbstractPage } from './abstract-grid.ts';
import { indexAxis, type AxisIndex } from './index-axis.ts';

export interface GridIndex {
  readonly place: GridPlace;
  readonly rows: AxisIndex;
  readonly cols: AxisIndex;
}

/** A page under the author's key: built once per change of its headers, asked once per note. */
export interface PageIndex {
  readonly scope: PageScope;
  readonly grids: readonly GridIndex[];
}

export function indexPage(page: AbstractPage, key: AnnotationKey): PageIndex {
  const labels = page.grids.map((grid) => keyedHash(key, 'grid', normalisePath([grid.label])));
  return {
    scope: {
      v: 1,
      adapter: page.adapter,
      page: keyedHash(key, 'page', [page.address]),
      context: keyedHash(key, 'context', normalisePath(page.context)),
    },
    grids: page.grids.map((grid, at) => {
      const label = labels[at] ?? '';
      return {
        place: {
          key: label,
          ord: labels.slice(0, at).filter((other) => other === label).length,
          of: labels.filter((other) => other === label).length,
        },
        rows: indexAxis(grid.rows, key),
        cols: indexAxis(grid.cols, key),
      };
    }),
  };
}

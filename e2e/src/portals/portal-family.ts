import type { Tag } from './markup/tag.ts';
import type { RowKind } from './school/create-journal.ts';
import type { PortalState } from './school/school.ts';

/**
 * One family of portals as it shows a journal. What is known of its markup is marked `sourced` in
 * its generator (seen in public code or a saved page), what is not `guessed`.
 */
export interface PortalFamily {
  /** Id of the adapter that ought to read it. */
  readonly id: string;
  readonly rows: RowKind;
  /** Where the portal shows this, with everything it writes into the address. */
  address(state: PortalState): string;
  /** What finds the grid, which may lag behind the words around it; none where a page is loaded whole. */
  readonly grid?: string;
  /** The parts of the page's body. */
  body(state: PortalState): readonly Tag[];
}

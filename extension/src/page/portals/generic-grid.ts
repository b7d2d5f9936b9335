import { readContext } from '../grid/read-context.ts';
import { readGrids } from '../grid/read-grids.ts';
import { pageAddress } from './page-address.ts';
import type { PortalAdapter } from './portal-adapter.ts';

/** Any page with a table or ARIA grid whose rows and columns have names. */
export const genericGrid: PortalAdapter = {
  id: 'generic-grid',
  personal: true,
  matches: () => true,
  scope: ({ document, roots }, grids) => ({
    address: pageAddress(document.location),
    context: readContext(roots, grids),
  }),
  grids: ({ roots }) => readGrids(roots),
};

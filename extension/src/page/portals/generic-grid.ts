import { readGrids } from '../grid/read-grids.ts';
import { readContext } from '../grid/read-context.ts';
import type { PortalAdapter } from './portal-adapter.ts';

/** Any page with a table or ARIA grid whose rows and columns have names. */
export const genericGrid: PortalAdapter = {
  id: 'generic-grid',
  personal: true,
  matches: () => true,
  scope: (document, grids) => ({
    address: document.location.origin + document.location.pathname,
    context: readContext(document, grids),
  }),
  grids: readGrids,
};

import { bars } from './families/bars.ts';
import { dnevnikRu } from './families/dnevnik-ru.ts';
import { eljur } from './families/eljur.ts';
import { gosweb } from './families/gosweb.ts';
import { mesh } from './families/mesh.ts';
import { netschool } from './families/netschool.ts';
import { genericGrid } from './generic-grid.ts';
import type { PortalAdapter } from './portal-adapter.ts';
import { isStateService } from './state-service.ts';

/**
 * In the order they are asked: those known by their hosts before those known by a path; the generic
 * grid takes every page the others leave. Nothing here knows of tests: a fixture is reached under
 * its portal's host name, see docs/portals.md.
 */
const adapters: readonly PortalAdapter[] = [mesh, dnevnikRu, gosweb, eljur, netschool, bars];

export const adapterFor = (url: URL): PortalAdapter =>
  isStateService(url.hostname)
    ? genericGrid
    : (adapters.find((adapter) => adapter.matches(url)) ?? genericGrid);

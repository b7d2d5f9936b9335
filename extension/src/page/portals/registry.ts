import { genericGrid } from './generic-grid.ts';
import type { PortalAdapter } from './portal-adapter.ts';

/** In the order they are asked; the generic grid takes every page the others leave. */
const adapters: readonly PortalAdapter[] = [genericGrid];

export const adapterFor = (url: URL): PortalAdapter =>
  adapters.find((adapter) => adapter.matches(url)) ?? genericGrid;

export { elementAt, readPage, type PageReading } from './grid/page-reading.ts';
export { watchPage } from './grid/watch-page.ts';
export { adapterFor } from './portals/registry.ts';
export type { PortalAdapter } from './portals/portal-adapter.ts';

export { elementAt, readPage, type PageReading } from './grid/page-reading.ts';
export { cellValue } from './grid/visible-text.ts';
export { watchPage } from './grid/watch-page.ts';
export { adapterFor } from './portals/registry.ts';
export { findNotes, placeKey, placesToWatch } from './session/find-notes.ts';
export type { GridNote } from './session/page-note.ts';

export { gridAddressSchema, type GridAddress } from './grid-address.ts';
export type { AbstractGrid, AbstractPage, CellPlace, GridHeader } from './grid/abstract-grid.ts';
export { mentionsMonth } from './grid/calendar.ts';
export { indexPage, type PageIndex } from './grid/index-page.ts';
export {
  layOutTable,
  maxGridSide,
  type LaidOutTable,
  type TableCell,
} from './grid/lay-out-table.ts';
export { annotationKey, type AnnotationKey } from './keyed-hash.ts';
export { normaliseText } from './normalisation.ts';
export { pageScopeSchema, type PageScope } from './page-scope.ts';
export { redact, type Redaction, type RedactionWords } from './redaction/redact.ts';
export { describePlace } from './resolution/describe-place.ts';
export {
  resolve,
  type Resolution,
  type ResolutionState,
  type ValueAt,
} from './resolution/resolve.ts';

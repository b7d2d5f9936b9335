export { addressSchema, type Address } from './place/address.ts';
export { gridAddressSchema, type GridAddress } from './grid-address.ts';
export type { AbstractGrid, AbstractPage, CellPlace, GridHeader } from './grid/abstract-grid.ts';
export { mentionsMonth } from './grid/calendar.ts';
export { joinSides, type GridSide, type SideRow } from './grid/join-sides.ts';
export { placeByIndex, type NumberedCell, type NumberedRow } from './grid/place-by-index.ts';
export { indexPage, type PageIndex } from './grid/index-page.ts';
export {
  layOutTable,
  maxGridSide,
  type LaidOutTable,
  type TableCell,
} from './grid/lay-out-table.ts';
export { exportAnnotations } from './interchange/export-annotations.ts';
export { importAnnotations, importLimits } from './interchange/import-annotations.ts';
export type {
  ExportOptions,
  ForeignPassage,
  ImportedAnnotation,
  ImportedAnnotations,
  InterchangeNote,
} from './interchange/interchange-note.ts';
export { annotationKey, type AnnotationKey } from './keyed-hash.ts';
export { normaliseText } from './normalisation.ts';
export { pageScopeSchema, type PageScope } from './place/page-scope.ts';
export { describePassage, type PassageMark } from './prose/describe-passage.ts';
export type { TextRange } from './prose/normalise-prose.ts';
export { proseAddressSchema, proseLimits, type ProseAddress } from './prose/prose-address.ts';
export { redactPassage, type PassageRedactionWords } from './prose/redaction/redact-passage.ts';
export {
  indexProse,
  proseScope,
  type ContainerStart,
  type ProseIndex,
  type ProsePage,
} from './prose/prose-page.ts';
export { resolvePassage, type PassageResolution } from './prose/resolve-passage.ts';
export { redact, type Redaction, type RedactionWords } from './redaction/redact.ts';
export { describePlace } from './resolution/describe-place.ts';
export {
  resolve,
  type Resolution,
  type ResolutionState,
  type ValueAt,
} from './resolution/resolve.ts';

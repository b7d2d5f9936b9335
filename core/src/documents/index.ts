export { documentKinds, type DocumentKindName } from '../access/rights/document-record.ts';
export { liveEntities, type CommandContext } from './fields/entity.ts';
export type {
  Field,
  JsonField,
  MapField,
  OptionalField,
  RecordField,
  ScalarField,
  TextField,
  ValueOf,
} from './fields/field.ts';
export { initializeAutomerge, type WasmSource } from './kind/automerge.ts';
export type { Draft } from './fields/write-record.ts';
export { checkOperationValue } from './kind/check-operation-value.ts';
export type { FixedChange } from './kind/fixed-change.ts';
export { fixedChanges, reservedActors } from './kind/fixed-changes.ts';
export { documentSchemas, type StoredValue } from './kind/schemas.ts';
export { sizeLimit } from './kind/size-limit.ts';
export {
  knownVersion,
  missingFixedChanges,
  schemaVersion,
  startDocument,
} from './kind/start-document.ts';

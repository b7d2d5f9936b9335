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
export { approvalsCommands } from './office/approvals/commands.ts';
export { organisationCommands } from './office/organisation/commands.ts';
export { registerCommands } from './office/register/commands.ts';
export { roadmapCommands } from './office/roadmap/commands.ts';
export type { LoadableTemplate } from './office/roadmap/load-template.ts';
export { pairCommands } from './pairs/pair/commands.ts';
export { petitionCommands } from './pairs/petition/commands.ts';
export { programmeCommands } from './pairs/programme/commands.ts';
export { notesCommands } from './people/notes/commands.ts';
export { personCommands } from './people/person/commands.ts';
export { profileCommands } from './people/profile/commands.ts';
export type { Collection } from './fields/collection.ts';
export type { EntityInput, RecordChanges } from './fields/entity-input.ts';
export { evidenceKinds, type EvidenceKind } from './fields/evidence.ts';
export type { StoredVersion } from './fields/version.ts';

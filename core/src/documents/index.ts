export { documentKinds, type DocumentKindName } from '../access/rights/document-record.ts';
export { liveEntities, type CommandContext } from './fields/entities/entity.ts';
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
export type { Draft } from './fields/writing/write-record.ts';
export { checkOperationValue } from './operations/check-operation-value.ts';
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
export type { Collection } from './fields/entities/collection.ts';
export type { EntityInput, RecordChanges } from './fields/entities/entity-input.ts';
export { evidenceKinds, type EvidenceKind } from './fields/evidence.ts';
export type { StoredVersion } from './fields/version.ts';
export type { Conflict } from './kind/conflicts.ts';
export type { Problem } from './kind/problem.ts';
export { readDocument, type DocumentValues, type Reading } from './kind/read-document.ts';
export type { Approvals } from './office/approvals/read.ts';
export type { Organisation } from './office/organisation/read.ts';
export type { Register, RegisterEntry } from './office/register/read.ts';
export type { Roadmap, RoadmapRow } from './office/roadmap/read.ts';
export { rowOccurrences, type Day } from './office/roadmap/row-occurrences.ts';
export { pairFactsOf, type OutsideFacts } from './pairs/pair/pair-facts.ts';
export type { Pair } from './pairs/pair/read.ts';
export type { Petition } from './pairs/petition/read.ts';
export { programmeFactsOf, type ProgrammeSurroundings } from './pairs/programme/programme-facts.ts';
export type { Programme } from './pairs/programme/read.ts';
export type { Notes } from './people/notes/read.ts';
export type { NoteKeySlot } from './people/notes/schema.ts';
export type { Person } from './people/person/read.ts';
export type { Profile } from './people/profile/read.ts';
export { reportOf, type DocumentReports, type ReportedKind } from './projection/report.ts';
export {
  contentDigest,
  projectForSignature,
  projectPair,
  projectProgramme,
  signingPurposes,
  type JsonValue,
  type SignaturePurpose,
} from './projection/signed-content.ts';
export { summaryOf, type DocumentSummaries } from './projection/summary.ts';

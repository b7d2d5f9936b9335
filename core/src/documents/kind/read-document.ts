import type * as A from '@automerge/automerge/slim';
import type { DocumentKindName } from '../../access/rights/document-record.ts';
import type { Refusal } from '../../kernel/index.ts';
import { encodeField } from '../fields/writing/encode-field.ts';
import { readField, type Fault } from '../fields/reading/read-field.ts';
import { readApprovals, type Approvals } from '../office/approvals/read.ts';
import { readOrganisation, type Organisation } from '../office/organisation/read.ts';
import { readRegister, type Register } from '../office/register/read.ts';
import { readRoadmap, type Roadmap } from '../office/roadmap/read.ts';
import { readPair, type Pair } from '../pairs/pair/read.ts';
import { readPetition, type Petition } from '../pairs/petition/read.ts';
import { readProgramme, type Programme } from '../pairs/programme/read.ts';
import { readNotes, type Notes } from '../people/notes/read.ts';
import { readPerson, type Person } from '../people/person/read.ts';
import { readProfile, type Profile } from '../people/profile/read.ts';
import { conflictsOf, type Conflict } from './conflicts.ts';
import type { Interpretation, Problem } from './problem.ts';
import { documentSchemas, type StoredValue } from './schemas.ts';
import { knownVersion, schemaVersion } from './start-document.ts';

/** What each kind reads as. */
export interface DocumentValues {
  readonly organisation: Organisation;
  readonly register: Register;
  readonly profile: Profile;
  readonly person: Person;
  readonly pair: Pair;
  readonly petition: Petition;
  readonly programme: Programme;
  readonly notes: Notes;
  readonly roadmap: Roadmap;
  readonly approvals: Approvals;
}

/** One document as screens and reports see it. */
export interface Reading<Value> {
  readonly value: Value;
  readonly problems: readonly Problem[];
  readonly conflicts: readonly Conflict[];
  /** Newest schema step of the document, known or not; 0 before its genesis has come. */
  readonly version: number;
  /** False for a document that has not come yet, and for one of a newer schema. */
  readonly writable: boolean;
  /** Why it cannot be written: `document-newer-schema` or `document-unavailable`. */
  readonly refusal?: Refusal;
}

const readers: {
  readonly [Name in DocumentKindName]: (
    stored: StoredValue<Name>,
  ) => Interpretation<DocumentValues[Name]>;
} = {
  organisation: readOrganisation,
  register: readRegister,
  profile: readProfile,
  person: readPerson,
  pair: readPair,
  petition: readPetition,
  programme: readProgramme,
  notes: readNotes,
  roadmap: readRoadmap,
  approvals: readApprovals,
};

/** Reads any document of a kind. Total: whatever was merged gives a value and a list of problems. */
export function readDocument<Name extends DocumentKindName>(
  name: Name,
  doc: A.Doc<unknown>,
): Reading<DocumentValues[Name]> {
  const faults: Fault[] = [];
  const stored = readField(documentSchemas[name], doc, faults) ?? emptyValue(name);
  const { value, problems } = readers[name](stored as StoredValue<Name>);
  const version = schemaVersion(doc);
  const refusal = refusalOf(name, version);
  return {
    value,
    problems: [...faults.map(problemOf), ...problems],
    conflicts: conflictsOf(name, doc),
    version,
    writable: refusal === undefined,
    ...(refusal === undefined ? {} : { refusal }),
  };
}

const problemOf = ({ path, code }: Fault): Problem => ({
  rule: 'C9',
  code,
  path,
  resolver: 'curator',
});

/** Every root name is optional or a container, so that emptiness is a value of every kind. */
function emptyValue(name: DocumentKindName): unknown {
  const encoded = encodeField(documentSchemas[name], {});
  return encoded.ok ? encoded.value : {};
}

function refusalOf(name: DocumentKindName, version: number): Refusal | undefined {
  if (version === 0) return { code: 'document-unavailable' };
  return version > knownVersion(name) ? { code: 'document-newer-schema' } : undefined;
}

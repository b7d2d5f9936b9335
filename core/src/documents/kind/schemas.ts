import type { DocumentKindName } from '../../access/rights/document-record.ts';
import type { RecordField, ValueOf } from '../fields/field.ts';
import { approvalsSchema } from '../office/approvals/schema.ts';
import { organisationSchema } from '../office/organisation/schema.ts';
import { registerSchema } from '../office/register/schema.ts';
import { roadmapSchema } from '../office/roadmap/schema.ts';
import { pairSchema } from '../pairs/pair/schema.ts';
import { petitionSchema } from '../pairs/petition/schema.ts';
import { programmeSchema } from '../pairs/programme/schema.ts';
import { notesSchema } from '../people/notes/schema.ts';
import { personSchema } from '../people/person/schema.ts';
import { profileSchema } from '../people/profile/schema.ts';

/** What is stored, by kind: the one description that reader, writer and gate share. */
export const documentSchemas = {
  organisation: organisationSchema,
  register: registerSchema,
  profile: profileSchema,
  person: personSchema,
  pair: pairSchema,
  petition: petitionSchema,
  programme: programmeSchema,
  notes: notesSchema,
  roadmap: roadmapSchema,
  approvals: approvalsSchema,
} as const satisfies Record<DocumentKindName, RecordField>;

/** The stored value of a kind as plain JSON-safe data. */
export type StoredValue<Name extends DocumentKindName> = ValueOf<(typeof documentSchemas)[Name]>;

import type { DocumentKindName } from '../../access/rights/document-record.ts';

const kib = 1_024;

/** Ceilings of saved documents in bytes. At 80 % the next document of the line opens. */
const maxBytes: Readonly<Record<DocumentKindName, number>> = {
  organisation: 256 * kib,
  register: 512 * kib,
  profile: 64 * kib,
  person: 16 * kib,
  pair: 128 * kib,
  petition: 32 * kib,
  programme: 256 * kib,
  notes: 1_024 * kib,
  roadmap: 512 * kib,
  approvals: 1_024 * kib,
};

/** The largest a document of this kind may be when saved, in bytes. */
export const sizeLimit = (name: DocumentKindName): number => maxBytes[name];

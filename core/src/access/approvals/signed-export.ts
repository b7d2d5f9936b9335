import { z } from 'zod';
import { documentIdSchema, instantMsSchema, type DocumentId } from '../../kernel/index.ts';
import { sequencedEntrySchema, type EntryType, type SequencedEntry } from '../membership/entry.ts';
import { documentKinds, type DocumentKindName } from '../rights/document-record.ts';
import { approvalSchema, type Approval } from './approval.ts';
import { countersignatureSchema, type Countersignature } from './countersignature.ts';

/**
 * A file that proves signatures without any server: what was shown, who signed it, and the whole
 * membership chain that proves the signers' keys, with bodies that speak of documents left out.
 */
export const signedExportSchema = z.strictObject({
  v: z.literal(1),
  kind: z.literal('nastavnik/signed-export'),
  exportedAtMs: instantMsSchema,
  document: z.strictObject({ documentId: documentIdSchema, kind: z.enum(documentKinds) }),
  /** The projection shown to the signers, any JSON value. */
  projection: z.json(),
  /** Exact words agreed to, by statement id. */
  statements: z.record(z.string().max(60), z.string().max(4_000)),
  records: z.array(approvalSchema).max(1_000),
  countersignatures: z.array(countersignatureSchema).max(1_000),
  membership: z.array(sequencedEntrySchema).min(1).max(100_000),
});
export type SignedExport = z.infer<typeof signedExportSchema>;

export interface SignedExportParts {
  readonly documentId: DocumentId;
  readonly kind: DocumentKindName;
  readonly projection: SignedExport['projection'];
  readonly statements: Readonly<Record<string, string>>;
  readonly records: readonly Approval[];
  readonly countersignatures: readonly Countersignature[];
  /** Every entry of the log from the first, as the replica keeps them. */
  readonly membership: readonly SequencedEntry[];
  readonly exportedAtMs: number;
}

const proving: readonly EntryType[] = [
  'found',
  'add-member',
  'set-role',
  'add-device',
  'revoke-device',
  'invite',
  'handover',
];

function withoutNeedlessBody({ body, ...entry }: SequencedEntry): SequencedEntry {
  const isNeeded = (proving as readonly string[]).includes(entry.inner.type);
  return isNeeded && body !== undefined ? { ...entry, body } : entry;
}

/** Puts the file together. It holds pseudonyms and the projection, so it is as private as that. */
export function createSignedExport(parts: SignedExportParts): SignedExport {
  return {
    v: 1,
    kind: 'nastavnik/signed-export',
    exportedAtMs: parts.exportedAtMs,
    document: { documentId: parts.documentId, kind: parts.kind },
    projection: parts.projection,
    statements: { ...parts.statements },
    records: [...parts.records],
    countersignatures: [...parts.countersignatures],
    membership: parts.membership.map(withoutNeedlessBody),
  };
}

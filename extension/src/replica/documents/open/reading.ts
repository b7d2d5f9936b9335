import * as A from '@automerge/automerge/slim';
import type { DocumentKindName } from '@nastavnik/core/access';
import { readDocument } from '@nastavnik/core/documents';
import type { ChangeHash, DocumentId } from '@nastavnik/core/kernel';
import type { DocumentView } from '../../replica.ts';
import type { SummaryRow } from '../../storage/person-database.ts';

/** The total reading of a document for screens. */
export function viewOf(
  documentId: DocumentId,
  kind: DocumentKindName,
  doc: A.Doc<unknown>,
): DocumentView {
  const { value, problems, conflicts, writable } = readDocument(kind, doc);
  const heads = A.getHeads(doc) as ChangeHash[];
  return { documentId, kind, value, problems, conflicts, writable, heads };
}

export function summaryOf(view: DocumentView, updatedAtMs: number): SummaryRow {
  const { documentId, kind, value, heads } = view;
  return { documentId, kind, value, heads, updatedAtMs };
}

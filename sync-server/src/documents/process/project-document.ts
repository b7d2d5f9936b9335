import type * as A from '@automerge/automerge/slim';
import { reportOf, type DocumentKindName } from '@nastavnik/core/documents';

/** What aggregation may see of a document: counts and states, never free text or names. */
export function projectDocument(kind: DocumentKindName, content: A.Doc<unknown>): unknown {
  return reportOf(kind, content);
}

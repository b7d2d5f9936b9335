import type * as A from '@automerge/automerge/slim';
import { readDocument, reportOf, type DocumentKindName } from '@nastavnik/core/documents';

/** What aggregation may see of a document: counts and states, never free text or names. */
export function projectDocument(kind: DocumentKindName, content: A.Doc<unknown>): unknown {
  return reportOf(kind, content);
}

/** A roadmap's rows word for word. Other kinds say nothing here: their words stay with them. */
export function wordsOfRoadmap(kind: DocumentKindName, content: A.Doc<unknown>): unknown {
  if (kind !== 'roadmap') return undefined;
  const { title, rows } = readDocument('roadmap', content).value;
  return {
    title,
    rows: rows.map((row) => ({
      rowId: row.id,
      rowNo: row.rowNo ?? '',
      section: row.section,
      isHeading: row.isHeading,
      title: row.title,
      expectedResult: row.expectedResult,
      deadline: row.deadline.verbatim ?? '',
      responsible: [row.responsible, row.responsibleMunicipal, row.responsibleOrganisation]
        .filter((text) => text !== '')
        .join('; '),
    })),
  };
}

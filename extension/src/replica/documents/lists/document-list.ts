import {
  decide,
  principalOfPerson,
  type DocumentKindName,
  type DocumentRecord,
} from '@nastavnik/core/access';
import type { DocumentId, PersonId } from '@nastavnik/core/kernel';
import { computed, type ReadonlySignal } from '@preact/signals';
import type { MembershipBook } from '../../membership/membership-book.ts';
import type { DocumentSummary } from '../../replica.ts';
import type { Outbox } from './outbox.ts';
import type { Summaries } from './summaries.ts';

export interface DocumentListSources {
  readonly book: MembershipBook;
  readonly summaries: Summaries;
  readonly outbox: Outbox;
  readonly personId: PersonId;
}

/** Lists of readable documents by kind, kept up to date. */
export function createDocumentLists(
  sources: DocumentListSources,
): (kind?: DocumentKindName) => ReadonlySignal<readonly DocumentSummary[]> {
  const { book, summaries, outbox, personId } = sources;
  const readable = computed(() => {
    const principal = principalOfPerson(personId, book.states.value.values());
    return [...book.records.value.values()].filter(
      (document) => decide({ principal, document, operation: 'read' }).allow,
    );
  });
  const waiting = computed(() => {
    const counts = new Map<DocumentId, number>();
    for (const { documentId } of outbox.view.value.waiting) {
      counts.set(documentId, (counts.get(documentId) ?? 0) + 1);
    }
    return counts;
  });
  const lists = new Map<string, ReadonlySignal<readonly DocumentSummary[]>>();
  const summaryOf = (record: DocumentRecord): DocumentSummary => {
    const row = summaries.rows.value.get(record.documentId);
    return {
      documentId: record.documentId,
      kind: record.kind,
      logId: record.logId,
      updatedAtMs: row?.updatedAtMs ?? 0,
      waiting: waiting.value.get(record.documentId) ?? 0,
      ...(row && { value: row.value }),
    };
  };
  return (kind) => {
    const known = lists.get(kind ?? '');
    if (known) return known;
    const list = computed(() => {
      const records = readable.value.filter((record) => kind === undefined || record.kind === kind);
      for (const needed of new Set(records.map((record) => record.kind))) {
        void summaries.ensure(needed);
      }
      return records.map(summaryOf);
    });
    lists.set(kind ?? '', list);
    return list;
  };
}

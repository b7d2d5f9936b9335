import type { DocumentId } from '@nastavnik/core/kernel';
import { useTexts } from '../../text/language.tsx';
import { usePeople } from '../shell/use-people.ts';
import { useSummaries } from '../shell/record/use-summaries.ts';
import { useWorkplace } from '../shell/workplace.tsx';

export interface RecordNames {
  readonly nameOf: (documentId: DocumentId) => string;
  /** Where its screen is, for kinds that have one. */
  readonly hrefOf: (documentId: DocumentId) => string | undefined;
}

/** What a document is called in a list: its kind, and whom or what it is about. */
export function useRecordNames(): RecordNames {
  const { replica } = useWorkplace();
  const { t } = useTexts();
  const people = usePeople();
  const programmes = useSummaries('programme');
  const roadmaps = useSummaries('roadmap');
  const nameOf = (documentId: DocumentId): string => {
    const record = replica.record(documentId);
    if (record === undefined) return t.common.notSet;
    const kind = t.records.kind[record.kind];
    const title = [...programmes, ...roadmaps].find((one) => one.documentId === documentId)?.value
      ?.title;
    if (title !== undefined && title !== '') return `${kind}: ${title}`;
    return record.subjects.length === 0 ? kind : `${kind}: ${people.namesOf(record.subjects)}`;
  };
  const hrefOf = (documentId: DocumentId): string | undefined => {
    switch (replica.record(documentId)?.kind) {
      case 'pair':
        return `#/pairs/${documentId}`;
      case 'programme':
        return `#/programmes/${documentId}`;
      case 'roadmap':
        return `#/roadmaps/${documentId}`;
      case 'register':
        return '#/register';
      case 'notes':
        return '#/notes';
      default:
        return undefined;
    }
  };
  return { nameOf, hrefOf };
}

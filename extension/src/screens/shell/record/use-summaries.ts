import { useMemo } from 'preact/hooks';
import type { DocumentKindName } from '@nastavnik/core/access';
import type { DocumentValues } from '@nastavnik/core/documents';
import type { DocumentId, LogId } from '@nastavnik/core/kernel';
import { useWorkplace } from '../workplace.tsx';

/** A document of a list, without opening it. `value` is absent until it has come from the relay. */
export interface Summary<Name extends DocumentKindName> {
  readonly documentId: DocumentId;
  readonly logId: LogId;
  readonly updatedAtMs: number;
  readonly value: DocumentValues[Name] | undefined;
}

/** Every readable document of a kind, as it was when last saved. */
export function useSummaries<Name extends DocumentKindName>(kind: Name): readonly Summary<Name>[] {
  const { replica } = useWorkplace();
  const documents = useMemo(() => replica.documents(kind), [replica, kind]);
  // The replica rewrites a summary with the reading of core/documents for this very kind.
  return documents.value as readonly Summary<Name>[];
}

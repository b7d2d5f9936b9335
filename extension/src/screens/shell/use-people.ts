import { useMemo } from 'preact/hooks';
import type { PersonId } from '@nastavnik/core/kernel';
import { useTexts } from '../../text/language.tsx';
import { useWorkplace } from './workplace.tsx';

/** Names for ids. Ids themselves are never shown. */
export interface People {
  readonly nameOf: (personId: PersonId) => string;
  readonly isKnown: (personId: PersonId) => boolean;
}

const nameIn = (value: unknown): string | undefined => {
  if (typeof value !== 'object' || value === null || !('name' in value)) return undefined;
  return typeof value.name === 'string' && value.name.trim() !== '' ? value.name : undefined;
};

/** Everyone whose `person` document this device holds. */
export function usePeople(): People {
  const { replica } = useWorkplace();
  const { t } = useTexts();
  const documents = useMemo(() => replica.documents('person'), [replica]);
  const summaries = documents.value;
  return useMemo(() => {
    const names = new Map<PersonId, string>();
    for (const summary of summaries) {
      const name = nameIn(summary.value);
      const record = replica.record(summary.documentId);
      if (name !== undefined) for (const person of record?.subjects ?? []) names.set(person, name);
    }
    return {
      nameOf: (personId) => names.get(personId) ?? t.common.unknownPerson,
      isKnown: (personId) => names.has(personId),
    };
  }, [summaries, replica, t]);
}

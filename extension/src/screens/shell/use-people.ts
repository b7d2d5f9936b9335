import type { Person } from '@nastavnik/core/documents';
import type { PersonId } from '@nastavnik/core/kernel';
import { useTexts } from '../../text/language.tsx';
import { useSummaries } from './record/use-summaries.ts';
import { useWorkplace } from './workplace.tsx';

/** Names for ids. Ids themselves are never shown. */
export interface People {
  readonly nameOf: (personId: string) => string;
  readonly namesOf: (personIds: readonly string[]) => string;
}

/** «Фамилия Имя Отчество», as much as is there. */
export const fullName = ({ lastName, firstName, patronymic }: Person): string =>
  [lastName, firstName, patronymic].filter((part) => part !== undefined).join(' ');

/** Everyone whose `person` document this device holds. */
export function usePeople(): People {
  const { replica } = useWorkplace();
  const { t } = useTexts();
  const names = new Map<string, string>();
  for (const { documentId, value } of useSummaries('person')) {
    const name = value === undefined ? '' : fullName(value);
    if (name === '') continue;
    for (const personId of replica.record(documentId)?.subjects ?? []) names.set(personId, name);
  }
  const nameOf = (personId: string): string => names.get(personId) ?? t.common.unknownPerson;
  return {
    nameOf,
    namesOf: (personIds: readonly PersonId[] | readonly string[]) =>
      personIds.map(nameOf).join(', '),
  };
}

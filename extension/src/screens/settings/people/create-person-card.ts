import { personCommands } from '@nastavnik/core/documents';
import type { DocumentId, LogId, PersonId, Refusal, Result } from '@nastavnik/core/kernel';
import type { Replica } from '../../../replica/replica.ts';
import { withDocument } from '../../shell/record/with-document.ts';

export interface PersonCard {
  readonly personId: PersonId;
  readonly lastName: string;
  readonly firstName: string;
  readonly patronymic?: string;
  readonly position?: string;
}

/** The name of a member, in the only place it is kept. */
export async function createPersonCard(
  replica: Replica,
  logId: LogId,
  { personId, lastName, firstName, patronymic = '', position = '' }: PersonCard,
  label: string,
): Promise<Result<DocumentId, Refusal>> {
  const card = await replica.create({
    logId,
    kind: 'person',
    audience: [{ personId, part: 'self' }],
    subjects: [personId],
  });
  if (!card.ok) return card;
  const named = await withDocument(replica, card.value, (handle) =>
    handle.change(label, personCommands.edit, {
      lastName,
      firstName,
      ...(patronymic === '' ? {} : { patronymic }),
      ...(position === '' ? {} : { position }),
      kind: 'employee' as const,
    }),
  );
  return named.ok ? card : named;
}

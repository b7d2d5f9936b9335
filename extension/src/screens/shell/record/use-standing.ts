import { decide, principalOfPerson, relationsOf, type Relation } from '@nastavnik/core/access';
import type { DocumentId } from '@nastavnik/core/kernel';
import { useWorkplace } from '../workplace.tsx';

/** How this person stands to a document, from the same logs and function the relay uses. */
export interface Standing {
  readonly relations: ReadonlySet<Relation>;
  readonly has: (...relations: readonly Relation[]) => boolean;
  /** Whether anything may be written, or all of these schema paths. */
  readonly canWrite: (...paths: readonly string[]) => boolean;
}

const nobody: Standing = { relations: new Set(), has: () => false, canWrite: () => false };

export function useStanding(documentId: DocumentId | undefined): Standing {
  const { replica } = useWorkplace();
  const states = [...replica.membership.value.values()];
  const document = documentId === undefined ? undefined : replica.record(documentId);
  if (document === undefined) return nobody;
  const principal = principalOfPerson(replica.profile.personId, states);
  const relations = relationsOf(principal, document);
  return {
    relations,
    has: (...wanted) => wanted.some((relation) => relations.has(relation)),
    canWrite: (...paths) =>
      decide({
        principal,
        document,
        operation: 'write',
        operations: paths.map((path) => ({
          path: path.split('/'),
          action: 'put',
          isFirst: true,
        })),
      }).allow,
  };
}

export const useCanWrite = (documentId: DocumentId): boolean => useStanding(documentId).canWrite();

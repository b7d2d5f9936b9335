import type { PersonId } from '../../kernel/index.ts';
import type { MembershipState } from '../membership/membership-state.ts';
import { decide } from './decide.ts';
import type { DocumentRecord } from './document-record.ts';
import { principalOfPerson } from './principal-of.ts';
import { relationsOf, type Relation } from './relation.ts';
import { rightsOf } from './rights-table.ts';

/** A person who may read a document, and every relation that lets them. */
export interface Viewer {
  readonly personId: PersonId;
  readonly because: readonly Relation[];
  readonly mayWrite: boolean;
}

/** Answers «кто это видит» from what the logs say; the same as `decide` for every member. */
export function whoSees(
  document: DocumentRecord,
  states: readonly MembershipState[],
): readonly Viewer[] {
  const persons = new Set(states.flatMap((state) => [...state.members.keys()]));
  const viewers: Viewer[] = [];
  for (const personId of persons) {
    const principal = principalOfPerson(personId, states);
    if (!decide({ principal, document, operation: 'read' }).allow) continue;
    const relations = relationsOf(principal, document);
    const because = rightsOf(document).read.filter((relation) => relations.has(relation));
    const mayWrite = decide({ principal, document, operation: 'write' }).allow;
    viewers.push({ personId, because, mayWrite });
  }
  return viewers;
}

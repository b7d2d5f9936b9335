import {
  principalOf,
  principalOfPerson,
  type MembershipState,
  type Principal,
} from '@nastavnik/core/access';
import type { TicketHolder } from '../../relay/relay.ts';

/**
 * Who looks at a page, by rights as they are now. A device counts only in the logs that know this
 * very device: another log can name any person it likes. Undefined for a revoked one. Only a ticket
 * of the command line, which the operator of the machine gave, is taken by person.
 */
export function principalOfHolder(
  { personId, kid }: TicketHolder,
  states: Iterable<MembershipState>,
): Principal | undefined {
  if (kid === undefined) return principalOfPerson(personId, states);
  const principal = principalOf(kid, states);
  return principal?.personId === personId ? principal : undefined;
}

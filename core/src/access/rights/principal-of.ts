import type { KeyId, PersonId } from '../../kernel/index.ts';
import type { MembershipState } from '../membership/membership-state.ts';
import type { Membership, Principal } from './relation.ts';

function membershipIn(state: MembershipState, personId: PersonId): Membership {
  const districtLogId = state.level === 'district' ? state.logId : state.districtLogId;
  return {
    logId: state.logId,
    ...(districtLogId === undefined ? {} : { districtLogId }),
    roles: state.members.get(personId)?.roles ?? [],
  };
}

/**
 * The person behind a device, with the roles of every log that knows this very device as that
 * person's: a log cannot lend its word about a key to another log. Undefined for an unknown or
 * revoked key.
 */
export function principalOf(kid: KeyId, states: Iterable<MembershipState>): Principal | undefined {
  let personId: PersonId | undefined;
  const memberships: Membership[] = [];
  for (const state of states) {
    const device = state.devices.get(kid);
    if (device === undefined || device.revokedAtSeq !== undefined) continue;
    personId ??= device.personId;
    if (device.personId === personId) memberships.push(membershipIn(state, personId));
  }
  return personId === undefined ? undefined : { personId, memberships };
}

/** The same by person, for «кто это видит»: rights do not hang on which device is at hand. */
export function principalOfPerson(
  personId: PersonId,
  states: Iterable<MembershipState>,
): Principal {
  const memberships: Membership[] = [];
  for (const state of states) {
    if (state.members.has(personId)) memberships.push(membershipIn(state, personId));
  }
  return { personId, memberships };
}

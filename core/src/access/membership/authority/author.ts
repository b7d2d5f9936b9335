import type { Role } from '../../../domain/person/role.ts';
import { fail, ok, type PersonId, type Refusal, type Result } from '../../../kernel/index.ts';
import type { PublicKeyRecord } from '../../keys/public-key.ts';
import type { InnerEntry, TypedBody } from '../entry.ts';
import type { MembershipState } from '../membership-state.ts';

/** Who signed an entry, and as what. */
export interface Author {
  readonly personId: PersonId;
  readonly roles: readonly Role[];
  readonly key: PublicKeyRecord;
  /** A device that brings itself in with an invitation has no rights but this one. */
  readonly isJoining: boolean;
}

/**
 * The author of an entry by its key: a device of a member, the recovery key (which stands for the
 * operator), or a device that joins by invitation. A revoked device authors nothing any more,
 * however early it says it wrote.
 */
export function authorOf(
  state: MembershipState | undefined,
  inner: Pick<InnerEntry, 'kid'>,
  typed: TypedBody,
): Result<Author, Refusal> {
  const { kid } = inner;
  const { type, body } = typed;
  if (type === 'found') {
    if (body.operator.kid !== kid) return fail({ code: 'device-unknown' });
    const roles = ['municipalOperator'] as const;
    return ok({ personId: body.operatorPersonId, roles, key: body.operator, isJoining: false });
  }
  if (state === undefined) return fail({ code: 'device-unknown' });
  if (kid === state.recovery.kid) {
    const roles = ['municipalOperator'] as const;
    return ok({ personId: state.operator.personId, roles, key: state.recovery, isJoining: false });
  }
  const device = state.devices.get(kid);
  if (device !== undefined) {
    if (device.revokedAtSeq !== undefined) return fail({ code: 'device-revoked' });
    const roles = state.members.get(device.personId)?.roles ?? [];
    return ok({ personId: device.personId, roles, key: device, isJoining: false });
  }
  if (type === 'add-device' && body.invitation !== undefined && body.device.kid === kid) {
    return ok({ personId: body.personId, roles: [], key: body.device, isJoining: true });
  }
  return fail({ code: 'device-unknown' });
}

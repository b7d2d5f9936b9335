import type { EntryBodies } from '../entry.ts';
import type { MembershipDraft, MembershipState } from '../membership-state.ts';
import { chainStart } from '../sequence-entry.ts';

/** The state that the first entry alone gives: the operator is its first member and device. */
export function foundState(
  body: EntryBodies['found'],
  logId: MembershipState['logId'],
): MembershipDraft {
  const { level, name, districtLogId, timeZone, operatorPersonId, operator } = body;
  const member = {
    personId: operatorPersonId,
    roles: ['municipalOperator'] as const,
    joinedAtSeq: 0,
  };
  return {
    logId,
    level,
    name,
    ...(districtLogId === undefined ? {} : { districtLogId }),
    timeZone,
    seq: -1,
    foundHash: chainStart,
    headHash: chainStart,
    readOnly: false,
    gaps: { members: false, documents: false },
    operator: { personId: operatorPersonId, device: operator },
    sequencer: body.sequencer,
    recovery: body.recovery,
    entryIds: new Set(),
    members: new Map([[operatorPersonId, member]]),
    devices: new Map([[operator.kid, { ...operator, personId: operatorPersonId, addedAtSeq: 0 }]]),
    invitations: new Map(),
    documents: new Map(),
    grants: new Map(),
    policies: new Map(),
  };
}

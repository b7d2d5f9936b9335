import { fail, ok, type Refusal, type Result } from '../../kernel/index.ts';

/** Who a pair or a group binds. Ids of persons; never names. */
export interface Participants {
  readonly isGroup: boolean;
  readonly mentorId: string;
  readonly menteeIds: readonly string[];
}

/**
 * Accepts a pair of one mentee or a group of at least two, none of them the mentor. Reverse
 * mentoring is two pairs with the parts exchanged.
 *
 * Refuses `mentor-is-mentee`, `pair-needs-one-mentee`, `group-needs-two-mentees`.
 *
 * @clause INV-07, INV-08
 */
export function checkParticipants(participants: Participants): Result<void, Refusal> {
  const mentees = new Set(participants.menteeIds);
  if (mentees.has(participants.mentorId)) return fail({ code: 'mentor-is-mentee' });
  if (participants.isGroup && mentees.size < 2) return fail({ code: 'group-needs-two-mentees' });
  if (!participants.isGroup && mentees.size !== 1) return fail({ code: 'pair-needs-one-mentee' });
  return ok(undefined);
}

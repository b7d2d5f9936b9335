import {
  invitationPinSchema,
  verifyInvitationPin,
  type InvitationKey,
  type InvitationPin,
} from '@nastavnik/core/access';
import { fail, ok, type KeyId, type Refusal, type Result } from '@nastavnik/core/kernel';
import type { ServerFrameOf } from '@nastavnik/core/protocol';

type Offer = Pick<ServerFrameOf<'invitation-info'>, 'pin' | 'logId' | 'personId'>;

/**
 * What the inviter pinned, if it is what this relay shows. The relay cannot make a pin, since it
 * does not have the code; and one that leaves it out is not the relay that was meant.
 */
export async function checkPin(
  invitation: InvitationKey,
  { pin, logId, personId }: Offer,
  relayId: KeyId,
): Promise<Result<InvitationPin, Refusal>> {
  const parsed = invitationPinSchema.safeParse(pin);
  const isMade = parsed.success && (await verifyInvitationPin(invitation, parsed.data, personId));
  if (!isMade || parsed.data.sequencerKid !== relayId) return fail({ code: 'relay-unproved' });
  return parsed.data.logId === logId ? ok(parsed.data) : fail({ code: 'log-other' });
}

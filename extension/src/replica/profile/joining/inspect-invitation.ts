import { invitationFromCode, parseInvitation } from '@nastavnik/core/access';
import { fail, ok, type Refusal, type Result } from '@nastavnik/core/kernel';
import type { ServerFrameOf } from '@nastavnik/core/protocol';
import { dialRelay } from '../../network/dial-relay.ts';
import type { Environment } from '../environment.ts';

/** What an invitation would give, as the relay says before anything is accepted. */
export type InvitationOffered = Pick<
  ServerFrameOf<'invitation-info'>,
  'name' | 'roles' | 'purpose' | 'expiresAtMs'
>;

/** Asks the relay about an invitation without using it up. */
export async function inspectInvitation(
  environment: Environment,
  codeOrLink: string,
  relayUrl: string | undefined,
): Promise<Result<InvitationOffered, Refusal>> {
  const parsed = parseInvitation(codeOrLink);
  if (!parsed.ok) return parsed;
  const invitation = await invitationFromCode(parsed.value.code);
  if (!invitation.ok) return invitation;
  const address = parsed.value.relayUrl ?? relayUrl;
  if (address === undefined) return fail({ code: 'relay-unreachable' });
  const talk = dialRelay(environment.openSocket(address));
  try {
    const challenge = await talk.expect('challenge');
    if (!challenge.ok) return challenge;
    talk.send({ type: 'invitation', invitationId: invitation.value.invitationId });
    const info = await talk.expect('invitation-info');
    if (!info.ok) return info;
    const { name, roles, purpose, expiresAtMs } = info.value;
    return ok({ name, roles, purpose, expiresAtMs });
  } finally {
    talk.close();
  }
}

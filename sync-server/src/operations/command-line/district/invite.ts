import type { MembershipState } from '@nastavnik/core/access';
import { invitationLink } from '@nastavnik/core/access';
import { roles, type Role } from '@nastavnik/core/domain';
import type { LogId, PersonId } from '@nastavnik/core/kernel';
import { exitCodes } from '../../exit-codes.ts';
import type { OperatorSession } from '../../loopback/operator-session.ts';
import { findRunning } from '../../loopback/running-relay.ts';
import { withOperator } from '../../loopback/with-operator.ts';
import { UsageError, type Command, type CommandContext } from '../command.ts';

const dayMs = 24 * 60 * 60_000;

function rolesOf({ options, texts }: CommandContext): Role[] {
  const asked = options.role ?? [];
  if (asked.length === 0) throw new UsageError(texts.missingOption('role'));
  return asked.map((name) => {
    const role = roles.find((known) => known.toLowerCase() === name.toLowerCase());
    if (role === undefined) throw new UsageError(texts.unknownRole(name, roles.join(', ')));
    return role;
  });
}

function daysOf({ options, texts }: CommandContext): number {
  const days = Number(options.days ?? '14');
  if (Number.isInteger(days) && days >= 1 && days <= 365) return days;
  throw new UsageError(texts.unknownOption(`--days ${options.days} (1…365)`));
}

/** The log that is meant: the district's, or an organisation's by name or id. */
function logOf(
  { options, texts }: CommandContext,
  logs: ReadonlyMap<LogId, MembershipState>,
): MembershipState {
  const states = [...logs.values()];
  const { org } = options;
  const named = states.find(({ level, logId, name }) =>
    org === undefined ? level === 'district' : logId === org || name === org,
  );
  if (named !== undefined) return named;
  const known = states.filter(({ level }) => level === 'organisation').map(({ name }) => name);
  throw new UsageError(texts.unknownOrganisation(org ?? '', known.join(', ')));
}

async function inviteInto(
  context: CommandContext,
  session: OperatorSession,
  asked: readonly Role[],
) {
  const { options, clock, texts } = context;
  const state = logOf(context, await session.logs());
  const expiresAtMs = clock.nowMs() + daysOf(context) * dayMs;
  const known = options.person as PersonId | undefined;
  if (known !== undefined && !state.members.has(known)) {
    throw new UsageError(texts.unknownOption(`--person ${known}`));
  }
  const hasDevice = [...state.devices.values()].some(({ personId }) => personId === known);
  const personId = known ?? (await session.addPerson(state.logId, asked));
  const invitation = await session.invite(state.logId, personId, {
    expiresAtMs,
    purpose: hasDevice ? 'recovery' : 'join',
  });
  return { state, invitation };
}

/** `invite`: adds a person with roles, or takes one who is there, and prints a one-use code. */
export const invite: Command = async (context) => {
  const { loaded, data, options, texts, language, say, report } = context;
  const asked = options.person === undefined ? rolesOf(context) : [];
  const { state, invitation } = await withOperator(context, (session) =>
    inviteInto(context, session, asked),
  );
  const { publicUrl, host, port } = loaded.configuration.server;
  const running = await findRunning(data.running);
  const page = publicUrl === '' ? (running?.url ?? `http://${host}:${port}`) : publicUrl;
  const link = invitationLink(page, invitation.code);
  const expires = new Intl.DateTimeFormat(language === 'ru' ? 'ru-RU' : 'en-GB', {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: state.timeZone,
  }).format(invitation.expiresAtMs);
  const named = asked.length > 0 ? asked : (state.members.get(invitation.personId)?.roles ?? []);
  say(texts.invited(named.join(', '), state.name));
  say(`${texts.invitationCode}: ${invitation.code}`);
  say(`${texts.invitationLink}: ${link}`);
  say(texts.invitationExpires(expires));
  report({ ...invitation, link, logId: state.logId, roles: named });
  return exitCodes.done;
};

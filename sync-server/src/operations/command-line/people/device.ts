import type { MembershipState } from '@nastavnik/core/access';
import { isKeyId, type KeyId } from '@nastavnik/core/kernel';
import { exitCodes, type ExitCode } from '../../exit-codes.ts';
import { withOperator } from '../../loopback/with-operator.ts';
import { UsageError, type Command, type CommandContext } from '../command.ts';
import { storedLogs } from './stored-logs.ts';

interface DeviceLine {
  readonly organisation: string;
  readonly kid: KeyId;
  readonly label: string;
  readonly personId: string;
  readonly roles: readonly string[];
  readonly revoked: boolean;
}

const devicesOf = (state: MembershipState): DeviceLine[] =>
  Array.from(state.devices, ([kid, { label, personId, revokedAtSeq }]) => ({
    organisation: state.name,
    kid,
    label,
    personId,
    roles: state.members.get(personId)?.roles ?? [],
    revoked: revokedAtSeq !== undefined,
  }));

const isMeant = ({ options }: CommandContext, { logId, name }: MembershipState): boolean =>
  options.org === undefined || options.org === logId || options.org === name;

async function list(context: CommandContext): Promise<ExitCode> {
  const { texts, say, report } = context;
  const states = await storedLogs(context);
  const devices = states.filter((state) => isMeant(context, state)).flatMap(devicesOf);
  for (const device of devices) say(texts.watching.deviceLine(device));
  if (devices.length === 0) say(texts.watching.noDevices);
  report({ devices });
  return exitCodes.done;
}

/** Ends the device's connections at once and voids what it signs later, in every log it is in. */
async function revoke(context: CommandContext): Promise<ExitCode> {
  const { words, texts, say, report } = context;
  const kid = words[2];
  if (kid === undefined || !isKeyId(kid)) throw new UsageError(texts.watching.deviceNeeded);
  const revokedIn = await withOperator(context, async (session) => {
    const names: string[] = [];
    for (const state of (await session.logs()).values()) {
      const device = state.devices.get(kid);
      if (!isMeant(context, state) || device === undefined) continue;
      if (device.revokedAtSeq !== undefined) continue;
      await session.author(state.logId, 'revoke-device', { kid });
      names.push(state.name);
    }
    return names;
  });
  if (revokedIn.length === 0) throw new UsageError(texts.watching.unknownDevice(kid));
  say(texts.watching.deviceRevoked(kid, revokedIn.join(', ')));
  report({ kid, revokedIn });
  return exitCodes.done;
}

/** `device list | revoke KID`: whose keys are in, and how a lost computer is put out. */
export const device: Command = (context) => {
  const { words, texts } = context;
  if (words[1] === 'list') return list(context);
  if (words[1] === 'revoke') return revoke(context);
  return Promise.reject(new UsageError(texts.unknownCommand(words.join(' '))));
};

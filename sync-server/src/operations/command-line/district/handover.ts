import { existsSync, renameSync } from 'node:fs';
import {
  publicKeyOf,
  type DeviceKey,
  type MembershipState,
  type PublicKeyRecord,
} from '@nastavnik/core/access';
import { AppError } from '@nastavnik/core/kernel';
import { exitCodes } from '../../exit-codes.ts';
import { createKey, readKeyFile, writeKeyFile } from '../../keys/key-file.ts';
import { UsageError, type Command, type CommandContext } from '../command.ts';
import { withLogs } from './with-logs.ts';

/** Logs of this relay, or the one organisation that is meant. */
function logsOf({ options, texts }: CommandContext, states: readonly MembershipState[]) {
  const { org } = options;
  if (org === undefined) return states;
  const named = states.filter(({ logId, name }) => logId === org || name === org);
  if (named.length > 0) return named;
  throw new UsageError(texts.unknownOrganisation(org, states.map(({ name }) => name).join(', ')));
}

/** A device of the log that becomes its sequencer: there is to be no relay any more. */
function deviceOf({ texts }: CommandContext, state: MembershipState, kid: string): PublicKeyRecord {
  const device = [...state.devices.values()].find((one) => (one.kid as string) === kid);
  if (device === undefined || device.revokedAtSeq !== undefined) {
    throw new UsageError(texts.unknownOption(`--device ${kid}`));
  }
  const { alg, publicKey } = device;
  return { kid: device.kid, alg, publicKey };
}

/** The relay's key is put aside rather than deleted: receipts of old changes are signed with it. */
export const retiredName = (path: string, atMs: number): string =>
  path.replace(/\.json$/, `.retired-${new Date(atMs).toISOString().slice(0, 10)}-${atMs}.json`);

/**
 * The new key, written before any entry names it: a log handed to a key nobody has could never be
 * written again. A handover that broke off is finished with the key it had begun with.
 */
async function nextKey(path: string): Promise<DeviceKey> {
  if (!existsSync(path)) writeKeyFile(path, (await createKey()).exported);
  return readKeyFile(path);
}

/**
 * `handover`: another key places the entries from now on. Without `--device` it is a new key of
 * this relay; with it a named device, for an organisation that goes on without a relay. The
 * operator signs; the old key places the entry, so that everybody can follow.
 */
export const handover: Command = async (context) => {
  const { data, clock, options, texts, say, report } = context;
  if (!existsSync(data.operatorKey)) throw new UsageError(texts.noOperatorKey(data.operatorKey));
  const { signer } = await readKeyFile(data.operatorKey);
  const { signer: sequencer } = await readKeyFile(data.relayKey);
  const { device: kid } = options;
  if (kid !== undefined && options.org === undefined)
    throw new UsageError(texts.missingOption('org'));
  const next = `${data.relayKey}.next`;
  const made = kid === undefined ? await nextKey(next) : undefined;
  const handed = await withLogs(context, async (desk) => {
    const states = logsOf(context, desk.states());
    for (const state of states) {
      const successor = made ? publicKeyOf(made.signer) : deviceOf(context, state, kid ?? '');
      if (state.sequencer.kid === successor.kid) continue;
      const body = { sequencer: successor };
      await desk.author(state.logId, { signer, sequencer }, { type: 'handover', body });
    }
    return states.map(({ logId }) => logId);
  });
  if (handed.length === 0) throw new AppError('log-unknown');
  if (made) {
    renameSync(data.relayKey, retiredName(data.relayKey, clock.nowMs()));
    renameSync(next, data.relayKey);
  }
  say(texts.handedOver(handed.length, made?.signer.kid ?? kid ?? ''));
  report({ logs: handed, sequencer: made?.signer.kid ?? kid });
  return exitCodes.done;
};

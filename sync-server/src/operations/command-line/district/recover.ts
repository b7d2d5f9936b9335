import { existsSync, renameSync } from 'node:fs';
import {
  deviceRecordOf,
  publicKeyOf,
  recoverySigner,
  signPossession,
  type DeviceKey,
  type MembershipState,
  type Signer,
} from '@nastavnik/core/access';
import { exitCodes } from '../../exit-codes.ts';
import { createKey, readKeyFile, writeKeyFile } from '../../keys/key-file.ts';
import { UsageError, type Command, type CommandContext } from '../command.ts';
import { retiredName } from './handover.ts';
import { withLogs, type LogDesk } from './with-logs.ts';

/** The signer behind the code on the printed sheet. */
async function recoveryKey({ words, texts }: CommandContext): Promise<Signer> {
  const signer = await recoverySigner(words.slice(1).join('-'));
  if (!signer.ok) throw new UsageError(texts.wrongRecoveryCode);
  return signer.value;
}

interface Succession {
  readonly recovery: Signer;
  readonly operator: DeviceKey;
  /** The relay's key as it is now: the one that was, or a new one where that is lost. */
  readonly relay: Signer;
  readonly label: string;
}

/** The recovery key stands for the operator: it brings in a new device and turns the old ones out. */
async function takeOver(
  desk: LogDesk,
  state: MembershipState,
  { recovery, operator, relay, label }: Succession,
): Promise<void> {
  const { logId } = state;
  const keys = { signer: recovery, sequencer: relay };
  if (state.sequencer.kid !== relay.kid) {
    const body = { sequencer: publicKeyOf(relay) };
    await desk.author(logId, keys, { type: 'handover', body });
  }
  const { personId } = state.operator;
  const device = deviceRecordOf(operator, label);
  const possession = await signPossession(operator.signer, { logId, personId, device });
  await desk.author(logId, keys, { type: 'add-device', body: { personId, device, possession } });
  for (const { kid, personId: owner, revokedAtSeq } of state.devices.values()) {
    if (owner !== personId || revokedAtSeq !== undefined) continue;
    await desk.author(logId, keys, { type: 'revoke-device', body: { kid } });
  }
}

/**
 * `recover CODE`: the operator's key is lost or stolen. With the code from the printed sheet a new
 * one is made, in every log that names the sheet; the relay must not run. Where the relay's key is
 * lost too, a new one takes its place.
 */
export const recover: Command = async (context) => {
  const { data, clock, texts, say, report } = context;
  const recovery = await recoveryKey(context);
  const operator = await createKey();
  const relay = existsSync(data.relayKey) ? undefined : await createKey();
  const sequencer = relay?.key.signer ?? (await readKeyFile(data.relayKey)).signer;
  const recovered = await withLogs(context, async (desk) => {
    const states = desk.states().filter((state) => state.recovery.kid === recovery.kid);
    if (states.length === 0) throw new UsageError(texts.wrongRecoveryCode);
    // Keys before entries: a log whose operator's key was not written would need the sheet again.
    if (existsSync(data.operatorKey)) {
      renameSync(data.operatorKey, retiredName(data.operatorKey, clock.nowMs()));
    }
    writeKeyFile(data.operatorKey, operator.exported);
    if (relay) writeKeyFile(data.relayKey, relay.exported);
    const label = texts.operatorLabel;
    for (const state of states) {
      await takeOver(desk, state, { recovery, operator: operator.key, relay: sequencer, label });
    }
    return states.map(({ logId }) => logId);
  });
  say(texts.recovered(recovered.length, data.operatorKey));
  report({ logs: recovered, operator: operator.key.signer.kid, operatorKey: data.operatorKey });
  return exitCodes.done;
};

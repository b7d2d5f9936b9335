import { existsSync, mkdirSync } from 'node:fs';
import {
  createEntry,
  deviceRecordOf,
  judgeEntry,
  publicKeyOf,
  sequenceEntry,
} from '@nastavnik/core/access';
import { AppError, createId, type LogId, type PersonId } from '@nastavnik/core/kernel';
import { openSqliteStore } from '../../../store/sqlite-store.ts';
import { exitCodes } from '../../exit-codes.ts';
import { createKey, writeKeyFile } from '../../keys/key-file.ts';
import { createRecoveryKey, writeRecoverySheet } from '../../keys/recovery-sheet.ts';
import { UsageError, type Command, type CommandContext } from '../command.ts';

const isTimeZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};

/** Writes entry 0 of the district's log: it pins operator, sequencer, recovery key and time zone. */
async function foundDistrict(
  { data, clock, random, texts }: CommandContext,
  district: { readonly name: string; readonly timeZone: string },
): Promise<LogId> {
  const store = openSqliteStore(data.store);
  try {
    if (store.logIds().length > 0) throw new UsageError(texts.alreadyInitialised(data.folder));
    const operator = await createKey();
    const relay = await createKey();
    const recovery = await createRecoveryKey(random);
    const logId = createId<LogId>(random);
    const entry = await createEntry({
      signer: operator.key.signer,
      logId,
      type: 'found',
      body: {
        level: 'district',
        name: district.name,
        operatorPersonId: createId<PersonId>(random),
        operator: deviceRecordOf(operator.key, texts.operatorLabel),
        sequencer: publicKeyOf(relay.key.signer),
        recovery: recovery.publicKey,
        timeZone: district.timeZone,
      },
      basedOnSeq: -1,
      clock,
      random,
    });
    const judged = await judgeEntry(undefined, entry, clock.nowMs());
    if (!judged.ok) throw new AppError(judged.error.code, judged.error.params);
    const sequenced = await sequenceEntry({
      state: undefined,
      judged: judged.value,
      sequencer: relay.key.signer,
    });
    // Keys before the entry: a log whose keys were not written could never be used.
    writeKeyFile(data.operatorKey, operator.exported);
    writeKeyFile(data.relayKey, relay.exported);
    writeRecoverySheet(data.recoverySheet, {
      key: recovery,
      name: district.name,
      atMs: clock.nowMs(),
      timeZone: district.timeZone,
      texts,
    });
    await store.appendEntry(sequenced);
    return logId;
  } finally {
    await store.close();
  }
}

/** `init`: keys, recovery sheet and the first entry of the district's log. */
export const initialise: Command = async (context) => {
  const { options, texts, data, say, report } = context;
  const name = options.name ?? (options.demo === true ? texts.demoDistrictName : undefined);
  if (name === undefined || name.trim() === '') throw new UsageError(texts.missingOption('name'));
  const timeZone = options['time-zone'] ?? 'Asia/Krasnoyarsk';
  if (!isTimeZone(timeZone)) {
    throw new AppError('config-invalid', {
      key: '--time-zone',
      value: timeZone,
      expected: 'Asia/Krasnoyarsk, Europe/Moscow, …',
    });
  }
  if ([data.operatorKey, data.relayKey].some((path) => existsSync(path))) {
    throw new UsageError(texts.alreadyInitialised(data.folder));
  }
  mkdirSync(data.folder, { recursive: true, mode: 0o700 });
  const logId = await foundDistrict(context, { name, timeZone });
  say(texts.initialised(name));
  say(texts.keyFiles(data.operatorKey, data.relayKey));
  say(texts.recoverySheet(data.recoverySheet));
  say(texts.nextSteps);
  report({
    logId,
    name,
    operatorKey: data.operatorKey,
    relayKey: data.relayKey,
    recoverySheet: data.recoverySheet,
  });
  return exitCodes.done;
};

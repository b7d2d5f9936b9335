import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportableKey } from '@nastavnik/core/access';
import { systemClock } from '@nastavnik/core/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSqliteStore } from '../../../store/sqlite-store.ts';
import { writeKeyFile } from '../../keys/key-file.ts';
import { copyNames } from '../folder/copy-folder.ts';
import { readCopyStatus } from '../folder/copy-status.ts';
import { delayBeforeCopy, startCopySchedule } from './copy-schedule.ts';

const root = mkdtempSync(join(tmpdir(), 'relay-schedule-'));
const store = join(root, 'relay.sqlite');
const relayKey = join(root, 'relay.json');
beforeAll(async () => {
  await openSqliteStore(store).close();
  writeKeyFile(relayKey, await exportableKey());
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const rotation = { hours: 24, days: 7, weeks: 4 };
const settingsOf = (folder: string) => ({ folder, withRelayKey: true, everyHours: 24, rotation });

function start(folder: string, firstDelayMs?: number) {
  const { promise: told, resolve } = Promise.withResolvers<string>();
  const silent = (): void => undefined;
  const tell = (fields: object, message: string): void =>
    resolve(`${message} ${(fields as { code?: string }).code ?? ''}`.trim());
  const schedule = startCopySchedule({
    settings: settingsOf(folder),
    data: { store, relayKey },
    clock: systemClock,
    logger: { debug: silent, warn: silent, info: tell, error: tell },
    ...(firstDelayMs !== undefined && { firstDelayMs }),
  });
  return { told, schedule };
}

describe('copies that a relay makes by itself', () => {
  it('[O1] are made in another process, tested, and told in the log and the status', async () => {
    const folder = join(root, 'copies');
    const { told, schedule } = start(folder, 0);
    expect(await told).toBe('copy made and verified');
    schedule.close();
    expect(copyNames(folder)).toHaveLength(1);
    expect(readCopyStatus(folder).lastVerifiedMs).toBeGreaterThan(0);
  }, 30_000);

  it('[O1] fail aloud: in the log, and in the status where that can be written', async () => {
    const missing = join(root, 'damaged');
    mkdirSync(missing);
    const { schedule, told } = start(missing);
    rmSync(relayKey);
    expect(await schedule.copyNow()).toEqual({ failure: 'store-missing' });
    expect(await told).toBe('copy failed store-missing');
    schedule.close();
    expect(readCopyStatus(missing)).toMatchObject({ lastFailureCode: 'store-missing' });
    const file = join(root, 'file');
    writeFileSync(file, '');
    const second = start(file);
    expect(await second.schedule.copyNow()).toHaveProperty('failure');
    expect(await second.told).toMatch(/^copy failed E/);
    second.schedule.close();
  }, 30_000);

  it('[O1] are due so many hours after the last whole one, and sooner after a failure', () => {
    const hourMs = 3_600_000;
    const nowMs = 1_000 * hourMs;
    expect(delayBeforeCopy({}, 24, nowMs)).toBeLessThanOrEqual(0);
    expect(delayBeforeCopy({ lastVerifiedMs: nowMs - hourMs }, 24, nowMs)).toBe(23 * hourMs);
    const failed = { lastVerifiedMs: nowMs - 30 * hourMs, lastFailureMs: nowMs };
    expect(delayBeforeCopy(failed, 24, nowMs)).toBe(hourMs / 4);
  });
});

import { existsSync, statfsSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { DataFolder } from '../../configuration/data-folder.ts';
import { isOpenToOthers, readKeyFile } from '../../keys/key-file.ts';
import type { CopySettings } from '../folder/copy-settings.ts';
import { readCopyStatus } from '../folder/copy-status.ts';
import { openReadOnlyStore } from '../inspection/read-only-store.ts';
import { check, failedCheck, type Check, type CheckCode } from './check.ts';

const hourMs = 3_600_000;
const clockToleranceMs = 120_000;
const lowShare = 0.15;
const fullShare = 0.05;
/** Commits that aggregation may be behind before somebody should look. */
const maxBehind = 1_000;
const daysWithoutCopy = 7;

function checkDisk({ folder, store }: DataFolder): Check {
  const { bavail, blocks, bsize } = statfsSync(folder);
  const share = bavail / Math.max(1, blocks);
  const freeBytes = bavail * bsize;
  // A migration and a test restore each need room for one more copy.
  const isTight = freeBytes < 2 * statSync(store).size;
  const level = share < fullShare || isTight ? 'failure' : share < lowShare ? 'warning' : 'ok';
  return check('disk', level, `${Math.round(share * 100)} % · ${Math.round(freeBytes / 1e6)} MB`);
}

/** Nothing that is on this disk can be from the future. */
function checkClock({ store }: DataFolder, nowMs: number): Check {
  const opened = openReadOnlyStore(store);
  try {
    const lastMs = opened.number('SELECT coalesce(max(atMs), 0) FROM commits');
    const latestMs = Math.max(lastMs, statSync(store).mtimeMs);
    const isBehind = latestMs > nowMs + clockToleranceMs;
    return check('clock', isBehind ? 'failure' : 'ok', new Date(nowMs).toISOString());
  } finally {
    opened.close();
  }
}

async function checkKey(code: CheckCode, path: string, isNeeded: boolean): Promise<Check[]> {
  if (!existsSync(path)) return isNeeded ? [check(code, 'failure', path)] : [];
  try {
    const { signer } = await readKeyFile(path);
    const isOwned =
      process.getuid === undefined || [process.getuid(), 0].includes(statSync(path).uid);
    const isSafe = !isOpenToOthers(path) && isOwned;
    return [check(code, isSafe ? 'ok' : 'failure', isSafe ? signer.kid : path)];
  } catch (error) {
    return [failedCheck(code, error)];
  }
}

function checkCopies({ folder, everyHours }: CopySettings, nowMs: number): Check {
  const { lastVerifiedMs, lastFailureMs = 0, lastFailureCode = '' } = readCopyStatus(folder);
  if (lastVerifiedMs === undefined) {
    return check('copies', lastFailureMs > 0 ? 'failure' : 'warning', lastFailureCode || folder);
  }
  const ageHours = (nowMs - lastVerifiedMs) / hourMs;
  if (lastFailureMs > lastVerifiedMs) return check('copies', 'failure', lastFailureCode);
  const isLate = everyHours > 0 && ageHours > 2 * everyHours;
  const level = ageHours > daysWithoutCopy * 24 ? 'failure' : isLate ? 'warning' : 'ok';
  return check('copies', level, new Date(lastVerifiedMs).toISOString());
}

function checkReports({ store, reports }: DataFolder): Check[] {
  if (!existsSync(reports)) return [];
  const opened = openReadOnlyStore(store);
  const derived = new DatabaseSync(reports, { readOnly: true, timeout: 5_000 });
  try {
    const lastSeq = opened.number('SELECT coalesce(max(seq), 0) FROM commits');
    const passed = Number(derived.prepare('SELECT seq FROM progress').get()?.['seq'] ?? 0);
    const behind = Math.max(0, lastSeq - passed);
    return [check('reports', behind > maxBehind ? 'warning' : 'ok', behind)];
  } finally {
    derived.close();
    opened.close();
  }
}

function trying(code: CheckCode, look: () => Check | Check[]): Check[] {
  try {
    return [look()].flat();
  } catch (error) {
    return [failedCheck(code, error)];
  }
}

/** Looks at what is around the store on this computer: disk, clock, keys, copies, tables. */
export async function checkSurroundings(
  data: DataFolder,
  copies: CopySettings,
  nowMs: number,
): Promise<Check[]> {
  return [
    ...trying('reports', () => checkReports(data)),
    ...trying('disk', () => checkDisk(data)),
    ...trying('clock', () => checkClock(data, nowMs)),
    ...(await checkKey('relay-key', data.relayKey, true)),
    ...(await checkKey('operator-key', data.operatorKey, false)),
    ...trying('copies', () => checkCopies(copies, nowMs)),
  ];
}

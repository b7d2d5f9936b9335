import { chmodSync, existsSync, renameSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { DataFolder } from '../../configuration/data-folder.ts';
import { isOpenToOthers } from '../../keys/key-file.ts';
import { findRunning } from '../../loopback/running-relay.ts';
import type { CheckCode } from './check.ts';

function isSound(path: string): boolean {
  try {
    const db = new DatabaseSync(path, { readOnly: true });
    try {
      return Object.values(db.prepare('PRAGMA quick_check(1)').get() ?? {})[0] === 'ok';
    } finally {
      db.close();
    }
  } catch {
    return false;
  }
}

/**
 * Mends what can be mended without losing anything: modes of key files, the note of a relay that is
 * gone, damaged reporting tables, which are built anew. Returns what it mended.
 */
export async function applyFixes(data: DataFolder): Promise<CheckCode[]> {
  const mended: CheckCode[] = [];
  for (const [code, path] of [
    ['relay-key', data.relayKey],
    ['operator-key', data.operatorKey],
  ] as const) {
    if (!existsSync(path) || !isOpenToOthers(path)) continue;
    chmodSync(path, 0o600);
    mended.push(code);
  }
  if ((await findRunning(data.running)) !== undefined) return mended;
  if (existsSync(data.running)) {
    rmSync(data.running, { force: true });
    mended.push('relay');
  }
  if (existsSync(data.reports) && !isSound(data.reports)) {
    // Derived, and still not deleted: somebody may want to see what happened to it.
    renameSync(data.reports, `${data.reports}.damaged`);
    for (const end of ['-wal', '-shm']) rmSync(`${data.reports}${end}`, { force: true });
    mended.push('reports');
  }
  return mended;
}

import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { AppError, type Clock } from '@nastavnik/core/kernel';
import { takeLock } from '../../../store/file/open-database.ts';
import type { DataFolder } from '../../configuration/data-folder.ts';
import { readKeyFile } from '../../keys/key-file.ts';
import { copyNameAt, databaseName, keyName } from '../folder/copy-folder.ts';
import { compareStores, type StoreComparison } from './compare-stores.ts';
import { failuresOf } from '../finding.ts';
import { verifyCopy, type VerifiedCopy } from '../creation/verify-copy.ts';

export interface RestoreJob {
  /** The folder of the copy. */
  readonly copy: string;
  readonly data: DataFolder;
  /** Restores a damaged copy, or another relay's, all the same. */
  readonly isForced: boolean;
  readonly clock: Clock;
}

export interface RestorePlan {
  readonly verified: VerifiedCopy;
  /** Absent where there is no present store to compare with, or it cannot be read. */
  readonly comparison?: StoreComparison;
}

async function presentRelay({ relayKey }: DataFolder): Promise<string | undefined> {
  if (!existsSync(relayKey)) return undefined;
  try {
    return (await readKeyFile(relayKey)).signer.kid;
  } catch {
    return undefined;
  }
}

function compare(present: string, copy: string): StoreComparison | undefined {
  try {
    return existsSync(present) ? compareStores(present, copy) : undefined;
  } catch {
    // A store that cannot be read is the very reason to restore.
    return undefined;
  }
}

/** What a restore would do. Refuses with `copy-damaged` and `copy-foreign` unless forced. */
export async function planRestore({ copy, data, isForced }: RestoreJob): Promise<RestorePlan> {
  const verified = await verifyCopy(copy);
  const comparison = compare(data.store, join(copy, databaseName));
  const plan = { verified, ...(comparison && { comparison }) };
  if (isForced) return plan;
  if (failuresOf(verified.findings).length > 0) throw new AppError('copy-damaged');
  const present = await presentRelay(data);
  if (present !== undefined && present !== verified.manifest?.relay.kid) {
    throw new AppError('copy-foreign');
  }
  return plan;
}

/** The database first: a log without its database opens as nothing, the other way round loses. */
function moveAside(files: readonly string[], aside: string): void {
  for (const path of files) {
    if (!existsSync(path)) continue;
    mkdirSync(aside, { recursive: true, mode: 0o700 });
    renameSync(path, join(aside, basename(path)));
  }
}

function flush(path: string): void {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Whole and on the disk before it has the name that counts. */
function place(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true, mode: 0o700 });
  const arriving = `${to}.arriving`;
  copyFileSync(from, arriving);
  chmodSync(arriving, 0o600);
  flush(arriving);
  renameSync(arriving, to);
}

/**
 * Puts a copy in place of the present store, which is moved aside and never overwritten. The
 * operator's key and the recovery sheet stay where they are. Throws `store-locked` when a relay runs.
 */
export async function restoreCopy(
  job: RestoreJob,
): Promise<RestorePlan & { readonly aside: string }> {
  const { copy, data, clock } = job;
  mkdirSync(data.folder, { recursive: true, mode: 0o700 });
  const lock = takeLock(`${data.store}.lock`);
  try {
    const plan = await planRestore(job);
    const aside = join(
      data.folder,
      copyNameAt(clock.nowMs()).replace('copy', 'replaced-by-restore'),
    );
    const arriving = join(data.folder, `.arriving-${databaseName}`);
    rmSync(arriving, { force: true });
    copyFileSync(join(copy, databaseName), arriving);
    const { store, reports } = data;
    const files = [store, reports].flatMap((path) => [path, `${path}-wal`, `${path}-shm`]);
    moveAside([...files, data.running], aside);
    place(arriving, store);
    rmSync(arriving, { force: true });
    const key = join(copy, keyName);
    if (existsSync(key)) {
      const kid = await presentRelay(data);
      const isThere = kid !== undefined && kid === plan.verified.manifest?.relay.kid;
      if (!isThere) {
        moveAside([data.relayKey], aside);
        place(key, data.relayKey);
      }
    }
    return { ...plan, aside };
  } finally {
    lock.close();
  }
}

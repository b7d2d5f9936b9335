import { copyFileSync, chmodSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { publicKeyOf } from '@nastavnik/core/access';
import { AppError, type Clock } from '@nastavnik/core/kernel';
import type { DataFolder } from '../../configuration/data-folder.ts';
import { readKeyFile } from '../../keys/key-file.ts';
import { version } from '../../serving/version.ts';
import { copyDatabase } from './copy-database.ts';
import { copyNameAt, databaseName, describeFile, keyName } from '../folder/copy-folder.ts';
import { writeManifest, type CopyManifest } from '../folder/copy-manifest.ts';
import { countStore, digestHeads } from '../inspection/inspect-store.ts';
import { openReadOnlyStore } from '../inspection/read-only-store.ts';
import { noteCopy } from '../folder/copy-status.ts';
import { testRestore, type RestoreTest } from './test-restore.ts';

export interface CopyJob {
  readonly data: Pick<DataFolder, 'store' | 'relayKey'>;
  /** Where the copies lie, each in a folder of its own. */
  readonly folder: string;
  /** Whether the relay's key goes with it; the operator's never does. */
  readonly withRelayKey: boolean;
  readonly clock: Clock;
}

export interface CreatedCopy {
  readonly name: string;
  readonly path: string;
  readonly manifest: CopyManifest;
}

function describeStore(path: string) {
  const store = openReadOnlyStore(path);
  try {
    const sqlite = store.db.prepare('SELECT sqlite_version() AS version').get()?.['version'];
    return {
      schemaVersion: store.schemaVersion,
      sqliteVersion: String(sqlite),
      counts: countStore(store),
      headsDigest: digestHeads(store),
    };
  } finally {
    store.close();
  }
}

/** The test restore's result, with the digest it must agree with. */
function judgeTest({ findings, inspection }: RestoreTest, headsDigest: string, atMs: number) {
  const differs = inspection !== undefined && inspection.headsDigest !== headsDigest;
  const { documents = 0, chunks = 0, entries = 0 } = inspection?.checked ?? {};
  return {
    atMs,
    documents,
    chunks,
    entries,
    findings: [
      ...findings,
      ...(differs ? [{ code: 'digest-differs' as const, subject: databaseName }] : []),
    ],
  };
}

async function fillFolder(path: string, job: CopyJob): Promise<CopyManifest> {
  const { data, withRelayKey, clock } = job;
  const { signer } = await readKeyFile(data.relayKey);
  await copyDatabase(data.store, join(path, databaseName));
  if (withRelayKey) {
    copyFileSync(data.relayKey, join(path, keyName));
    chmodSync(join(path, keyName), 0o600);
  }
  const described = describeStore(join(path, databaseName));
  const test = await testRestore(path);
  const manifest: CopyManifest = {
    kind: 'nastavnik/copy',
    v: 1,
    createdAtMs: clock.nowMs(),
    productVersion: version,
    relay: publicKeyOf(signer),
    includesRelayKey: withRelayKey,
    files: [databaseName, ...(withRelayKey ? [keyName] : [])].map((name) =>
      describeFile(path, name),
    ),
    ...described,
    tested: judgeTest(test, described.headsDigest, clock.nowMs()),
  };
  await writeManifest(path, manifest, signer);
  return manifest;
}

/** Names state whole seconds: a second copy within one takes the next. */
function freeName(folder: string, atMs: number): string {
  const name = copyNameAt(atMs);
  const isTaken = [name, `.partial-${name}`].some((taken) => existsSync(join(folder, taken)));
  return isTaken ? freeName(folder, atMs + 1_000) : name;
}

/**
 * Makes one copy while the relay runs or not, restores it for a test, and notes the outcome in its
 * manifest and in the status file. A copy that fails its test is kept and says so.
 *
 * @clause O1
 */
export async function createCopy(job: CopyJob): Promise<CreatedCopy> {
  const { data, folder, clock } = job;
  if (!existsSync(data.store)) throw new AppError('store-missing');
  const name = freeName(folder, clock.nowMs());
  const path = join(folder, name);
  const partial = join(folder, `.partial-${name}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  mkdirSync(partial, { mode: 0o700 });
  try {
    const manifest = await fillFolder(partial, job);
    renameSync(partial, path);
    noteCopy(folder, { atMs: manifest.createdAtMs, findings: manifest.tested.findings });
    return { name, path, manifest };
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    noteCopy(folder, { atMs: clock.nowMs(), error });
    throw error;
  }
}

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openExportedKey } from '@nastavnik/core/access';
import { databaseName, describeFile, keyName } from '../folder/copy-folder.ts';
import { manifestName, readManifest, type CopyManifest } from '../folder/copy-manifest.ts';
import type { Finding } from '../finding.ts';
import { testRestore } from './test-restore.ts';

export interface VerifiedCopy {
  readonly findings: readonly Finding[];
  /** Absent where the manifest itself is damaged. */
  readonly manifest?: CopyManifest;
}

function checkFiles(folder: string, manifest: CopyManifest): Finding[] {
  return manifest.files.flatMap(({ name, bytes, sha256 }): Finding[] => {
    if (!existsSync(join(folder, name))) return [{ code: 'file-missing', subject: name }];
    const found = describeFile(folder, name);
    if (found.bytes !== bytes) return [{ code: 'file-size', subject: name }];
    return found.sha256 === sha256 ? [] : [{ code: 'file-digest', subject: name }];
  });
}

async function checkKey(folder: string, manifest: CopyManifest): Promise<Finding[]> {
  const path = join(folder, keyName);
  if (!manifest.includesRelayKey || !existsSync(path)) return [];
  const damaged: Finding[] = [{ code: 'key-damaged', subject: keyName }];
  try {
    const opened = await openExportedKey(JSON.parse(readFileSync(path, 'utf8')));
    return opened.ok && opened.value.signer.kid === manifest.relay.kid ? [] : damaged;
  } catch {
    return damaged;
  }
}

/**
 * Reads a copy through: manifest and its signature, every file, then a restore for a test, with the
 * heads compared to those of the day it was made.
 *
 * @clause O2
 */
export async function verifyCopy(folder: string): Promise<VerifiedCopy> {
  const manifest = await readManifest(folder);
  const findings: Finding[] =
    manifest === undefined
      ? [{ code: 'manifest-damaged', subject: manifestName }]
      : [...checkFiles(folder, manifest), ...(await checkKey(folder, manifest))];
  if (!existsSync(join(folder, databaseName))) {
    if (manifest === undefined) findings.push({ code: 'file-missing', subject: databaseName });
    return { findings, ...(manifest && { manifest }) };
  }
  const { findings: found, inspection } = await testRestore(folder);
  findings.push(...found);
  if (manifest !== undefined && inspection !== undefined) {
    if (inspection.headsDigest !== manifest.headsDigest) {
      findings.push({ code: 'digest-differs', subject: databaseName });
    }
    if (JSON.stringify(inspection.counts) !== JSON.stringify(manifest.counts)) {
      findings.push({ code: 'counts-differ', subject: databaseName });
    }
  }
  return { findings, ...(manifest && { manifest }) };
}

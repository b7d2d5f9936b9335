import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import {
  exportableKey,
  openExportedKey,
  type DeviceKey,
  type ExportedKey,
} from '@nastavnik/core/access';
import { AppError } from '@nastavnik/core/kernel';

/** Others may not read a key file: mode bits of group and world. Windows has no such bits. */
export const isOpenToOthers = (path: string): boolean =>
  process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0;

/** A new key as a relay keeps it: in a file. */
export async function createKey(): Promise<{ exported: ExportedKey; key: DeviceKey }> {
  const exported = await exportableKey();
  const opened = await openExportedKey(exported);
  if (!opened.ok) throw new AppError(opened.error.code);
  return { exported, key: opened.value };
}

/** Writes a key that only the owner can read; never over an existing file. */
export function writeKeyFile(path: string, key: ExportedKey): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(path, `${JSON.stringify(key, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  chmodSync(path, 0o600);
}

/** Opens a key file. Throws `store-missing` without one, `file-malformed` where it is damaged. */
export async function readKeyFile(path: string): Promise<DeviceKey> {
  if (!existsSync(path)) throw new AppError('store-missing', { key: path });
  const opened = await openExportedKey(parse(path));
  if (!opened.ok) throw new AppError(opened.error.code, { key: path });
  return opened.value;
}

function parse(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new AppError('file-malformed', { key: path }, error);
  }
}

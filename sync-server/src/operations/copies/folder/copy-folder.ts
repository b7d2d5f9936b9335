import { createHash } from 'node:crypto';
import { closeSync, existsSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { basename, isAbsolute, join, resolve } from 'node:path';
import { AppError } from '@nastavnik/core/kernel';
import { manifestName, type CopiedFile } from './copy-manifest.ts';

export const databaseName = 'relay.sqlite';
export const keyName = 'relay-key.json';

const namePattern = /^copy-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;

/** `copy-20260901T120000Z`: sorts by time, and says it without opening anything. */
export const copyNameAt = (atMs: number): string =>
  `copy-${new Date(atMs).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;

/** The time a copy's name states, in milliseconds; undefined for another kind of name. */
export function copyTime(name: string): number | undefined {
  const parts = namePattern.exec(name);
  if (parts === null) return undefined;
  const [year, month, day, hour, minute, second] = parts.slice(1).map(Number);
  return Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second);
}

/** Names of the copies in a folder, newest first. */
export function copyNames(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => copyTime(name) !== undefined)
    .toSorted()
    .toReversed();
}

/** The folder of a copy by its name, its path or `latest`. Throws `copy-unknown`. */
export function findCopy(folder: string, wanted: string): string {
  const latest = copyNames(folder)[0];
  const isName = basename(wanted) === wanted;
  const path =
    wanted === 'latest'
      ? latest && join(folder, latest)
      : isName && existsSync(join(folder, wanted))
        ? join(folder, wanted)
        : isAbsolute(wanted)
          ? wanted
          : resolve(wanted);
  const isCopy =
    path !== undefined &&
    (existsSync(join(path, manifestName)) || existsSync(join(path, databaseName)));
  if (!isCopy) throw new AppError('copy-unknown', { name: wanted });
  return path;
}

/** Size and SHA-256 of a file, read in pieces: a store may be larger than memory. */
export function describeFile(folder: string, name: string): CopiedFile {
  const path = join(folder, name);
  const hash = createHash('sha256');
  const piece = new Uint8Array(1 << 20);
  const file = openSync(path, 'r');
  try {
    for (let read = readSync(file, piece); read > 0; read = readSync(file, piece)) {
      hash.update(piece.subarray(0, read));
    }
  } finally {
    closeSync(file);
  }
  return { name, bytes: statSync(path).size, sha256: hash.digest('hex') };
}

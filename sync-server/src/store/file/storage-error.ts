import { AppError } from '@nastavnik/core/kernel';

/** Primary result codes of SQLite. */
const sqliteIoError = 10;
const sqliteCorrupt = 11;
const sqliteFull = 13;
const noSpace = new Set(['ENOSPC', 'EDQUOT']);

/**
 * What went wrong with the disk, as the code that people are told; any other error as it is.
 * A full disk heals by itself, a failing one does not.
 */
export function storageError(error: unknown): unknown {
  const { code, errcode } = (error ?? {}) as { code?: unknown; errcode?: unknown };
  if (typeof code === 'string' && noSpace.has(code)) {
    return new AppError('relay-storage-full', {}, error);
  }
  if (typeof code === 'string' && code === 'EIO') {
    return new AppError('relay-storage-failed', {}, error);
  }
  if (typeof errcode !== 'number') return error;
  const primary = errcode & 0xff;
  if (primary === sqliteFull) return new AppError('relay-storage-full', {}, error);
  if (primary === sqliteIoError || primary === sqliteCorrupt) {
    return new AppError('relay-storage-failed', {}, error);
  }
  return error;
}

const codeOf = (error: unknown): unknown => (error instanceof AppError ? error.code : undefined);

export const isFullError = (error: unknown): boolean => codeOf(error) === 'relay-storage-full';

/** The disk refused, for want of room or for good: nothing is wrong with what was to be written. */
export function isStorageRefusal(error: unknown): boolean {
  const known = storageError(error);
  return isFullError(known) || codeOf(known) === 'relay-storage-failed';
}

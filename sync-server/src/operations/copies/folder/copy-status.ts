import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '@nastavnik/core/kernel';
import { z } from 'zod';
import { failuresOf, type Finding } from '../finding.ts';

const statusSchema = z.object({
  /** The last copy that was written, tested well or not. */
  lastSuccessMs: z.number().int().optional(),
  /** The last copy that was restored for a test and found whole. */
  lastVerifiedMs: z.number().int().optional(),
  lastFailureMs: z.number().int().optional(),
  /** Code of an error or of the first failure found. */
  lastFailureCode: z.string().optional(),
});

/** How the copies fare: for `doctor`, metrics and alerts. */
export type CopyStatus = z.infer<typeof statusSchema>;

const statusName = 'status.json';

export function readCopyStatus(folder: string): CopyStatus {
  const path = join(folder, statusName);
  if (!existsSync(path)) return {};
  try {
    return statusSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return {};
  }
}

export interface CopyOutcome {
  readonly atMs: number;
  readonly findings?: readonly Finding[];
  readonly error?: unknown;
}

const codeOf = (error: unknown): string => {
  if (error instanceof AppError) return error.code;
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : 'internal';
};

/** Notes what a copy came to; written beside and moved, so that a reader never sees half of it. */
export function noteCopy(folder: string, { atMs, findings = [], error }: CopyOutcome): void {
  const failure = error === undefined ? failuresOf(findings)[0]?.code : codeOf(error);
  const status: CopyStatus = {
    ...readCopyStatus(folder),
    ...(error === undefined && { lastSuccessMs: atMs }),
    ...(failure === undefined && { lastVerifiedMs: atMs }),
    ...(failure !== undefined && { lastFailureMs: atMs, lastFailureCode: failure }),
  };
  const path = join(folder, statusName);
  try {
    writeFileSync(`${path}.new`, `${JSON.stringify(status)}\n`, { mode: 0o600 });
    renameSync(`${path}.new`, path);
  } catch (cause) {
    // A disk without room for the status has none for the copy either; that error is the one told.
    if (error === undefined) throw cause;
  }
}

/** For metrics: Unix times in seconds of the last copy and of the last one found whole. */
export function copyTimes(folder: string): { lastSuccess?: number; lastVerified?: number } {
  const { lastSuccessMs, lastVerifiedMs } = readCopyStatus(folder);
  return {
    ...(lastSuccessMs !== undefined && { lastSuccess: lastSuccessMs / 1_000 }),
    ...(lastVerifiedMs !== undefined && { lastVerified: lastVerifiedMs / 1_000 }),
  };
}

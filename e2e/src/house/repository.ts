import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../../..');

/** Paths of all tracked files that exist, relative to the repository's root, with `/`. */
export function trackedFiles(): readonly string[] {
  const listing = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' });
  return listing.split('\0').filter((path) => path !== '' && existsSync(join(root, path)));
}

export const readTracked = (path: string): string => readFileSync(join(root, path), 'utf8');

export const readJson = (path: string): unknown => JSON.parse(readTracked(path));

export const isScript = (path: string): boolean => /\.(ts|tsx|mjs|js)$/.test(path);

/** Tests, and the suites that several tests run. */
export const isTest = (path: string): boolean => /\.(test|contract)\.tsx?$/.test(path);

/** Places for sentences that people read. */
export const isText = (path: string): boolean =>
  /(^|\/)text\//.test(path) || /(^|\/)texts\.\w+\.ts$/.test(path);

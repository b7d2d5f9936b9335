import { execFileSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** A browser to test with: where it may be, and how Debian brings it. */
export interface BrowserProgram {
  /** Name of the environment variable that names its executable. */
  readonly variable: string;
  /** Well-known names on PATH, the best first. */
  readonly commands: readonly string[];
  /** Well-known places elsewhere. */
  readonly applications: readonly string[];
  readonly packages: readonly string[];
  /** One clear sentence for who has none. */
  readonly missing: string;
}

const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** Its path: by the variable, then by names on PATH, then in well-known places. */
function findProgram(
  { variable, commands, applications }: BrowserProgram,
  env: NodeJS.ProcessEnv,
): string | undefined {
  const named = env[variable];
  if (named !== undefined && named !== '') return isExecutable(named) ? named : undefined;
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return [
    ...commands.flatMap((command) => folders.map((folder) => join(folder, command))),
    ...applications,
  ].find(isExecutable);
}

/** Installs Debian's packages where this process may; true when they went in. */
function installPackages({ packages }: BrowserProgram): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  try {
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'ignore' });
    execFileSync('apt-get', ['install', '-y', '-qq', ...packages], {
      stdio: 'ignore',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    return true;
  } catch {
    return false;
  }
}

/** Its path, installing it where that is possible. Throws what is missing. */
export function requireProgram(
  program: BrowserProgram,
  env: NodeJS.ProcessEnv = process.env,
): string {
  const found =
    findProgram(program, env) ?? (installPackages(program) ? findProgram(program, env) : undefined);
  if (found === undefined) throw new Error(program.missing);
  return found;
}

import { execFileSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const commands = ['firefox-esr', 'firefox'];
const applications = [
  '/Applications/Firefox.app/Contents/MacOS/firefox',
  'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
];

const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** The Firefox to test with: `FIREFOX_PATH`, then well-known names on PATH and well-known places. */
export function findFirefox(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const named = env['FIREFOX_PATH'];
  if (named !== undefined && named !== '') return isExecutable(named) ? named : undefined;
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return [
    ...commands.flatMap((command) => folders.map((folder) => join(folder, command))),
    ...applications,
  ].find(isExecutable);
}

/** Installs Debian's Firefox where this process may. */
function installFirefox(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  try {
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'ignore' });
    execFileSync('apt-get', ['install', '-y', '-qq', 'firefox-esr'], {
      stdio: 'ignore',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    return true;
  } catch {
    return false;
  }
}

/** The path of a Firefox, installing one where that is possible. Throws one clear sentence. */
export function requireFirefox(): string {
  const found = findFirefox() ?? (installFirefox() ? findFirefox() : undefined);
  if (found === undefined) {
    throw new Error(
      'No Firefox was found: install Firefox ESR 140 or newer (Debian: apt-get install firefox-esr) or set FIREFOX_PATH to its executable.',
    );
  }
  return found;
}

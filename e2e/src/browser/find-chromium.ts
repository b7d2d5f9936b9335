import { execFileSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const commands = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
];
const applications = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/**
 * The Chromium to test with: `CHROMIUM_PATH`, then well-known names on PATH and well-known places.
 * Branded Chrome from 137 on ignores `--load-extension`, so Chromium comes first.
 */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const named = env['CHROMIUM_PATH'];
  if (named !== undefined && named !== '') return isExecutable(named) ? named : undefined;
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return [
    ...commands.flatMap((command) => folders.map((folder) => join(folder, command))),
    ...applications,
  ].find(isExecutable);
}

/** Installs Debian's Chromium where this process may; true when the packages went in. */
export function installChromium(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  try {
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'ignore' });
    execFileSync('apt-get', ['install', '-y', '-qq', 'chromium', 'fonts-noto-core'], {
      stdio: 'ignore',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    return true;
  } catch {
    return false;
  }
}

/** The path of a Chromium, installing one where that is possible. Throws one clear sentence. */
export function requireChromium(): string {
  const found = findChromium() ?? (installChromium() ? findChromium() : undefined);
  if (found === undefined) {
    throw new Error(
      'No Chromium was found: install Chromium (Debian: apt-get install chromium) or set CHROMIUM_PATH to its executable.',
    );
  }
  return found;
}

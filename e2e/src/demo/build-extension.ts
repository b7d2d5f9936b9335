import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { extensionPath } from '../browser/launch.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
/** Everything that ends in the built extension. */
const sources = [
  'extension/src',
  'extension/public',
  'extension/wxt.config.ts',
  'core/src',
  'pnpm-lock.yaml',
];

/** The latest change below a path, in ms; 0 where there is nothing. */
function changedAtMs(path: string): number {
  if (!existsSync(path)) return 0;
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return readdirSync(path).reduce(
    (latest, name) => Math.max(latest, changedAtMs(join(path, name))),
    stats.mtimeMs,
  );
}

/** True when the extension was never built, or something that goes into it has changed since. */
export function isExtensionStale(): boolean {
  const builtAtMs = changedAtMs(join(extensionPath, 'manifest.json'));
  return sources.some((source) => changedAtMs(join(root, source)) > builtAtMs);
}

/** Builds the extension for both browsers; its words are shown only when it fails. */
export function buildExtension(): void {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  execFileSync(npm, ['run', '--silent', 'build'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
}

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A copy of an unpacked extension in a folder of its own. Its key, and so its id, is the same. */
export interface ExtensionCopy {
  readonly folder: string;
  remove(): void;
}

/**
 * Copies the extension with hosts granted at install. The person's own click on the browser's
 * question or on its toolbar cannot be made by a test, so the grant itself is given beforehand.
 */
export function copyExtension(source: string, hostPermissions: readonly string[]): ExtensionCopy {
  const folder = mkdtempSync(join(tmpdir(), 'nastavnik-extension-'));
  cpSync(source, folder, { recursive: true });
  const path = join(folder, 'manifest.json');
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  writeFileSync(path, JSON.stringify({ ...manifest, host_permissions: hostPermissions }));
  return {
    folder,
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

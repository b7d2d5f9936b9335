import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Copies an unpacked extension into `target`, with hosts granted at install; its key, and so its id,
 * stays. A test cannot make the click on the browser's toolbar that grants a page, so the grant
 * itself is given beforehand.
 */
export function copyExtension(
  source: string,
  target: string,
  hostPermissions: readonly string[],
): string {
  cpSync(source, target, { recursive: true });
  const path = join(target, 'manifest.json');
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  writeFileSync(path, JSON.stringify({ ...manifest, host_permissions: hostPermissions }));
  return target;
}

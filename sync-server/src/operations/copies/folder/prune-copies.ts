import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '@nastavnik/core/kernel';
import { chooseKept, type Rotation } from './choose-kept.ts';
import { copyNames } from './copy-folder.ts';
import { readManifest } from './copy-manifest.ts';
import { failuresOf } from '../finding.ts';

const abandonedAfterMs = 24 * 3_600_000;

/** Deletes the copies that the rotation does not keep, and what a killed run left behind. */
export async function pruneCopies(
  folder: string,
  rotation: Rotation,
  clock: Clock,
): Promise<{ readonly kept: string[]; readonly deleted: string[] }> {
  const names = copyNames(folder);
  const copies = await Promise.all(
    names.map(async (name) => {
      const manifest = await readManifest(join(folder, name));
      return {
        name,
        isWhole: manifest !== undefined && failuresOf(manifest.tested.findings).length === 0,
      };
    }),
  );
  const keep = chooseKept(copies, rotation);
  const deleted = names.filter((name) => !keep.has(name));
  for (const name of deleted) rmSync(join(folder, name), { recursive: true, force: true });
  if (names.length > 0) {
    for (const name of readdirSync(folder).filter((entry) => /^\.(partial|test)-/.test(entry))) {
      const path = join(folder, name);
      if (clock.nowMs() - statSync(path).mtimeMs < abandonedAfterMs) continue;
      rmSync(path, { recursive: true, force: true });
    }
  }
  return { kept: names.filter((name) => keep.has(name)), deleted };
}

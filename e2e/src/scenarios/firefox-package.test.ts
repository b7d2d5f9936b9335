import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const require = createRequire(import.meta.url);
const linter = join(dirname(require.resolve('addons-linter/package.json')), 'bin', 'addons-linter');
const firefoxBuild = fileURLToPath(
  new URL('../../../extension/.output/firefox-mv3', import.meta.url),
);

interface Finding {
  readonly code: string;
  readonly message: string;
  readonly file?: string;
}

it('the Firefox package passes the add-on linter without an error', () => {
  const report = JSON.parse(
    execFileSync(process.execPath, [linter, '--output', 'json', firefoxBuild], {
      encoding: 'utf8',
      maxBuffer: 16 * 1024 * 1024,
    }),
  ) as { errors: Finding[]; metadata: { manifestVersion: number } };
  expect(report.errors).toEqual([]);
  expect(report.metadata.manifestVersion).toBe(3);
});

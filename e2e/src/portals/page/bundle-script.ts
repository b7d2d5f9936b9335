import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';

/** One classic script of a module and all it imports, to run in a page. */
export async function bundleScript(entry: URL): Promise<string> {
  const { output } = await build({
    input: fileURLToPath(entry),
    platform: 'browser',
    logLevel: 'warn',
    write: false,
    output: { format: 'iife' },
  });
  return output[0].code;
}

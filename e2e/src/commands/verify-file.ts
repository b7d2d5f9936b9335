import { readFile } from 'node:fs/promises';
import { describeExport, reportLine, verifySignedExport } from '@nastavnik/core/access';
import type { Language } from '@nastavnik/core/kernel';

/**
 * `npm run verify -- FILE [--lang en]`: proves the signatures of an exported file with no server.
 * Exit 0 when every signature is valid, 1 otherwise.
 */
async function verifyFile(args: readonly string[]): Promise<boolean> {
  const at = args.indexOf('--lang');
  const language: Language = at >= 0 && args[at + 1] === 'en' ? 'en' : 'ru';
  const path = args.find((arg, index) => !arg.startsWith('--') && (at < 0 || index !== at + 1));
  if (path === undefined) {
    console.error(reportLine(language, 'usage'));
    return false;
  }
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch {
    console.error(reportLine(language, 'unreadable', { path }));
    return false;
  }
  const result = await verifySignedExport(parseJson(text));
  for (const line of describeExport(result, language)) console.log(line);
  return result.ok && result.value.isGood;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

process.exitCode = (await verifyFile(process.argv.slice(2))) ? 0 : 1;

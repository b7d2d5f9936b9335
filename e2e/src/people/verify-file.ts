import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const command = fileURLToPath(new URL('../commands/verify-file.ts', import.meta.url));

/** What `npm run verify -- FILE` says, in a process that knows no relay. */
export async function verifyFile(file: string): Promise<{ exitCode: number; output: string }> {
  const child = spawn(process.execPath, [command, file], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const hear = (data: Buffer): void => {
    output += data.toString('utf8');
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const exitCode = await new Promise<number>((resolve) => {
    child.once('close', (code) => {
      resolve(code ?? -1);
    });
  });
  return { exitCode, output };
}

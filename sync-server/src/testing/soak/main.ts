import { spawn } from 'node:child_process';
import { failEverySystemCall, fillDisk } from './tampered-disk.ts';

/*
 * `npm run soak -- NAME [SIZE]`: the same tests as every day at another size, and what only a
 * prepared machine can do (`calls` wants strace, `disk` wants to mount).
 */
const tests: Readonly<Record<string, { readonly path: string; readonly size: number }>> = {
  kills: { path: 'sync-server/src/relay/relay.durability', size: 50 },
  cuts: { path: 'sync-server/src/store/file/power-loss', size: 65_536 },
  faults: { path: 'sync-server/src/store/faults', size: 2 },
  cycles: { path: 'sync-server/src/relay/relay.leak', size: 10_000 },
  pairs: { path: 'sync-server/src/relay/relay.upgrade', size: 50 },
};
const tampering: Readonly<Record<string, (say: (line: string) => void) => Promise<void>>> = {
  calls: failEverySystemCall,
  disk: fillDisk,
};

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const [, , name = '', size] = process.argv;
const test = tests[name];
const tamper = tampering[name];

if (tamper) await tamper(say);
else if (test) {
  const env = { ...process.env, [`SOAK_${name.toUpperCase()}`]: size ?? String(test.size) };
  const given = ['node_modules/vitest/vitest.mjs', 'run', '--project', 'unit', test.path];
  const child = spawn(process.execPath, given, { env, stdio: 'inherit' });
  child.once('exit', (code) => {
    process.exitCode = code ?? 1;
  });
} else {
  say(`npm run soak -- ${[...Object.keys(tests), ...Object.keys(tampering)].join(' | ')} [SIZE]`);
  process.exitCode = 78;
}

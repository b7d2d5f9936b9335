import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { openSqliteStore } from '../../store/sqlite-store.ts';

const writer = fileURLToPath(new URL('./store-writer.ts', import.meta.url));
const calls = ['pwrite64', 'fdatasync', 'fsync', 'ftruncate'] as const;
const errors = ['ENOSPC', 'EIO'] as const;
const goodExits = new Set([0, 74]);

interface Ended {
  readonly code: number | null;
  readonly lines: readonly string[];
}

function run(
  command: string,
  given: readonly string[],
  onLine: (line: string) => void,
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    // One thread for files: calls are counted by thread.
    const env = { ...process.env, UV_THREADPOOL_SIZE: '1' };
    const child = spawn(command, given, { env, stdio: ['ignore', 'pipe', 'ignore'] });
    const lines: string[] = [];
    let rest = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      const parts = `${rest}${text}`.split('\n');
      rest = parts.pop() ?? '';
      lines.push(...parts);
      for (const line of parts) onLine(line);
    });
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, lines }));
  });
}

/** Opens what is left and looks for everything that was said to be kept. */
async function check(path: string, { code, lines }: Ended): Promise<number> {
  if (code === null || !goodExits.has(code))
    throw new Error(`ended with ${String(code)}: ${lines.at(-1)}`);
  if (code !== 0 && !(lines.at(-1) ?? '').startsWith('ended relay-storage-')) {
    throw new Error(`no clear last line: ${lines.at(-1)}`);
  }
  await openSqliteStore(path).close();
  const db = new DatabaseSync(path);
  const ok = db.prepare('PRAGMA integrity_check').get()?.['integrity_check'];
  const rows = db.prepare('SELECT hash FROM changes').all();
  db.close();
  const known = new Set(rows.map((row) => `kept ${String(row['hash'])}`));
  const kept = lines.filter((line) => line.startsWith('kept '));
  const lost = kept.filter((line) => !known.has(line));
  if (ok !== 'ok' || lost.length > 0) throw new Error(`${String(ok)}; lost ${lost.length}`);
  return kept.length;
}

/** [D2] Fails the n-th call of each kind, n = 1, 2, … until a run is clean, by `strace`. */
export async function failEverySystemCall(say: (line: string) => void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'soak-'));
  for (const call of calls) {
    for (const error of errors) {
      let kept = 0;
      let at = 1;
      for (let isClean = false; !isClean; at += 1) {
        const path = join(folder, `${call}-${error}-${at}.sqlite`);
        const log = `${path}.strace`;
        writeFileSync(log, '');
        const files = ['', '-wal'].flatMap((suffix) => ['-P', `${path}${suffix}`]);
        const inject = `inject=${call}:error=${error}:when=${at}`;
        const ended = await run(
          'strace',
          [
            '-f',
            '-qq',
            '-o',
            log,
            ...files,
            '-e',
            `trace=${call}`,
            '-e',
            inject,
            process.execPath,
            writer,
            path,
            '4',
          ],
          () => undefined,
        );
        kept += await check(path, ended);
        isClean = !readFileSync(log, 'utf8').includes('(INJECTED)');
      }
      say(`${call} ${error}: ${at - 1} runs, ${kept} acknowledged, 0 lost, every file whole`);
    }
  }
  rmSync(folder, { recursive: true });
}

/** [D5] Fills a disk of 8 MiB, frees it, and times how soon writing goes on. Wants to be root. */
export async function fillDisk(say: (line: string) => void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'soak-'));
  const disk = join(folder, 'disk');
  mkdirSync(disk);
  await run('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', disk], () => undefined);
  try {
    const ballast = join(disk, 'ballast');
    writeFileSync(ballast, Buffer.alloc(5 * 1_024 * 1_024));
    const path = join(disk, 'relay.sqlite');
    let fullAtMs = 0;
    let backMs = -1;
    const ended = await run(process.execPath, [writer, path, '6000'], (line) => {
      if (line === 'full' && fullAtMs === 0) {
        fullAtMs = performance.now();
        rmSync(ballast);
      }
      if (line === 'room' && backMs < 0) backMs = performance.now() - fullAtMs;
    });
    const kept = await check(path, ended);
    if (backMs < 0 || backMs > 5_000) throw new Error(`no room after ${backMs} ms`);
    say(`full disk: ${kept} acknowledged, 0 lost, writing again after ${Math.round(backMs)} ms`);
  } finally {
    await run('umount', [disk], () => undefined);
    rmSync(folder, { recursive: true });
  }
}

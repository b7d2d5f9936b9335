import { fork, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RelayUnderTest } from './relay-under-test.ts';

/** Compiled code, as a service keeps it from one start to the next. */
const compiled = join(tmpdir(), 'nastavnik-bench-compiled');

/** Forks `module` with `args` and waits for its `{url}`; one minute at most. */
async function launch(module: URL, args: readonly string[]): Promise<[ChildProcess, string]> {
  const child = fork(module, [...args], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, NODE_COMPILE_CACHE: compiled },
  });
  const url = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error('the relay did not start within a minute'));
    }, 60_000);
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`the relay ended with ${code} before it listened`));
    });
    child.once('message', (message: { url: string }) => {
      clearTimeout(timer);
      resolve(message.url);
    });
  });
  return [child, url];
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise<void>((resolve) => {
    child.once('exit', () => {
      resolve();
    });
    child.kill(signal);
  });
}

/** Direct children of a process; empty where the system does not tell. */
function childrenOf(processId: number): number[] {
  const path = `/proc/${processId}/task/${processId}/children`;
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8').split(' ').filter(Boolean).map(Number);
}

/** A relay in a child process that reports `{url}` once it listens. */
export async function startChildRelay(
  name: string,
  module: URL,
  args: readonly string[],
): Promise<RelayUnderTest> {
  let [child, url] = await launch(module, args);
  return {
    name,
    get url() {
      return url;
    },
    processIds: () => (child.pid === undefined ? [] : [child.pid, ...childrenOf(child.pid)]),
    kill: () => end(child, 'SIGKILL'),
    restart: async () => {
      await end(child, 'SIGKILL');
      [child, url] = await launch(module, args);
    },
    stop: () => end(child, 'SIGTERM'),
  };
}

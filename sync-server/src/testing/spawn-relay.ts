import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { ExportedKey } from '@nastavnik/core/access';

const script = fileURLToPath(new URL('./relay-process.ts', import.meta.url));

export interface SpawnedRelay {
  readonly url: string;
  readonly process: ChildProcess;
  /** Sends a signal; resolves with the exit code, null when the signal ended it. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

const start = (
  path: string,
  key: ExportedKey,
  port = 0,
  execArgv: readonly string[] = [],
): ChildProcess =>
  fork(script, [path, JSON.stringify(key), String(port)], {
    execArgv: [...execArgv],
    stdio: 'inherit',
  });

/** Starts a relay in a process of its own, on a free port unless told; resolves when it listens. */
export async function spawnRelay(
  path: string,
  key: ExportedKey,
  port = 0,
  execArgv: readonly string[] = [],
): Promise<SpawnedRelay> {
  const child = start(path, key, port, execArgv);
  const exited = once(child, 'exit') as Promise<[number | null]>;
  const [message] = (await Promise.race([
    once(child, 'message'),
    exited.then(([code]) => Promise.reject(new Error(`the relay ended with ${String(code)}`))),
  ])) as [{ port: number }];
  return {
    url: `ws://127.0.0.1:${message.port}`,
    process: child,
    end: async (signal) => {
      child.kill(signal);
      const [code] = await exited;
      return code;
    },
  };
}

/** Starts a relay that is expected not to come up; resolves with its exit code. */
export async function exitCodeOfRelay(path: string, key: ExportedKey): Promise<number | null> {
  const [code] = (await once(start(path, key), 'exit')) as [number | null];
  return code;
}

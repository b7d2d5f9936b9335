import { execFile } from 'node:child_process';

/** What a service manager is told; the words are those of `sd_notify(3)`. */
export interface Supervisor {
  ready(): void;
  stopping(): void;
  close(): void;
}

const silent: Supervisor = {
  ready: () => undefined,
  stopping: () => undefined,
  close: () => undefined,
};

/**
 * Tells systemd that the relay is ready, and twice per `WatchdogSec` that its loop turns: a relay
 * that hangs is restarted. Node has no datagram sockets of the file system, so `systemd-notify`
 * says it. Without `NOTIFY_SOCKET` nobody listens and nothing is said.
 */
export function superviseBy(env: Readonly<Record<string, string | undefined>>): Supervisor {
  if (env['NOTIFY_SOCKET'] === undefined) return silent;
  const say = (...words: readonly string[]): void => {
    const child = execFile('systemd-notify', [...words, `--pid=${process.pid}`], { env });
    // A missing program leaves the relay unsupervised, as it would be without systemd.
    child.on('error', () => undefined);
  };
  const watchdogMs = Number(env['WATCHDOG_USEC'] ?? 0) / 1_000;
  const pulse =
    watchdogMs > 0 ? setInterval(() => say('WATCHDOG=1'), watchdogMs / 2).unref() : undefined;
  return {
    ready: () => say('--ready'),
    stopping: () => say('--stopping'),
    close: () => clearInterval(pulse),
  };
}

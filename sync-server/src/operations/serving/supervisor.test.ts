import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it, vi } from 'vitest';
import { superviseBy } from './supervisor.ts';

const folder = mkdtempSync(join(tmpdir(), 'relay-supervisor-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('[O4] tells systemd that it is ready, that its loop turns, and that it stops', async () => {
  const heard = join(folder, 'heard');
  const program = join(folder, 'systemd-notify');
  writeFileSync(program, `#!/bin/sh\necho "$1" >> '${heard}'\n`);
  chmodSync(program, 0o755);
  const env = {
    PATH: `${folder}:/bin:/usr/bin`,
    NOTIFY_SOCKET: '/nowhere',
    WATCHDOG_USEC: '20000',
  };
  const supervisor = superviseBy(env);
  supervisor.ready();
  const lines = (): string[] =>
    existsSync(heard) ? readFileSync(heard, 'utf8').trimEnd().split('\n') : [];
  await vi.waitFor(() => {
    expect(lines()).toContain('--ready');
    expect(lines()).toContain('WATCHDOG=1');
  }, 10_000);
  supervisor.stopping();
  await vi.waitFor(() => expect(lines()).toContain('--stopping'), 10_000);
  supervisor.close();
});

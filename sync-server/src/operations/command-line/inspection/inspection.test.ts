import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommandLine } from '../run-command-line.ts';

const main = fileURLToPath(new URL('../../../main.ts', import.meta.url));
const root = mkdtempSync(join(tmpdir(), 'relay-inspection-'));
const data = join(root, 'data');
const canary = 'Канареечный район';
let relay: ChildProcess | undefined;

async function run(...args: readonly string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCommandLine({
    args: [...args, '--data', data],
    env: {},
    out: (line) => out.push(line),
    err: (line) => err.push(line),
    onSignal: () => () => undefined,
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

async function runJson<T>(...args: readonly string[]): Promise<T> {
  const { out, err } = await run(...args, '--json');
  if (out === '') throw new Error(err);
  return JSON.parse(out) as T;
}

async function serve(): Promise<void> {
  const args = [main, 'serve', '--data', data, '--port', '0', '--json'];
  relay = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  if (relay.stdout === null) throw new Error('no output');
  await once(createInterface(relay.stdout), 'line');
}

async function stop(): Promise<void> {
  relay?.kill('SIGTERM');
  if (relay?.exitCode === null) await once(relay, 'exit');
  relay = undefined;
}

interface DeviceList {
  readonly devices: readonly { readonly kid: string; readonly revoked: boolean }[];
}

beforeAll(async () => {
  await run('init', '--name', canary);
  await run('organisation', '--name', 'Школа канареек');
});
afterAll(async () => {
  await stop();
  rmSync(root, { recursive: true });
});

describe.each(['down', 'up'])('with the relay %s', (state) => {
  beforeAll(async () => {
    if (state === 'up') await serve();
  }, 30_000);

  it('[2.2] the audit trail is exported, verified, and verified against a head noted earlier', async () => {
    const { head } = await runJson<{ head: { seq: number; hash: string } }>('audit', 'verify');
    expect(head.seq).toBeGreaterThan(0);
    const noted = `${head.seq}:${head.hash}`;
    expect((await run('audit', 'verify', '--head', noted)).code).toBe(0);
    const other = `${head.seq}:${'0'.repeat(64)}`;
    expect((await run('audit', 'verify', '--head', other)).code).toBe(74);
    const file = join(root, `audit-${state}.jsonl`);
    expect((await run('audit', 'export', '--to', file)).code).toBe(0);
    expect((await run('audit', 'verify', file, '--head', noted)).code).toBe(0);
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
    writeFileSync(file, `${lines.slice(1).join('\n')}\n`);
    expect(await run('audit', 'verify', file)).toMatchObject({
      code: 74,
      out: expect.stringContaining('нарушен на записи 1') as string,
    });
    expect((await run('audit', 'export', '--to', file)).code).not.toBe(0);
  });

  it('[2.2] stats count by kind and day; health says whether it is ready', async () => {
    const statistics = await runJson<{ logs: number; entries: number; fileBytes: number }>('stats');
    expect(statistics).toMatchObject({ logs: 2 });
    expect(statistics.fileBytes).toBeGreaterThan(4_096);
    expect((await run('health')).code).toBe(state === 'up' ? 0 : 75);
  });

  it('[O6] the support bundle holds neither names nor ids of people nor paths', async () => {
    const file = join(root, `support-${state}.json`);
    expect((await run('support-bundle', '--to', file)).code).toBe(0);
    const text = readFileSync(file, 'utf8');
    expect(JSON.parse(text)).toMatchObject({ product: 'nastavnik-relay', running: state === 'up' });
    const { devices } = await runJson<DeviceList>('device', 'list');
    expect(devices.length).toBeGreaterThan(0);
    for (const secret of [canary, 'канареек', root, ...devices.map(({ kid }) => kid)]) {
      expect(text).not.toContain(secret);
    }
  });

  it('[2.2] a device is listed, and one that is not there is not revoked', async () => {
    const { out } = await run('device', 'list', '--org', 'Школа канареек');
    expect(out).toContain('Школа канареек');
    expect(out).not.toContain(canary);
    expect((await run('device', 'revoke')).code).toBe(78);
    expect((await run('device', 'revoke', 'A'.repeat(22))).code).toBe(78);
  });
});

it('[2.2] config print --redact shows no address and no path', async () => {
  const plain = await run('config', 'print', '--host', '10.1.2.3');
  const redacted = await run('config', 'print', '--redact', '--host', '10.1.2.3');
  expect(plain.out).toContain('10.1.2.3');
  expect(redacted.out).not.toContain('10.1.2.3');
  expect(redacted.out).not.toContain(root);
});

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseInvitation } from '@nastavnik/core/access';
import { runCommandLine } from './run-command-line.ts';

const main = fileURLToPath(new URL('../../main.ts', import.meta.url));
const root = mkdtempSync(join(tmpdir(), 'relay-commands-'));
const data = join(root, 'data');
const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(root, { recursive: true });
});

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function run(...args: readonly string[]): Promise<Ran> {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCommandLine({
    args,
    env: {},
    out: (line) => out.push(line),
    err: (line) => err.push(line),
    onSignal: () => () => undefined,
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

const runJson = async (...args: readonly string[]): Promise<Record<string, unknown>> =>
  JSON.parse((await run(...args, '--json')).out) as Record<string, unknown>;

/** A relay process, up to its first line: where it listens. */
async function serve(): Promise<{ child: ChildProcess; url: string }> {
  const args = [main, 'serve', '--data', data, '--port', '0', '--json'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  children.push(child);
  if (child.stdout === null) throw new Error('no output');
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  return { child, url: (JSON.parse(line) as { url: string }).url };
}

beforeAll(async () => {
  const made = await run('init', '--name', 'Район «Пример»', '--data', data);
  if (made.code !== 0) throw new Error(made.err);
});

describe('commands of a relay', () => {
  it('[2.2] init makes keys only the owner can read, a sheet to print, and refuses a second time', async () => {
    for (const file of ['keys/operator.json', 'keys/relay.json', 'recovery-sheet.txt']) {
      expect(statSync(join(data, file)).mode & 0o777).toBe(0o600);
    }
    const sheet = readFileSync(join(data, 'recovery-sheet.txt'), 'utf8');
    expect(sheet).toContain('Район «Пример»');
    expect(sheet).toMatch(/[0-9A-Z]{5}-[0-9A-Z]{5}-[0-9A-Z]{5}-[0-9A-Z]{5}/);
    const before = readFileSync(join(data, 'keys/operator.json'), 'utf8');
    const again = await run('init', '--name', 'Другой', '--data', data);
    expect(again.code).toBe(78);
    expect(again.err).toContain('уже создан');
    expect(readFileSync(join(data, 'keys/operator.json'), 'utf8')).toBe(before);
  });

  it('[2.2] organisation, invite and status work with no relay running', async () => {
    const made = await run('organisation', '--name', 'Школа № 1', '--data', data);
    expect(made).toMatchObject({ code: 0, err: '' });
    expect((await run('organisation', '--name', 'Школа № 1', '--data', data)).code).toBe(78);
    const invited = await runJson(
      'invite',
      '--role',
      'orgHead',
      '--org',
      'Школа № 1',
      '--data',
      data,
    );
    expect(invited).toMatchObject({ roles: ['orgHead'] });
    expect(parseInvitation(String(invited['link'])).ok).toBe(true);
    const person = String(invited['personId']);
    const more = await runJson('invite', '--person', person, '--org', 'Школа № 1', '--data', data);
    expect(more).toMatchObject({ personId: person, roles: ['orgHead'] });
    expect(more['code']).not.toBe(invited['code']);
    expect(await runJson('status', '--data', data)).toMatchObject({ running: false, logs: 2 });
  });

  it('[2.2] a mistake is one line in the language asked for, with its exit code', async () => {
    const cases = [
      [['invite', '--data', data], 78, '--role'],
      [['invite', '--role', 'king', '--data', data], 78, 'mentor'],
      [['invite', '--role', 'curator', '--org', 'Нет такой', '--data', data], 78, 'Школа № 1'],
      [['dance'], 78, 'dance'],
      [['serve', '--speed', '9'], 78, '--speed'],
      [['serve', '--port', 'x', '--data', data], 78, '0…65535'],
      [['serve', '--data', join(root, 'nothing')], 74, 'init'],
      [['ticket', '--data', data], 75, ''],
      [['config', 'check', '--config', join(root, 'no.toml')], 78, 'no.toml'],
    ] as const;
    for (const [args, code, said] of cases) {
      const ran = await run(...args);
      expect([args[0], ran.code]).toEqual([args[0], code]);
      expect(ran.err).toContain(said);
      expect(ran.err.split('\n')).toHaveLength(1);
    }
    const english = await run('ticket', '--data', data, '--lang', 'en');
    expect(english.err).toMatch(/^No connection/);
    const coded = await run('ticket', '--data', data, '--json');
    expect(JSON.parse(coded.err)).toMatchObject({ error: 'relay-unreachable' });
  });

  it('[2.2] an operator key that others can read is refused', async () => {
    const path = join(data, 'keys/operator.json');
    chmodSync(path, 0o644);
    const ran = await run('invite', '--role', 'curator', '--data', data);
    expect(ran.code).toBe(78);
    expect(ran.err).toContain('chmod 600');
    chmodSync(path, 0o600);
  });

  it('[O3] [D6] one relay at a time; commands reach it; SIGTERM drains and ends with 0', async () => {
    // The operator's key lies elsewhere while the relay starts: serve does not read it.
    const operatorKey = join(data, 'keys/operator.json');
    renameSync(operatorKey, join(root, 'operator.json'));
    const { child, url } = await serve();
    renameSync(join(root, 'operator.json'), operatorKey);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);

    const startedMs = performance.now();
    const second = spawn(process.execPath, [main, 'serve', '--data', data, '--port', '0']);
    children.push(second);
    const [secondCode] = (await once(second, 'exit')) as [number];
    expect(secondCode).toBe(75);
    expect(performance.now() - startedMs).toBeLessThan(2_000);

    expect(await runJson('status', '--data', data)).toMatchObject({ running: true, url });
    const invited = await runJson(
      'invite',
      '--role',
      'curator',
      '--org',
      'Школа № 1',
      '--data',
      data,
    );
    expect(String(invited['link'])).toContain(url);
    const ticket = await runJson('ticket', '--data', data);
    const entered = await fetch(String(ticket['url']));
    expect(entered.status).toBe(200);
    const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? '';
    const page = await fetch(`${url}/district`, { headers: { cookie } });
    expect(await page.text()).toContain('Школа № 1');
    expect((await fetch(String(ticket['url']))).status).toBe(401);

    const stopMs = performance.now();
    child.kill('SIGTERM');
    const [code] = (await once(child, 'exit')) as [number];
    expect(code).toBe(0);
    expect(performance.now() - stopMs).toBeLessThan(10_000);
    expect(await runJson('status', '--data', data)).toMatchObject({ running: false });
  });
});

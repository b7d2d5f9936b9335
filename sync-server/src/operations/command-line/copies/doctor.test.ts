import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { systemClock, systemRandom, type Clock } from '@nastavnik/core/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataFolderOf } from '../../configuration/data-folder.ts';
import { loadConfiguration } from '../../configuration/load-configuration.ts';
import { startRelayService } from '../../serving/relay-service.ts';
import { createLogger } from '../../serving/create-logger.ts';
import { runCommandLine } from '../run-command-line.ts';

const root = mkdtempSync(join(tmpdir(), 'relay-doctor-'));
const data = join(root, 'data');
const key = join(data, 'keys/relay.json');

async function run(args: readonly string[], env: Record<string, string> = {}, clock?: Clock) {
  const out: string[] = [];
  const code = await runCommandLine({
    args: [...args, '--data', data],
    env,
    out: (line) => out.push(line),
    err: (line) => out.push(line),
    onSignal: () => () => undefined,
    ...(clock && { clock }),
  });
  return { code, out };
}

interface Report {
  readonly code: number;
  readonly levels: Readonly<Record<string, string>>;
  readonly mended: readonly string[];
}

async function examine(env = {}, more: readonly string[] = [], clock?: Clock): Promise<Report> {
  const { code, out } = await run(['doctor', '--json', ...more], env, clock);
  const { checks, mended } = JSON.parse(out[0] ?? '') as {
    checks: { code: string; level: string }[];
    mended: string[];
  };
  return {
    code,
    mended,
    levels: Object.fromEntries(checks.map((check) => [check.code, check.level])),
  };
}

beforeAll(async () => {
  const made = await run(['init', '--name', 'Район «Пример»']);
  if (made.code !== 0) throw new Error(made.out.join());
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('doctor', () => {
  it('[O1] finds a stopped relay well, wants a copy, and is content once there is a verified one', async () => {
    const before = await examine();
    expect(before).toMatchObject({ code: 0, levels: { content: 'ok', copies: 'warning' } });
    expect(before.levels).toMatchObject({ sqlite: 'ok', journal: 'ok', schema: 'ok', clock: 'ok' });
    expect((await run(['backup', 'create'])).code).toBe(0);
    expect((await examine({}, ['--full'])).levels).toMatchObject({
      copies: 'ok',
      relay: 'warning',
    });
    const weekLater: Clock = { nowMs: () => Date.now() + 8 * 86_400_000 };
    expect(await examine({}, [], weekLater)).toMatchObject({
      code: 65,
      levels: { copies: 'failure' },
    });
  });

  it('[O1] says each trouble in a line with what to do, in the language asked for', async () => {
    const slow: Clock = { nowMs: () => Date.now() - 86_400_000 };
    chmodSync(key, 0o644);
    const sick = await examine({}, [], slow);
    expect(sick).toMatchObject({ code: 65, levels: { clock: 'failure', 'relay-key': 'failure' } });
    const english = await run(['doctor', '--lang', 'en']);
    expect(english.out.join('\n')).toMatch(/\[failure\] Relay key: .*\n.*doctor --fix/);
    writeFileSync(join(data, 'reports.sqlite'), 'not a database at all, but long enough');
    const mended = await examine({}, ['--fix']);
    expect(mended).toMatchObject({ code: 0, mended: ['relay-key', 'reports'] });
    expect(statSync(key).mode & 0o777).toBe(0o600);
  });

  it('[O4] looks at a running relay through its public address, and tells a proxy without websockets', async () => {
    const loaded = loadConfiguration({
      env: {},
      flags: { 'store.folder': data, 'server.port': '0' },
    });
    const service = await startRelayService({
      configuration: loaded.configuration,
      data: dataFolderOf(loaded),
      clock: systemClock,
      random: systemRandom,
      logger: createLogger({ level: 'silent', format: 'json' }),
    });
    const proxy = createServer((request, response) => {
      void fetch(`${service.url}${request.url ?? ''}`).then(async (answer) => {
        response.writeHead(answer.status).end(await answer.text());
      });
    });
    proxy.on('upgrade', (_request, socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    try {
      const direct = { NASTAVNIK_SERVER_PUBLIC_URL: service.url };
      expect(await examine(direct)).toMatchObject({
        code: 0,
        levels: { relay: 'ok', address: 'ok', websocket: 'ok', content: 'ok' },
      });
      const { port } = proxy.address() as AddressInfo;
      const through = { NASTAVNIK_SERVER_PUBLIC_URL: `http://127.0.0.1:${port}` };
      expect(await examine(through)).toMatchObject({
        code: 65,
        levels: { address: 'ok', websocket: 'failure' },
      });
    } finally {
      proxy.close();
      proxy.closeAllConnections();
      await service.close();
    }
  }, 30_000);

  it('[O1] names a broken membership chain and changes without a document', async () => {
    const db = new DatabaseSync(join(data, 'relay.sqlite'));
    db.exec('UPDATE entries SET entry = replace(entry, \'"atMs":1\', \'"atMs":2\')');
    db.exec(
      "INSERT INTO changes (documentId, hash, bytes, actor, seq, commitSeq, place) VALUES ('x', 'y', x'00', 'z', 1, 1, 0)",
    );
    db.close();
    const { code, out } = await run(['doctor', '--json']);
    expect(code).toBe(65);
    const { checks } = JSON.parse(out[0] ?? '') as { checks: { findings?: { code: string }[] }[] };
    const found = checks.flatMap(({ findings = [] }) => findings.map((finding) => finding.code));
    expect(found).toEqual(['orphan-changes', 'log-broken']);
  });
});

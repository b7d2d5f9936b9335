import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createDocumentId,
  createId,
  systemClock,
  systemRandom,
  type DocumentId,
  type LogId,
} from '@nastavnik/core/kernel';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openSqliteStore } from '../../../store/sqlite-store.ts';
import { dataFolderOf } from '../../configuration/data-folder.ts';
import { loadConfiguration } from '../../configuration/load-configuration.ts';
import { createLogger } from '../../serving/create-logger.ts';
import { startRelayService } from '../../serving/relay-service.ts';
import { runCommandLine } from '../run-command-line.ts';

const root = mkdtempSync(join(tmpdir(), 'relay-doc-'));
const data = join(root, 'data');
const documentId: DocumentId = createDocumentId(systemRandom);

async function run(...args: readonly string[]) {
  const lines: string[] = [];
  const code = await runCommandLine({
    args: [...args, '--data', data],
    env: {},
    out: (line) => lines.push(line),
    err: (line) => lines.push(line),
    onSignal: () => () => undefined,
  });
  return { code, text: lines.join('\n') };
}

async function json(...args: readonly string[]) {
  const { code, text } = await run('doc', ...args, '--json');
  return { code, said: JSON.parse(text) as Record<string, unknown> };
}

beforeAll(async () => {
  const made = await run('init', '--name', 'Район «Пример»');
  if (made.code !== 0) throw new Error(made.text);
  const store = openSqliteStore(join(data, 'relay.sqlite'));
  const logId = createId<LogId>(systemRandom);
  await store.announceDocument({ documentId, kind: 'programme', logId, atMs: 1 });
  await store.quarantineDocument(documentId, { reason: 'too-slow', atMs: 86_400_000 });
  await store.close();
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

it('[A4] doc tells of a quarantined document why, since when, and what to do next', async () => {
  const found = await json('inspect', documentId);
  expect(found).toMatchObject({
    code: 0,
    said: {
      documentId,
      kind: 'programme',
      state: 'quarantined',
      changes: 0,
      changeBytes: 0,
      quarantine: { reason: 'too-slow', atMs: 86_400_000, goodSeq: 1 },
    },
  });
  expect((await json('list')).said).toMatchObject({ documents: [{ documentId }] });
  const russian = await run('doc', 'inspect', documentId);
  expect(russian.text).toContain('дольше отведённого времени');
  expect(russian.text).toContain('doc release');
  const english = await run('doc', 'inspect', documentId, '--lang', 'en');
  expect(english.text).toContain('it took longer than it may');
});

it('doc says in one line what is wrong with a call', async () => {
  expect(await run('doc', 'inspect')).toMatchObject({ code: 78 });
  expect(await run('doc', 'inspect', 'not-an-id')).toMatchObject({ code: 78 });
  expect(await run('doc', 'frobnicate')).toMatchObject({ code: 78 });
  const unknown = createDocumentId(systemRandom);
  expect((await run('doc', 'inspect', unknown)).text).toContain(unknown);
  expect(await run('doc', 'release', unknown)).toMatchObject({ code: 78 });
});

it('[A4] doc works with the relay down and up, and a page cannot do what it does', async () => {
  const loaded = loadConfiguration({
    env: {},
    flags: { 'store.folder': data, 'server.port': '0', 'log.level': 'silent' },
  });
  const down = await json('release', documentId);
  // No log knows this document, so there is nothing to serve: it may be open and no more.
  expect(down).toMatchObject({ code: 0, said: { state: 'open' } });
  const service = await startRelayService({
    configuration: loaded.configuration,
    data: dataFolderOf(loaded),
    clock: systemClock,
    random: systemRandom,
    logger: createLogger({ level: 'silent', format: 'json' }),
  });
  try {
    expect(await json('quarantine', documentId)).toMatchObject({
      code: 0,
      said: { state: 'quarantined', quarantine: { reason: 'operator' } },
    });
    expect((await json('inspect', documentId)).said).toMatchObject({ state: 'quarantined' });
    const address = new URL(`/documents/${documentId}/release`, service.url);
    const guesses = [{}, { authorization: 'Bearer guess' }];
    for (const headers of guesses) {
      const response = await fetch(address, { method: 'POST', headers });
      expect(response.status).toBe(404);
    }
    expect((await json('release', documentId)).said).toMatchObject({ state: 'open' });
  } finally {
    await service.close();
  }
});

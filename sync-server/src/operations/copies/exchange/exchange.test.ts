import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportableKey, openExportedKey, type DeviceKey } from '@nastavnik/core/access';
import { startDocument } from '@nastavnik/core/documents';
import { AppError, systemClock, systemRandom, type DocumentId } from '@nastavnik/core/kernel';
import { initializeAutomergeForTests } from '@nastavnik/core/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSqliteStore } from '../../../store/sqlite-store.ts';
import { addTask, connectDevice, startTestSchool, taskTexts } from '../../../testing/index.ts';
import { runCommandLine } from '../../command-line/run-command-line.ts';
import { dataFolderOf } from '../../configuration/data-folder.ts';
import { loadConfiguration } from '../../configuration/load-configuration.ts';
import { writeKeyFile } from '../../keys/key-file.ts';
import { createLogger } from '../../serving/create-logger.ts';
import { startRelayService } from '../../serving/relay-service.ts';
import { createCopy } from '../creation/create-copy.ts';

const root = mkdtempSync(join(tmpdir(), 'relay-exchange-'));
const data = join(root, 'data');
const older = join(root, 'older');
const stopped = join(root, 'stopped');
const file = join(root, 'school.nastavnik');
const store = join(data, 'relay.sqlite');
let programme: DocumentId;
let heads: string;
let mentor: DeviceKey;

async function run(folder: string, ...args: readonly string[]) {
  const said: string[] = [];
  const code = await runCommandLine({
    args: [...args, '--data', folder, '--json'],
    env: {},
    out: (line) => said.push(line),
    err: (line) => said.push(line),
    onSignal: () => () => undefined,
  });
  return { code, ...(JSON.parse(said[0] ?? '{}') as Record<string, unknown>) };
}

const headsIn = async (folder: string): Promise<string | undefined> => {
  const opened = openSqliteStore(join(folder, 'relay.sqlite'));
  const row = opened.document(programme);
  await opened.close();
  return row?.heads.join();
};

/** A relay that has gone on since its last copy, and the relay of that copy. */
beforeAll(async () => {
  await initializeAutomergeForTests();
  mkdirSync(data);
  const relayKey = join(data, 'keys/relay.json');
  const exported = await exportableKey();
  writeKeyFile(relayKey, exported);
  const opened = await openExportedKey(exported);
  if (!opened.ok) throw new AppError(opened.error.code);
  const school = await startTestSchool({ path: store, relayKey: opened.value, programmes: 2 });
  programme = school.nextProgramme();
  mentor = school.mentor.key;
  const first = await connectDevice(school.url, mentor);
  const second = await connectDevice(school.url, school.mentee.key);
  first.open(programme, startDocument('programme'));
  first.change(programme, (draft) => addTask(draft, 'До копии'));
  await first.durable(programme);
  const folder = join(root, 'copies');
  const job = { data: { store, relayKey }, folder, withRelayKey: true, clock: systemClock };
  const { path } = await createCopy(job);
  for (const target of [older, stopped]) await run(target, 'restore', '--from', path);
  second.open(programme);
  await second.has(programme, (doc) => taskTexts(doc).length === 1);
  for (const device of [second, first]) {
    const hash = device.change(programme, (draft) => addTask(draft, 'После копии'));
    await device.durable(programme);
    await device.attest(programme, [hash]);
    await device.frame('receipt', (frame) => frame.hashes.includes(hash));
  }
  heads = first.heads(programme);
  await school.close();
  const exporting = await run(data, 'export', '--org', 'School No. 7', '--to', file);
  if (exporting.code !== 0) throw new Error(JSON.stringify(exporting));
}, 60_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('files of changes at a relay', () => {
  it('[O10] damaged, foreign or of no kind are refused whole, and change nothing', async () => {
    const before = await headsIn(older);
    const bad = join(root, 'bad.nastavnik');
    const bytes = readFileSync(file);
    for (const [content, code] of [
      [bytes.subarray(0, bytes.length - 1), 'bundle-malformed'],
      [Buffer.from('not a file of changes'), 'bundle-malformed'],
      [bytes.with(bytes.length >> 1, (bytes[bytes.length >> 1] ?? 0) ^ 1), 'signature-invalid'],
    ] as const) {
      writeFileSync(bad, content);
      expect(await run(older, 'import', bad)).toMatchObject({
        code: expect.any(Number),
        error: code,
      });
    }
    const stranger = join(root, 'stranger');
    expect((await run(stranger, 'init', '--name', 'Другой район')).code).toBe(0);
    expect(await run(stranger, 'import', file)).toMatchObject({
      code: 65,
      error: 'bundle-foreign',
    });
    expect(await headsIn(older)).toBe(before);
    expect(await headsIn(older)).not.toBe(heads);
  }, 30_000);

  it('[O10] bring a running relay to the same heads, told to those who are connected, twice the same', async () => {
    const loaded = loadConfiguration({
      env: {},
      flags: { 'store.folder': older, 'server.port': '0' },
    });
    const folder = dataFolderOf(loaded);
    const service = await startRelayService({
      configuration: loaded.configuration,
      data: folder,
      clock: systemClock,
      random: systemRandom,
      logger: createLogger({ level: 'silent', format: 'json' }),
    });
    try {
      const device = await connectDevice(service.url.replace('http', 'ws'), mentor);
      device.open(programme);
      await device.has(programme, (doc) => taskTexts(doc).length === 1);
      const refusedPost = await fetch(new URL('/exchange', service.url), {
        method: 'POST',
        body: readFileSync(file),
      });
      expect(refusedPost.status).toBe(404);
      expect(await run(older, 'import', file)).toMatchObject({
        code: 0,
        taken: 2,
        refused: 0,
        waiting: 0,
      });
      await device.has(programme, (doc) => taskTexts(doc).length === 3);
      expect(device.heads(programme)).toBe(heads);
      await device.frame('attested', (frame) => frame.author !== mentor.signer.kid);
      expect(await run(older, 'import', file)).toMatchObject({ code: 0, taken: 0, known: 4 });
    } finally {
      await service.close();
    }
    expect(await headsIn(older)).toBe(heads);
  }, 30_000);

  it('[O10] bring a stopped relay to the same heads, and leave the exporting one as it was', async () => {
    expect(await run(stopped, 'import', file)).toMatchObject({ code: 0, taken: 2, known: 2 });
    expect(await headsIn(stopped)).toBe(heads);
    expect(await run(data, 'import', file)).toMatchObject({ code: 0, taken: 0 });
    expect(await headsIn(data)).toBe(heads);
  }, 30_000);
});

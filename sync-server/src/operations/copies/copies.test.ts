import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportableKey, openExportedKey } from '@nastavnik/core/access';
import { startDocument } from '@nastavnik/core/documents';
import { AppError, systemClock, type DocumentId } from '@nastavnik/core/kernel';
import { initializeAutomergeForTests, seededRandom } from '@nastavnik/core/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSqliteStore } from '../../store/sqlite-store.ts';
import { addTask, connectDevice, startTestSchool, type TestSchool } from '../../testing/index.ts';
import { runCommandLine } from '../command-line/run-command-line.ts';
import { writeKeyFile } from '../keys/key-file.ts';
import { copyDatabase } from './creation/copy-database.ts';
import { databaseName } from './folder/copy-folder.ts';
import { createCopy } from './creation/create-copy.ts';
import { readCopyStatus } from './folder/copy-status.ts';
import { verifyCopy } from './creation/verify-copy.ts';

const root = mkdtempSync(join(tmpdir(), 'relay-copies-'));
const data = join(root, 'data');
const store = join(data, 'relay.sqlite');
const relayKey = join(data, 'keys', 'relay.json');
const folder = join(root, 'data-backups');
let school: TestSchool;
let programmes: DocumentId[];

async function run(...args: readonly string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCommandLine({
    args: [...args, '--json'],
    env: {},
    out: (line) => out.push(line),
    err: (line) => err.push(line),
    onSignal: () => () => undefined,
  });
  const said = JSON.parse(out[0] ?? err[0] ?? '{}') as Record<string, unknown>;
  return { code, said };
}

const copyNow = () =>
  createCopy({ data: { store, relayKey }, folder, withRelayKey: true, clock: systemClock });

beforeAll(async () => {
  await initializeAutomergeForTests();
  mkdirSync(data);
  const exported = await exportableKey();
  writeKeyFile(relayKey, exported);
  const opened = await openExportedKey(exported);
  if (!opened.ok) throw new AppError(opened.error.code);
  school = await startTestSchool({ path: store, relayKey: opened.value });
  programmes = [school.nextProgramme(), school.nextProgramme(), school.nextProgramme()];
}, 60_000);
afterAll(async () => {
  await school.close();
  rmSync(root, { recursive: true, force: true });
});

describe('copies of a relay', () => {
  it('[O1] made under load, come to the same heads in an empty folder, and devices get on', async () => {
    const [first] = programmes as [DocumentId];
    const device = await connectDevice(school.url, school.mentor.key);
    for (const programme of programmes) {
      device.open(programme, startDocument('programme'));
      device.change(programme, (draft) => addTask(draft, 'До копии'));
      await device.durable(programme);
    }
    let isCopying = true;
    const writing = (async () => {
      while (isCopying) {
        device.change(first, (draft) => addTask(draft, 'Во время копии'));
        await device.durable(first);
      }
    })();
    const { path, name, manifest } = await copyNow();
    isCopying = false;
    await writing;
    expect(manifest.tested).toMatchObject({ documents: 14, findings: [] });
    expect(readCopyStatus(folder).lastVerifiedMs).toBe(manifest.createdAtMs);
    for (const file of readdirSync(path))
      expect(statSync(join(path, file)).mode & 0o777).toBe(0o600);
    const empty = join(root, 'empty');
    const restored = await run('restore', '--from', path, '--data', empty);
    expect(restored).toMatchObject({ code: 0, said: { findings: [], comparison: null } });
    expect(readFileSync(join(empty, 'keys/relay.json'))).toEqual(readFileSync(relayKey));
    expect(await run('backup', 'verify', '--from', name, '--data', data)).toMatchObject({
      code: 0,
    });
    const again = await startTestSchoolAgain(join(empty, databaseName));
    const inCopy = again.store.document(first)?.heads ?? [];
    expect(school.store.knownHashes(first, inCopy)).toEqual(inCopy);
    const back = await connectDevice(again.url, school.mentor.key);
    back.open(first, device.doc(first));
    back.change(first, (draft) => addTask(draft, 'После копии'));
    await back.durable(first);
    expect(again.store.document(first)?.heads.join()).toBe(back.heads(first));
    await again.close();
  }, 60_000);

  it('[O2] name each of fifty flipped bits, exit with an error and are not restored', async () => {
    const { path } = await copyNow();
    const random = seededRandom(20_261_122);
    const files = readdirSync(path);
    const trial = join(root, 'flipped');
    for (let round = 0; round < 50; round += 1) {
      rmSync(trial, { recursive: true, force: true });
      cpSync(path, trial, { recursive: true });
      const file = files[round % files.length] ?? databaseName;
      const bytes = readFileSync(join(trial, file));
      const [a = 0, b = 0, c = 0, bit = 0] = random.bytes(4);
      const place = ((a << 16) | (b << 8) | c) % bytes.length;
      bytes[place] = (bytes[place] ?? 0) ^ (1 << (bit % 8));
      writeFileSync(join(trial, file), bytes);
      const { findings } = await verifyCopy(trial);
      expect(findings.map(({ subject }) => subject)).toContain(file);
      if (round % 10 > 2) continue;
      expect((await run('backup', 'verify', '--from', trial, '--data', data)).code).toBe(65);
      const target = join(root, 'never');
      expect(await run('restore', '--from', trial, '--data', target)).toMatchObject({
        code: 65,
        said: { error: 'copy-damaged' },
      });
      expect(existsSync(join(target, databaseName))).toBe(false);
    }
  }, 120_000);

  it('[O2] are not put over a running relay, nor over another relay, and never over anything', async () => {
    const { path } = await copyNow();
    expect(await run('restore', '--from', path, '--data', data)).toMatchObject({
      code: 75,
      said: { error: 'store-locked' },
    });
    const other = join(root, 'other');
    mkdirSync(other);
    writeKeyFile(join(other, 'keys/relay.json'), await exportableKey());
    await openSqliteStore(join(other, databaseName)).close();
    const before = readFileSync(join(other, databaseName));
    const args = ['restore', '--from', path, '--data', other];
    expect(await run(...args)).toMatchObject({ code: 65, said: { error: 'copy-foreign' } });
    expect(await run(...args, '--force', '--dry-run')).toMatchObject({
      code: 0,
      said: { comparison: { documentsLost: 0, documentsGained: 14, changesLost: 0 } },
    });
    expect(readFileSync(join(other, databaseName))).toEqual(before);
    const forced = await run(...args, '--force');
    expect(forced.code).toBe(0);
    expect(readFileSync(join(String(forced.said['aside']), databaseName))).toEqual(before);
    expect(readFileSync(join(other, 'keys/relay.json'))).toEqual(readFileSync(relayKey));
  }, 30_000);

  it('[O1] are told apart from what is damaged at its source', async () => {
    const [first] = programmes as [DocumentId];
    const sick = join(root, 'sick');
    mkdirSync(sick);
    await copyDatabase(store, join(sick, databaseName));
    mkdirSync(join(sick, 'keys'));
    copyFileSync(relayKey, join(sick, 'keys/relay.json'));
    const { DatabaseSync } = await import('node:sqlite');
    const db = new DatabaseSync(join(sick, databaseName));
    db.prepare(
      `UPDATE changes SET bytes = substr(bytes, 1, length(bytes) - 1) WHERE rowid =
       (SELECT max(rowid) FROM changes WHERE documentId = ?)`,
    ).run(first);
    db.close();
    const made = await run('backup', 'create', '--data', sick);
    expect(made.code).toBe(65);
    expect(made.said).toMatchObject({
      whole: false,
      tested: { findings: [{ code: 'chunk-damaged', subject: first, count: 1 }] },
    });
    const status = readCopyStatus(`${sick}-backups`);
    expect(status.lastFailureCode).toBe('chunk-damaged');
    expect(status.lastVerifiedMs).toBeUndefined();
    expect((await run('backup', 'list', '--data', sick)).said).toMatchObject({
      copies: [{ state: 'failed' }],
    });
  }, 30_000);
});

/** The school's relay on another file. */
async function startTestSchoolAgain(path: string) {
  const { startTestRelay } = await import('../../testing/index.ts');
  return startTestRelay({ path, relayKey: school.relayKey });
}

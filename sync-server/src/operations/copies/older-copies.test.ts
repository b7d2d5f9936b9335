import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { exportableKey, openExportedKey } from '@nastavnik/core/access';
import { startDocument } from '@nastavnik/core/documents';
import { AppError, systemClock, type DocumentId } from '@nastavnik/core/kernel';
import { initializeAutomergeForTests } from '@nastavnik/core/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { schemaSteps } from '../../store/file/schema.ts';
import { addTask, connectDevice, startTestRelay, startTestSchool } from '../../testing/index.ts';
import { runCommandLine } from '../command-line/run-command-line.ts';
import { writeKeyFile } from '../keys/key-file.ts';
import { createCopy } from './creation/create-copy.ts';

const root = mkdtempSync(join(tmpdir(), 'relay-older-'));
const current = join(root, 'relay.sqlite');
const relayKey = join(root, 'relay.json');
/** Tables that the first release had, with the columns it had. */
const firstTables = ['documents', 'commits', 'changes', 'entries', 'attestations'];
let programme: DocumentId;
let projection: unknown;

beforeAll(async () => {
  await initializeAutomergeForTests();
  const exported = await exportableKey();
  writeKeyFile(relayKey, exported);
  const opened = await openExportedKey(exported);
  if (!opened.ok) throw new AppError(opened.error.code);
  const school = await startTestSchool({ path: current, relayKey: opened.value, programmes: 1 });
  programme = school.nextProgramme();
  const device = await connectDevice(school.url, school.mentor.key);
  device.open(programme, startDocument('programme'));
  device.change(programme, (draft) => addTask(draft, 'Из прежней версии'));
  await device.durable(programme);
  projection = await school.relay.project(programme);
  await school.close();
}, 60_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** The same data as a release whose schema had so many steps kept it. */
function writeOlder(path: string, steps: number): void {
  const db = new DatabaseSync(path);
  for (const step of schemaSteps.slice(0, steps)) db.exec(step);
  db.exec(`PRAGMA user_version = ${steps}`);
  db.prepare('ATTACH DATABASE ? AS current').run(current);
  for (const table of firstTables) {
    const columns = db
      .prepare(`SELECT name FROM pragma_table_info('${table}', 'main')`)
      .all()
      .map((row) => String(row['name']))
      .join(', ');
    db.exec(`INSERT INTO main.${table} (${columns}) SELECT ${columns} FROM current.${table}`);
  }
  db.close();
}

it.each(schemaSteps.map((_, place) => place + 1))(
  '[O5] a copy of schema %i is restored by this release to the same heads and projections',
  async (steps) => {
    const old = join(root, `schema-${steps}`);
    mkdirSync(old);
    const store = join(old, 'relay.sqlite');
    writeOlder(store, steps);
    const job = { withRelayKey: true, clock: systemClock, folder: join(old, 'copies') };
    const { path, manifest } = await createCopy({ ...job, data: { store, relayKey } });
    expect(manifest).toMatchObject({ schemaVersion: steps, tested: { findings: [] } });
    const data = join(old, 'restored');
    const code = await runCommandLine({
      args: ['restore', '--from', path, '--data', data],
      env: {},
      out: () => undefined,
      err: () => undefined,
      onSignal: () => () => undefined,
    });
    expect(code).toBe(0);
    const key = await openExportedKey(await exportableKey());
    if (!key.ok) throw new AppError(key.error.code);
    const again = await startTestRelay({ path: join(data, 'relay.sqlite'), relayKey: key.value });
    expect(await again.relay.project(programme)).toEqual(projection);
    await again.close();
  },
  30_000,
);

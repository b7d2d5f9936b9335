import {
  existsSync,
  mkdtempSync,
  openSync,
  closeSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDocument } from '@nastavnik/core/documents';
import { systemClock } from '@nastavnik/core/kernel';
import { initializeAutomergeForTests } from '@nastavnik/core/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addTask, connectDevice, startTestSchool, type TestSchool } from '../testing/index.ts';
import { startAggregator } from './aggregator.ts';
import { openReportStore } from './tables/report-store.ts';
import { reportTableNames } from './tables/report-tables.ts';

const folder = mkdtempSync(join(tmpdir(), 'reports-'));
const path = join(folder, 'reports.sqlite');
const nothing = (): void => undefined;
let school: TestSchool;

beforeAll(async () => {
  await initializeAutomergeForTests();
  school = await startTestSchool({ programmes: 2 });
  const device = await connectDevice(school.url, school.mentor.key);
  for (const count of [3, 5]) {
    const programme = school.nextProgramme();
    device.open(programme, startDocument('programme'));
    for (let place = 0; place < count; place += 1) {
      device.change(programme, (draft) => addTask(draft, `Задача ${place}`));
    }
    await device.durable(programme);
  }
  device.close();
});
afterAll(async () => {
  await school.close();
  rmSync(folder, { recursive: true });
});

/** Opens the file as a relay does at its start, counts what there is, and tells the rows. */
async function counted(): Promise<unknown> {
  const { relay, store } = school;
  const reports = openReportStore(path);
  const aggregator = startAggregator({
    feed: relay.feed,
    reports,
    clock: systemClock,
    logger: { debug: nothing, info: nothing, warn: nothing, error: nothing },
    documentsChangedSince: (afterSeq, limit) => store.documentsChangedSince(afterSeq, limit),
    lastSeq: () => store.lastSeq(),
    project: (documentId) => relay.project(documentId),
    logs: () => relay.logs(),
  });
  await aggregator.settled();
  const rows = reportTableNames.map((name) => [name, reports.rows(name)]);
  await aggregator.close();
  reports.close();
  return rows;
}

it('reports are the same again after their file was lost, torn or overwritten', async () => {
  const before = await counted();
  expect(JSON.stringify(before)).toContain('programme');
  rmSync(path);
  expect(await counted()).toEqual(before);
  const { size } = statSync(path);
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.alloc(size - 4_096, 0x5a), 0, size - 4_096, 4_096);
  closeSync(file);
  expect(await counted()).toEqual(before);
  expect(existsSync(`${path}.damaged`)).toBe(true);
  writeFileSync(path, 'not a database at all, but long enough to be taken for one '.repeat(200));
  expect(await counted()).toEqual(before);
});

import 'fake-indexeddb/auto';
import { copyFileSync } from 'node:fs';
import { verifySignedExport } from '@nastavnik/core/access';
import type { Approvals, Programme } from '@nastavnik/core/documents';
import { initializeAutomergeForTests } from '@nastavnik/core/testing';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { ReplicaSchool } from './replicas/replica-school.ts';
import { addTask, create, drained, open } from './replicas/school-work.ts';
import { until } from './replicas/until.ts';

let school: ReplicaSchool;

beforeAll(initializeAutomergeForTests);
beforeEach(async () => {
  school = await ReplicaSchool.open();
});
afterEach(() => school.close());

it('[INV-20] a signature gets the relay’s time without anybody asking, and the file says so', async () => {
  const curator = await school.sitDown('curator');
  const programme = await create(school, curator, 'programme');
  const approvals = await create(school, curator, 'approvals');
  const mentor = await school.sitDown('mentor');
  await addTask(await open<Programme>(mentor, programme), 'Сверить журнал');
  const signatures = await open<Approvals>(mentor, approvals);
  await drained(mentor);
  const statement = { id: 'programme-agree/1', text: 'Согласую программу.' };
  const request = { documentId: programme, approvalsId: approvals, purpose: 'agree' };
  const signed = await mentor.sign({ ...request, role: 'mentor', statement });
  expect(signed).toMatchObject({ ok: true });
  await until(
    signatures.view,
    (view) => view?.value.records[0]?.countersignature !== undefined,
    'the relay’s word',
  );
  const statements = { [statement.id]: statement.text };
  const file = await mentor.exportSigned({ ...request, statements });
  if (!file.ok) throw new TypeError(file.error.code);
  const report = await verifySignedExport(JSON.parse(file.value));
  expect(report).toMatchObject({
    ok: true,
    value: { isGood: true, records: [{ state: 'valid', countersignedAtMs: expect.any(Number) }] },
  });
});

it('[S4] a relay from an old copy gets the lost entries of its log back from a device', async () => {
  const curator = await school.sitDown('curator');
  await create(school, curator, 'programme');
  await school.stopRelay();
  const copy = `${school.path}.copy`;
  copyFileSync(school.path, copy);
  await school.startRelay();
  const later = await create(school, curator, 'programme');
  const seqAtRelay = () => school.relay.relay.logs().get(school.logId)?.seq;
  const whole = seqAtRelay();
  await school.stopRelay();
  await school.startRelay(copy);
  expect(seqAtRelay()).not.toBe(whole);
  await expect.poll(seqAtRelay, { timeout: 30_000 }).toBe(whole);
  const mentor = await school.sitDown('mentor');
  expect((await open<Programme>(mentor, later)).documentId).toBe(later);
});

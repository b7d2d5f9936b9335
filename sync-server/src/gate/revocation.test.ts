import * as A from '@automerge/automerge/slim';
import { createDeviceKey, deviceRecordOf, signPossession } from '@nastavnik/core/access';
import { startDocument } from '@nastavnik/core/documents';
import { initializeAutomergeForTests } from '@nastavnik/core/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addTask,
  connectDevice,
  startTestSchool,
  taskTexts,
  type TestDevice,
  type TestPerson,
  type TestSchool,
} from '../testing/index.ts';

let school: TestSchool;
let old: TestPerson;
let curator: TestDevice;

beforeAll(async () => {
  await initializeAutomergeForTests();
  school = await startTestSchool();
  curator = await connectDevice(school.url, school.curator.key);
});
afterAll(() => school.close());

/** A second device of the mentor, brought in while the relay runs. */
async function addOldDevice(): Promise<void> {
  const { organisation, mentor } = school;

  const key = await createDeviceKey();
  const device = deviceRecordOf(key, 'Old laptop');
  const { personId } = mentor;
  const possession = await signPossession(key.signer, {
    logId: organisation.logId,
    personId,
    device,
  });
  const by = await connectDevice(school.url, mentor.key);
  const entry = await organisation.sign(mentor.key, 'add-device', { personId, device, possession });
  by.send({ type: 'submit', entry });
  await by.frame('sequenced');
  by.close();
  old = { personId, key };
}

async function revoke(): Promise<void> {
  const { kid } = old.key.signer;
  const entry = await school.organisation.sign(school.curator.key, 'revoke-device', { kid });
  const from = curator.frames.length;
  curator.send({ type: 'submit', entry });
  await curator.frame('sequenced', () => true, from);
}

describe('[A11] a revoked device', () => {
  it('is cut off within a second, and reads nothing new', async () => {
    await addOldDevice();
    const programme = school.nextProgramme();
    const device = await connectDevice(school.url, old.key);
    device.open(programme, startDocument('programme'));
    await device.durable(programme);
    const before = performance.now();
    await revoke();
    expect((await device.closed()).code).toBe(4404);
    expect(performance.now() - before).toBeLessThan(1_000);
    const mentee = await connectDevice(school.url, school.mentee.key);
    mentee.open(programme, device.doc(programme));
    mentee.change(programme, (draft) => addTask(draft, 'Новое'));
    await mentee.durable(programme);
    const back = await connectDevice(school.url, old.key);
    await back.frame('refused', ({ code }) => code === 'device-revoked');
    back.open(programme);
    back.send({ type: 'catalogue', cursor: 0 });
    await back.frame('refused', ({ about }) => about === 'catalogue');
    back.send({ type: 'ping', atMs: 1 });
    await back.frame('pong');
    expect(A.getHeads(back.doc(programme))).toEqual([]);
    back.close();
    mentee.close();
  });

  it('hands over what it wrote offline; the curator gets it, and it is never applied', async () => {
    await addOldDevice();
    const programme = school.nextProgramme();
    const device = await connectDevice(school.url, old.key);
    device.open(programme, startDocument('programme'));
    device.change(programme, (draft) => addTask(draft, 'Принято'));
    await device.durable(programme);
    device.terminate();
    await device.closed();
    const offline = device.doc(programme);
    device.change(programme, (draft) => addTask(draft, 'Без связи'));
    await revoke();
    const before = school.store.document(programme)?.heads.join();
    const back = await connectDevice(school.url, old.key);
    back.open(programme, device.doc(programme));
    const rejected = await back.rejected(programme);
    expect(rejected.code).toBe('authored-before-revocation');
    const { logId } = school.organisation;
    curator.send({ type: 'quarantine', logId });
    const list = await curator.frame('quarantine');
    const [item] = list.items.filter(({ documentId }) => documentId === programme);
    expect(item).toMatchObject({ kid: old.key.signer.kid, personId: old.personId, changes: 1 });
    const quarantineId = item?.quarantineId ?? '';
    curator.send({ type: 'quarantine-decision', quarantineId, decision: 'accept' });
    const { changes } = await curator.frame('quarantined-changes');
    const [merged] = A.applyChanges(A.clone(offline), [...changes]);
    expect(taskTexts(merged).toSorted()).toEqual(['Без связи', 'Принято']);
    expect(school.store.document(programme)?.heads.join()).toBe(before);
    const from = curator.frames.length;
    curator.send({ type: 'quarantine-decision', quarantineId, decision: 'discard' });
    const after = await curator.frame('quarantine', () => true, from);
    expect(after.items.filter(({ documentId }) => documentId === programme)).toEqual([]);
    back.close();
  });
});

describe('rights that change under an open document', () => {
  it('a person who joins nothing more is told «unavailable» and hears nothing', async () => {
    const { organisation, other, roadmap } = school;
    curator.open(roadmap, startDocument('roadmap'));
    await curator.durable(roadmap);
    const leaving = await connectDevice(school.url, other.key);
    leaving.open(roadmap);
    await leaving.has(roadmap, (doc) => A.getHeads(doc).length > 0);
    const body = { personId: other.personId, roles: [] };
    const entry = await organisation.sign(organisation.operator.key, 'set-role', body);
    const operator = await connectDevice(school.url, organisation.operator.key);
    operator.send({ type: 'submit', entry });
    await operator.frame('sequenced');
    await leaving.frame('doc-unavailable', ({ documentId }) => documentId === roadmap);
    leaving.close();
    operator.close();
  });

  it('a reader who becomes a curator may write at once, with what it wrote before', async () => {
    const { organisation, mentee, roadmap } = school;
    const device = await connectDevice(school.url, mentee.key);
    device.open(roadmap);
    await device.has(roadmap, (doc) => A.getHeads(doc).length > 0);
    const operator = await connectDevice(school.url, organisation.operator.key);
    const body = { personId: mentee.personId, roles: ['mentee' as const, 'curator' as const] };
    operator.send({
      type: 'submit',
      entry: await organisation.sign(organisation.operator.key, 'set-role', body),
    });
    await device.frame('writable');
    device.change(roadmap, (draft) => {
      draft['title'] = 'План';
    });
    await device.durable(roadmap);
    device.close();
    operator.close();
  });
});

it('a dropped document leaves the disk at once, and its id is refused for ever', async () => {
  const { organisation } = school;
  const programme = school.nextProgramme();
  const device = await connectDevice(school.url, school.mentor.key);
  device.open(programme, startDocument('programme'));
  await device.durable(programme);
  const body = { documentId: programme };
  const entry = await organisation.sign(organisation.operator.key, 'drop-document', body);
  const operator = await connectDevice(school.url, organisation.operator.key);
  operator.send({ type: 'submit', entry });
  await operator.frame('sequenced');
  await device.frame('doc-unavailable', ({ documentId }) => documentId === programme);
  expect(school.store.loadDocument(programme)).toMatchObject({
    row: { state: 'dropped' },
    changes: [],
  });
  const again = await connectDevice(school.url, school.mentee.key);
  again.open(programme, device.doc(programme));
  await again.frame('doc-unavailable', ({ documentId }) => documentId === programme);
  expect(school.store.loadDocument(programme)?.changes).toEqual([]);
  device.close();
  again.close();
  operator.close();
});

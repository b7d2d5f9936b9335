import 'fake-indexeddb/auto';
import { copyFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifySignedExport } from '@nastavnik/core/access';
import {
  notesCommands,
  roadmapCommands,
  type Notes,
  type Programme,
  type Roadmap,
} from '@nastavnik/core/documents';
import type { LogId } from '@nastavnik/core/kernel';
import { initializeAutomergeForTests } from '@nastavnik/core/testing';
import {
  finishJoinings,
  listProfiles,
  sampleEnvironment,
  wipeProfile,
  type NewDocument,
  type Replica,
} from '@nastavnik/extension/testing';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { createDemoDistrict } from '../demo/create-demo-district.ts';
import { startDemoRelay } from '../demo/start-demo-relay.ts';
import { demoRu } from '../demo/text/ru.ts';
import { ReplicaSchool } from './replicas/replica-school.ts';
import {
  addTask,
  create as createAt,
  drained,
  open,
  seesTasks,
  tasksOf,
} from './replicas/school-work.ts';
import { until } from './replicas/until.ts';

let school: ReplicaSchool;

beforeAll(initializeAutomergeForTests);
beforeEach(async () => {
  school = await ReplicaSchool.open();
});
afterEach(() => school.close());

const create = (replica: Replica, kind: NewDocument['kind']) => createAt(school, replica, kind);

const seesDevices = (replica: Replica, count: number) =>
  until(
    replica.membership,
    (logs) => logs.get(school.logId)?.devices.size === count,
    `${count} devices`,
  );

it('[S1] an empty profile finds its documents; a new one is announced and reaches others', async () => {
  const curator = await school.sitDown('curator');
  const programme = await create(curator, 'programme');
  const mentor = await school.sitDown('mentor');
  const arrived = (list: readonly { value?: unknown }[]) =>
    list.length === 1 && list[0]?.value !== undefined;
  const [found] = await until(mentor.documents('programme'), arrived, 'the programme');
  expect(found?.documentId).toBe(programme);
  const mine = await open<Programme>(mentor, programme);
  await addTask(mine, 'Познакомить с классом');
  await seesTasks(await open(curator, programme), 'Познакомить с классом');
  await drained(mentor);
  expect(mine.status.value).toMatchObject({ tier: 'relay', waiting: 0 });
});

it('[D8] a refused edit becomes a draft, leaves both windows and does not come back', async () => {
  const curator = await school.sitDown('curator');
  const programme = await create(curator, 'programme');
  const other = await school.openWindow(curator.profile.profileId);
  const [one, two] = [
    await open<Programme>(curator, programme),
    await open<Programme>(other, programme),
  ];
  await addTask(two, 'Не куратору писать');
  const [draft] = (await until(other.sync, ({ drafts }) => drafts.length === 1, 'a draft')).drafts;
  expect(draft).toMatchObject({ documentId: programme, reason: { code: 'not-allowed' } });
  await seesTasks(one);
  await seesTasks(two);
  const mentor = await school.sitDown('mentor');
  await addTask(await open(mentor, programme), 'Наставнику можно');
  await seesTasks(one, 'Наставнику можно');
  await seesTasks(two, 'Наставнику можно');
  const third = await school.openWindow(curator.profile.profileId);
  await seesTasks(await open(third, programme), 'Наставнику можно');
  expect(third.sync.value.drafts).toHaveLength(1);
});

it('[A11] a link brings a second device in once; used again it is refused', async () => {
  const mentor = await school.sitDown('mentor');
  const link = await school.inviteOwn(mentor);
  expect(await school.join(link)).toMatchObject({ ok: true });
  const again = await school.join(link);
  expect(again).toEqual({ ok: false, error: { code: 'invitation-used' } });
  await seesDevices(mentor, 6);
});

it('[A11] a joining that broke off after the relay took it is finished at the next start', async () => {
  const mentor = await school.sitDown('mentor');
  const link = await school.inviteOwn(mentor);
  const before = new Set((await listProfiles()).map(({ profileId }) => profileId));
  const openSocket = (url: string): WebSocket => {
    const socket = new WebSocket(url);
    const send = socket.send.bind(socket);
    const sent: unknown[] = [];
    // The page dies as soon as the acceptance, its second frame, is on its way.
    socket.send = (data) => {
      if (sent.push(data) > 2) return;
      send(data);
      if (sent.length === 2) socket.close();
    };
    return socket;
  };
  let dialled = 0;
  const once = (url: string): WebSocket => {
    dialled += 1;
    return dialled === 1 ? openSocket(url) : new WebSocket('ws://127.0.0.1:1');
  };
  expect(await school.join(link, { openSocket: once })).toMatchObject({ ok: false });
  await seesDevices(mentor, 6);
  await finishJoinings(sampleEnvironment);
  const [joined] = (await listProfiles()).filter(({ profileId }) => !before.has(profileId));
  expect(joined).toMatchObject({ label: 'Второй', personId: mentor.profile.personId });
  const second = await school.openWindow(joined?.profileId ?? '');
  await until(second.membership, (logs) => logs.size === 1, 'the log');
});

it('[S1] what two devices wrote apart is merged when the relay is back', async () => {
  const programme = await create(await school.sitDown('curator'), 'programme');
  const mentor = await school.sitDown('mentor');
  const laptop = await school.secondDevice(mentor);
  const [here, there] = [
    await open<Programme>(mentor, programme),
    await open<Programme>(laptop, programme),
  ];
  await school.stopRelay();
  await until(laptop.sync, ({ connection }) => connection === 'offline', 'no relay');
  await addTask(here, 'Дома');
  await addTask(there, 'В школе');
  expect(here.status.value).toMatchObject({ tier: 'device', waiting: 1 });
  await school.startRelay();
  await seesTasks(here, 'В школе', 'Дома');
  await seesTasks(there, 'В школе', 'Дома');
  await until(here.status, ({ tier }) => tier === 'relay', '«на узле»');
  await until(there.status, ({ tier }) => tier === 'relay', '«на узле»');
});

it('[S4] a relay restored from an old copy gets the rest back from devices that are not even asked', async () => {
  const programme = await create(await school.sitDown('curator'), 'programme');
  const mentor = await school.sitDown('mentor');
  const mentee = await school.sitDown('mentee');
  const theirs = await open<Programme>(mentee, programme);
  await school.stopRelay();
  const copy = `${school.path}.copy`;
  copyFileSync(school.path, copy);
  await school.startRelay();
  const mine = await open<Programme>(mentor, programme);
  await addTask(mine, 'После копии');
  await seesTasks(theirs, 'После копии');
  await drained(mentor);
  const { profileId } = mentor.profile;
  await expect.poll(() => school.claimsKeptBy(mentee)).toContain(mentor.profile.kid);
  await mentor.close();
  theirs.close();
  await school.stopRelay();
  await school.startRelay(copy);
  const head = await school.sitDown('head');
  await seesTasks(await open(head, programme), 'После копии');
  const back = await school.openWindow(profileId);
  await seesTasks(await open(back, programme), 'После копии');
  expect(back.sync.value.drafts).toEqual([]);
});

it('[A12] late edits of a revoked device wait for the curator: accepted they are everybody’s', async () => {
  const curator = await school.sitDown('curator');
  const roadmap = await create(curator, 'roadmap');
  const laptop = await school.secondDevice(curator);
  const late = await open<Roadmap>(laptop, roadmap);
  const { profileId, kid } = laptop.profile;
  const offline = await cutOff(laptop);
  const away = await open<Roadmap>(offline, roadmap);
  expect(await away.change('x', roadmapCommands.edit, { title: 'Поздняя' })).toMatchObject({
    ok: true,
  });
  expect(late.documentId).toBe(roadmap);
  await offline.close();
  expect(await curator.revokeDevice(school.logId, kid)).toMatchObject({ ok: true });
  await until(curator.entries, (entries) => entries.length === 0, 'the revocation');
  const returned = await school.openWindow(profileId);
  await until(returned.sync, ({ drafts }) => drafts.length === 1, 'a draft');
  const [item] = await quarantined(curator);
  expect(item).toMatchObject({ documentId: roadmap, kid });
  const decided = await curator.decideQuarantine(item?.quarantineId ?? '', 'accept');
  expect(decided).toEqual({ ok: true, value: undefined });
  const head = await school.sitDown('head');
  const seen = await open<Roadmap>(head, roadmap);
  await until(seen.view, (view) => view?.value.title === 'Поздняя', 'the accepted edit');
  expect(await quarantined(curator)).toEqual([]);
});

async function quarantined(replica: Replica) {
  const list = await replica.quarantine(school.logId);
  if (!list.ok) throw new TypeError(list.error.code);
  return list.value;
}

/** The same person's next window, with no network. */
async function cutOff(replica: Replica): Promise<Replica> {
  await replica.close();
  const openSocket = (): WebSocket => new WebSocket('ws://127.0.0.1:1');
  return school.openWindow(replica.profile.profileId, { openSocket });
}

it('[A12] discarded late edits are gone, and nobody has seen them', async () => {
  const programme = await create(await school.sitDown('curator'), 'programme');
  const mentor = await school.sitDown('mentor');
  const laptop = await school.secondDevice(mentor);
  await open<Programme>(laptop, programme);
  const offline = await cutOff(laptop);
  await addTask(await open(offline, programme), 'Поздно');
  await offline.close();
  await mentor.revokeDevice(school.logId, laptop.profile.kid);
  await until(mentor.entries, (entries) => entries.length === 0, 'the revocation');
  const returned = await school.openWindow(laptop.profile.profileId);
  await until(returned.sync, ({ drafts }) => drafts.length === 1, 'a draft');
  const curator = await school.sitDown('curator');
  const [item] = await quarantined(curator);
  const { quarantineId = '' } = item ?? {};
  expect(await curator.decideQuarantine(quarantineId, 'discard')).toMatchObject({ ok: true });
  expect(await quarantined(curator)).toEqual([]);
  expect(tasksOf(await open(curator, programme))).toEqual([]);
  const gone = await curator.decideQuarantine(quarantineId, 'accept');
  expect(gone).toEqual({ ok: false, error: { code: 'not-found' } });
});

it('[INV-20] what was signed is exported and verified with no server', async () => {
  const programme = await create(await school.sitDown('curator'), 'programme');
  const mentor = await school.sitDown('mentor');
  const approvals = await create(await school.sitDown('curator'), 'approvals');
  await addTask(await open(mentor, programme), 'Сверить журнал');
  await open(mentor, approvals);
  await drained(mentor);
  await school.stopRelay();
  const statement = { id: 'programme-agree/1', text: 'Согласую программу.' };
  const signed = await mentor.sign({
    documentId: programme,
    approvalsId: approvals,
    purpose: 'agree',
    role: 'mentor',
    statement,
  });
  expect(signed).toMatchObject({ ok: true, value: { docId: programme, purpose: 'agree' } });
  const file = await mentor.exportSigned({
    documentId: programme,
    approvalsId: approvals,
    purpose: 'agree',
    statements: { [statement.id]: statement.text },
  });
  if (!file.ok) throw new TypeError(file.error.code);
  const good = await verifySignedExport(JSON.parse(file.value));
  expect(good).toMatchObject({ ok: true, value: { isGood: true, records: [{ state: 'valid' }] } });
  const forged = await verifySignedExport(JSON.parse(file.value.replace('Сверить', 'Забыть')));
  expect(forged.ok && forged.value.isGood).toBe(false);
  await school.startRelay();
});

it('[D8] wiping a person leaves nothing on the computer', async () => {
  const mentor = await school.sitDown('mentor');
  await create(mentor, 'notes');
  const { profileId } = mentor.profile;
  const other = await school.openWindow(profileId);
  await wipeProfile(profileId);
  const names = (await indexedDB.databases()).map(({ name }) => name);
  expect(names.filter((name) => name?.includes(profileId))).toEqual([]);
  expect((await listProfiles()).filter((profile) => profile.profileId === profileId)).toEqual([]);
  await other.close();
});

it('[A.4] the key of page notes reaches the second device; only the author’s devices can open it', async () => {
  const mentor = await school.sitDown('mentor');
  const keys = await mentor.noteKeys();
  expect(keys).toMatchObject({ ok: true });
  const notes = await create(mentor, 'notes');
  const laptop = await school.secondDevice(mentor);
  const handle = await open<Notes>(laptop, notes);
  const forLaptop = (view: typeof handle.view.value): boolean =>
    view?.value.keys.some(({ kid }) => kid === laptop.profile.kid) ?? false;
  await until(handle.view, forLaptop, 'the wrapped key');
  expect(await laptop.noteKeys()).toEqual(keys);
  expect(handle.view.value?.value.keys).toHaveLength(2);
});

it('[A.4] a key that was made on each of two devices apart is kept on both', async () => {
  const mentor = await school.sitDown('mentor');
  const laptop = await school.secondDevice(mentor);
  const [one, two] = [await mentor.noteKeys(), await laptop.noteKeys()];
  if (!one.ok || !two.ok) throw new TypeError('no key');
  expect(one.value[0]).not.toEqual(two.value[0]);
  const notes = await create(mentor, 'notes');
  const handle = await open<Notes>(mentor, notes);
  await handle.change('x', notesCommands.notes.add, { text: 'Заметка' });
  await until(handle.view, (view) => view?.value.keys.length === 4, 'four wrapped keys');
  const all = (await mentor.noteKeys()) as typeof one;
  expect(all.value).toEqual([...one.value, ...two.value]);
  expect(await laptop.noteKeys()).toEqual({ ok: true, value: [...two.value, ...one.value] });
});

it('[S1] what two devices wrote apart counts «в районе» once aggregation has passed it', async () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'nastavnik-district-')), 'data');
  const options = { folder, language: 'ru', texts: demoRu } as const;
  const district = await createDemoDistrict({ ...options, port: 0 });
  const enter = async (link: string): Promise<Replica> => {
    const joined = await school.join(link);
    if (!joined.ok) throw new TypeError(joined.error.code);
    const replica = await school.openWindow(joined.value);
    await until(replica.membership, (logs) => logs.size > 0, 'the logs');
    return replica;
  };
  const curator = await enter(district.link('curator'));
  const mentor = await enter(district.link('mentor'));
  const isOwn = ({ level }: { level: string }): boolean => level === 'organisation';
  const log = [...curator.membership.value.values()].find(isOwn);
  const audience = [{ personId: mentor.profile.personId, part: 'mentor' }] as const;
  const kind = 'programme';
  const made = await curator.create({ logId: log?.logId as LogId, kind, audience, subjects: [] });
  if (!made.ok) throw new TypeError(made.error.code);
  const theirs = await open<Programme>(mentor, made.value);
  await district.close();
  await until(mentor.sync, ({ connection }) => connection === 'offline', 'no relay');
  await addTask(theirs, 'Без связи');
  const again = await startDemoRelay({
    folder,
    port: Number(new URL(district.service.url).port),
    language: 'ru',
  });
  await until(theirs.status, ({ tier }) => tier === 'district', '«в районе»');
  await seesTasks(await open(curator, made.value), 'Без связи');
  await Promise.all([curator.close(), mentor.close()]);
  await again.close();
});

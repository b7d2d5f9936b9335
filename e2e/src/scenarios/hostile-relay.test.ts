import 'fake-indexeddb/auto';
import {
  createDeviceKey,
  createEntry,
  publicKeyOf,
  type MembershipState,
} from '@nastavnik/core/access';
import { systemClock, systemRandom } from '@nastavnik/core/kernel';
import type { ServerFrame } from '@nastavnik/core/protocol';
import { initializeAutomergeForTests } from '@nastavnik/core/testing';
import type { Replica } from '@nastavnik/extension/testing';
import { HostileRelay, type Script, type Victim } from '@nastavnik/sync-server/testing';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import {
  mentorAtWork,
  online,
  place,
  shown,
  survives,
  welcomeOf,
} from './replicas/hostile-work.ts';
import { ReplicaSchool } from './replicas/replica-school.ts';
import { addTask, create, drained, open, seesTasks, tasksOf } from './replicas/school-work.ts';
import { until } from './replicas/until.ts';

let school: ReplicaSchool;
let hostile: HostileRelay;

beforeAll(initializeAutomergeForTests);
beforeEach(async () => {
  school = await ReplicaSchool.open();
  hostile = await HostileRelay.start(() => school.relay.url);
});
afterEach(async () => {
  await school.close();
  await hostile.close();
});

const hostileChallenge = {
  type: 'challenge',
  protocol: 1,
  nonce: Buffer.alloc(32, 9).toString('base64url'),
  serverTimeMs: 1,
};

it('[A17] a stranger at the relay’s address is told nothing but who signs in', async () => {
  const work = await mentorAtWork(school, hostile);
  const stranger = await createDeviceKey();
  const relayId = stranger.signer.kid;
  const state = work.mentor.membership.value.get(school.logId) as MembershipState;
  const nonce = Buffer.alloc(32, 7).toString('base64url');
  await hostile.attack({
    isAlone: true,
    onConnected: ({ say }) =>
      say({ type: 'challenge', protocol: 1, nonce, relayId, serverTimeMs: Date.now() }),
    fromDevice: (frame, victim) => {
      if (frame.type === 'auth') void welcome(victim);
      return [];
    },
  });
  const welcome = async ({ say, sign }: Victim): Promise<void> => {
    const { personId, kid } = work.mentor.profile;
    // A stranger’s word on the log is no evidence: it must not stop it.
    const logs = [{ logId: school.logId, seq: state.seq, hash: 'f'.repeat(64) }];
    const relay = publicKeyOf(stranger.signer);
    const said = { kid, personId, peerId: 'p', relay, serverTimeMs: Date.now(), logs };
    say(await sign({ type: 'welcome', ...said }, stranger));
  };
  await shown(work.mentor, 'relay-changed');
  await addTask(work.handle, 'Пока чужой');
  expect(new Set(hostile.heard.map(({ type }) => type))).toEqual(new Set(['auth']));
  await survives(hostile, work, 'Пока чужой');
});

it('[A17] who names the relay’s key without having it is told nothing', async () => {
  const work = await mentorAtWork(school, hostile);
  const thief = await createDeviceKey();
  await hostile.attack({
    fromRelay: async (frame, { sign }) =>
      welcomeOf(frame)
        ? [{ ...frame, proof: ((await sign(frame, thief)) as { proof: string }).proof }]
        : [frame],
  });
  await shown(work.mentor, 'relay-unproved');
  expect(new Set(hostile.heard.map(({ type }) => type))).toEqual(new Set(['auth']));
  await hostile.attack({
    fromRelay: (frame) => [welcomeOf(frame) ? { ...frame, proof: undefined } : frame],
  });
  await hostile.whenHeard('auth', 2);
  await shown(work.mentor, 'relay-unproved');
  expect(new Set(hostile.heard.map(({ type }) => type))).toEqual(new Set(['auth']));
  await survives(hostile, work);
});

it('[A10] a sign-in that was recorded cannot be played again to the device', async () => {
  const work = await mentorAtWork(school, hostile);
  const record: ServerFrame[] = [];
  await hostile.attack({
    fromRelay: (frame) => {
      if (frame.type === 'challenge' || frame.type === 'welcome') record.push(frame);
      return [frame];
    },
  });
  await until(work.mentor.sync, () => record.length === 2, 'the record');
  const [challenge, welcome] = record as [ServerFrame, ServerFrame];
  await hostile.attack({
    isAlone: true,
    onConnected: ({ say }) => say(challenge),
    fromDevice: (frame, { say }) => {
      if (frame.type === 'auth') say(welcome);
      return [];
    },
  });
  await shown(work.mentor, 'relay-unproved');
  expect(new Set(hostile.heard.map(({ type }) => type))).toEqual(new Set(['auth']));
  await survives(hostile, work);
});

it('[A17] a relay that changes who it is, or asks for another signature, is hung up on', async () => {
  const work = await mentorAtWork(school, hostile);
  await hostile.attack({
    fromRelay: (frame) =>
      frame.type === 'peer' ? [frame, { ...hostileChallenge, relayId: 'a'.repeat(32) }] : [frame],
  });
  await shown(work.mentor, 'frame-unexpected');
  const signatures = hostile.heardOf('auth').length;
  expect(signatures).toBeLessThanOrEqual(1);
  await survives(hostile, work);
});

it('[A17] another protocol is not gone down to, and the person is told', async () => {
  const work = await mentorAtWork(school, hostile);
  await hostile.attack({
    fromRelay: (frame) => [frame.type === 'challenge' ? { ...frame, protocol: 0 } : frame],
  });
  await shown(work.mentor, 'protocol-version');
  expect(hostile.heard).toEqual([]);
  await addTask(work.handle, 'Без узла');
  expect(tasksOf(work.handle)).toEqual(['Без узла', 'Было']);
});

it('[A17] a shorter log is shown, and nothing of it is forgotten', async () => {
  const work = await mentorAtWork(school, hostile);
  const before = work.mentor.membership.value.get(school.logId) as MembershipState;
  const { relayKey } = school.relay;
  await hostile.attack({
    fromRelay: async (frame, { sign }) => {
      if (!welcomeOf(frame)) return [frame];
      const logs = [{ logId: school.logId, seq: before.seq - 1, hash: 'a'.repeat(64) }];
      return [await sign({ ...frame, logs }, relayKey)];
    },
  });
  await shown(work.mentor, 'log-forked');
  expect(work.mentor.membership.value.get(school.logId)).toEqual(before);
  expect(tasksOf(work.handle)).toEqual(['Было']);
});

it('[A17] a forged role is not believed, whoever relays it', async () => {
  const work = await mentorAtWork(school, hostile);
  const { relayKey } = school.relay;
  const state = work.mentor.membership.value.get(school.logId) as MembershipState;
  const { personId } = work.mentor.profile;
  const inner = await createEntry({
    signer: relayKey.signer,
    logId: school.logId,
    type: 'set-role',
    body: { personId, roles: ['orgHead'] },
    basedOnSeq: state.seq,
    clock: systemClock,
    random: systemRandom,
  });
  const { envelope } = await place(school, state);
  hostile.victim.say({
    type: 'log',
    logId: school.logId,
    entries: [{ envelope, envelopeSig: '', inner: inner.inner, sig: inner.sig, body: inner.body }],
    more: false,
  });
  await shown(work.mentor, 'relay-forged');
  const after = work.mentor.membership.value.get(school.logId) as MembershipState;
  expect(after).toEqual(state);
  expect(after.members.get(personId)?.roles).toEqual(['mentor']);
});

it('[A16] an invitation leads to its own organisation and relay or nowhere', async () => {
  const mentor = await school.sitDown('mentor');
  const link = (await school.inviteOwn(mentor)).replace(
    school.relay.url.replace(/^ws/, 'http'),
    hostile.url,
  );
  const stripped = (change: object): Script => ({
    fromRelay: (frame) => [frame.type === 'invitation-info' ? { ...frame, ...change } : frame],
  });
  const refusals: unknown[] = [];
  for (const change of [
    { pin: undefined },
    { logId: '0'.repeat(26) },
    { personId: '0'.repeat(26) },
  ]) {
    hostile.script = stripped(change);
    const joined = await school.join(link);
    refusals.push(joined.ok ? 'joined' : joined.error.code);
  }
  expect(refusals).toEqual(['relay-unproved', 'log-other', 'relay-unproved']);
  expect(hostile.heardOf('accept-invitation')).toEqual([]);
  hostile.script = {};
  expect(await school.join(link)).toMatchObject({ ok: true });
});

it('[A17] two histories told to two people are found out by what one of them signs', async () => {
  const work = await mentorAtWork(school, hostile);
  const approvalsId = await create(school, work.curator, 'approvals');
  const mentee = await school.sitDown('mentee');
  await seesTasks(await open(mentee, work.programme), 'Было');
  await open(mentee, approvalsId);
  const knows = (states: Replica['membership']['value']) =>
    states.get(school.logId)?.documents.has(approvalsId) === true;
  const state = (await until(work.mentor.membership, knows, 'the announcement')).get(school.logId);
  const forged = await place(school, state as MembershipState);
  await hostile.attack({
    fromRelay: (frame) => [frame.type === 'log' ? { ...frame, entries: [forged] } : frame],
  });
  await online(work.mentor);
  await create(school, work.curator, 'roadmap');
  const isLonger = (states: Replica['membership']['value']) =>
    states.get(school.logId)?.seq === forged.envelope.seq;
  await until(work.mentor.membership, isLonger, 'the forged history');
  await until(mentee.membership, isLonger, 'the true history');
  const signed = await mentee.sign({
    documentId: work.programme,
    approvalsId,
    purpose: 'agree',
    role: 'mentee',
    statement: { id: 'agree/1', text: 'Согласен' },
  });
  expect(signed.ok).toBe(true);
  await shown(work.mentor, 'log-equivocated');
  expect(work.mentor.sync.value.connection).toBe('stopped');
  await addTask(work.handle, 'Без узла');
  expect(tasksOf(work.handle)).toEqual(['Без узла', 'Было']);
});

it('[A17] a relay with a new key is followed when the log hands over to it, by who was away too', async () => {
  const work = await mentorAtWork(school, hostile);
  await hostile.attack({ fromRelay: (frame) => (frame.type === 'log' ? [] : [frame]) });
  await online(work.mentor);
  await school.handOver();
  await hostile.attack({});
  await addTask(work.handle, 'У нового узла');
  await online(work.mentor);
  await drained(work.mentor);
  await seesTasks(await open(work.curator, work.programme), 'Было', 'У нового узла');
  expect(work.mentor.sync.value.reason).toBeUndefined();
});

it('[A11] a curator gives a person back who has lost the computer; the old one may nothing more', async () => {
  const work = await mentorAtWork(school, hostile);
  const invited = await work.curator.invite({
    logId: school.logId,
    personId: work.mentor.profile.personId,
    purpose: 'recovery',
    expiresAtMs: Date.now() + 3_600_000,
  });
  if (!invited.ok) throw new TypeError(invited.error.code);
  await until(work.curator.entries, (entries) => entries.length === 0, 'the invitation');
  const joined = await school.join(invited.value.link ?? '');
  if (!joined.ok) throw new TypeError(joined.error.code);
  const back = await school.openWindow(joined.value);
  await seesTasks(await open(back, work.programme), 'Было');
  await shown(work.mentor, 'device-revoked');
  await addTask(work.handle, 'С потерянного');
  expect(tasksOf(work.handle)).toEqual(['Было', 'С потерянного']);
  await addTask(await open(back, work.programme), 'С нового');
  await seesTasks(await open(work.curator, work.programme), 'Было', 'С нового');
});

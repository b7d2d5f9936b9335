import 'fake-indexeddb/auto';
import {
  createDeviceKey,
  createEntry,
  judgeEntry,
  publicKeyOf,
  recoverySigner,
} from '@nastavnik/core/access';
import { programmeCommands, type Programme } from '@nastavnik/core/documents';
import {
  createId,
  systemClock,
  systemRandom,
  type DocumentId,
  type LogId,
} from '@nastavnik/core/kernel';
import { initializeAutomergeForTests } from '@nastavnik/core/testing';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { sampleEnvironment } from '../../../testing/sample-environment.ts';
import { openReplica } from '../../open-replica.ts';
import type { Replica } from '../../replica.ts';
import { foundAlone } from './found-alone.ts';
import { joinByHand } from './join-by-hand.ts';
import { admitByHand, offerByHand, takeLogByHand } from './log-by-hand.ts';

const environment = sampleEnvironment;
const replicas: Replica[] = [];

beforeAll(initializeAutomergeForTests);
afterEach(() => Promise.all(replicas.splice(0).map((replica) => replica.close())));

async function open(profileId: string): Promise<Replica> {
  const replica = await openReplica(profileId, environment);
  replicas.push(replica);
  return replica;
}

function valueOf<T>(result: { ok: true; value: T } | { ok: false; error: { code: string } }): T {
  if (!result.ok) throw new TypeError(result.error.code);
  return result.value;
}

/** Settles when an open window has heard of what was done to its log. */
async function hears({ membership }: Replica, look: () => boolean): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const stop = membership.subscribe(() => {
    if (look()) resolve();
  });
  await promise.finally(stop);
}

async function founded() {
  const made = await foundAlone(environment, {
    name: 'Вдвоём',
    timeZone: 'Asia/Krasnoyarsk',
    label: 'Я',
    deviceLabel: 'Ноутбук',
    part: 'mentor',
  });
  return { ...made, founder: await open(made.profileId) };
}

/** A code for the other, and the file that goes with it. */
async function invited({
  founder,
  profileId,
  logId,
  otherId,
}: Awaited<ReturnType<typeof founded>>) {
  const expiresAtMs = Date.now() + 3_600_000;
  const offer = { logId, personId: otherId, purpose: 'join', expiresAtMs } as const;
  const { code, link } = valueOf(await founder.invite(offer));
  expect(link).toBeUndefined();
  return { code, file: valueOf(await offerByHand(environment, profileId, { logId, code })) };
}

const joined = async (offer: string, code: string) =>
  joinByHand(environment, { offer, code, label: 'Другой', deviceLabel: 'Другой ноутбук' });

it('[A16] two people found a log without a relay, and the second comes in by a file and a code', async () => {
  const work = await founded();
  const { founder, profileId, logId, otherId } = work;
  expect(founder.sync.value.connection).toBe('none');
  const { code, file } = await invited(work);
  const other = valueOf(await joined(file, code));
  const log = valueOf(await admitByHand(environment, profileId, other.acceptance));
  expect(valueOf(await takeLogByHand(environment, other.profileId, log))).toBe(1);
  const second = await open(other.profileId);
  const pair = [
    { personId: founder.profile.personId, part: 'mentor' },
    { personId: otherId, part: 'mentee' },
  ] as const;
  const made = await founder.create({ logId, kind: 'programme', audience: pair, subjects: [] });
  const documentId: DocumentId = valueOf(made);
  expect(founder.entries.value).toEqual([]);
  const handle = founder.open<Programme>(documentId);
  await handle.change('Задача', programmeCommands.tasks.add, { text: 'Вдвоём' });
  const state = founder.membership.value.get(logId);
  expect(state?.documents.has(documentId)).toBe(true);
  expect(state?.devices.get(second.profile.kid)?.personId).toBe(otherId);
  const again = valueOf(await offerByHand(environment, profileId, { logId, code }));
  const { entries } = JSON.parse(again) as { entries: readonly unknown[] };
  const next = JSON.stringify({ kind: 'nastavnik/log', v: 1, logId, entries });
  expect(valueOf(await takeLogByHand(environment, other.profileId, next))).toBe(1);
  await hears(second, () => second.membership.value.get(logId)?.headHash === state?.headHash);
  expect(second.record(documentId)).toMatchObject({ kind: 'programme' });
});

it('[A16] a code opens its own file once and no other', async () => {
  const [mine, foreign] = [await founded(), await founded()];
  const { code, file } = await invited(mine);
  const theirs = await invited(foreign);
  expect(await joined(theirs.file, code)).toMatchObject({ error: { code: 'invitation-unknown' } });
  expect(await joined('{"kind":"nastavnik/offer"}', code)).toMatchObject({
    error: { code: 'file-malformed' },
  });
  const [first, second] = [valueOf(await joined(file, code)), valueOf(await joined(file, code))];
  valueOf(await admitByHand(environment, mine.profileId, first.acceptance));
  expect(await admitByHand(environment, mine.profileId, second.acceptance)).toMatchObject({
    error: { code: 'invitation-used' },
  });
  expect(await admitByHand(environment, foreign.profileId, first.acceptance)).toMatchObject({
    error: { code: 'entry-forbidden' },
  });
});

it('[A17] the other’s device places nothing, and another history is not taken', async () => {
  const work = await founded();
  const { profileId, logId } = work;
  const { code, file } = await invited(work);
  const other = valueOf(await joined(file, code));
  const log = valueOf(await admitByHand(environment, profileId, other.acceptance));
  const foreign = await founded();
  const strange = JSON.parse(log) as { entries: unknown[] };
  const theirs = (await invited(foreign)).file;
  const forged = { ...strange, entries: (JSON.parse(theirs) as { entries: unknown[] }).entries };
  const taken = await takeLogByHand(environment, other.profileId, JSON.stringify(forged));
  expect(taken.ok && taken.value > 0).toBe(false);
  valueOf(await takeLogByHand(environment, other.profileId, log));
  const second = await open(other.profileId);
  const audience = [{ personId: second.profile.personId, part: 'author' }] as const;
  const made = await second.create({ logId, kind: 'notes', audience, subjects: [] });
  expect(made.ok).toBe(true);
  expect(second.entries.value).toHaveLength(1);
});

it('[A17] the founder hands the log to a relay when there is one, and places nothing after', async () => {
  const { founder, logId } = await founded();
  const relay = await createDeviceKey();
  const sequencer = publicKeyOf(relay.signer);
  const home = createId<LogId>(systemRandom);
  valueOf(await founder.submitEntry(logId, 'handover', { sequencer, districtLogId: home }));
  expect(founder.membership.value.get(logId)?.districtLogId).toBe(home);
  expect(founder.membership.value.get(logId)?.sequencer).toEqual(sequencer);
  const districtLogId = createId<LogId>(systemRandom);
  const again = await founder.submitEntry(logId, 'handover', { sequencer, districtLogId });
  expect(again).toMatchObject({ error: { code: 'entry-invalid' } });
  const seq = founder.membership.value.get(logId)?.seq;
  valueOf(await founder.submitEntry(logId, 'policy', { key: 'a', value: 1 }));
  expect(founder.membership.value.get(logId)?.seq).toBe(seq);
  expect(founder.entries.value).toHaveLength(1);
});

it('[A11] the written code takes a lost founder’s log back', async () => {
  const { founder, logId, recoveryCode } = await founded();
  const state = founder.membership.value.get(logId);
  const signer = valueOf(await recoverySigner(recoveryCode));
  const next = await createDeviceKey();
  const entry = await createEntry({
    signer,
    logId,
    type: 'handover',
    body: { sequencer: publicKeyOf(next.signer) },
    basedOnSeq: state?.seq ?? 0,
    clock: systemClock,
    random: systemRandom,
  });
  expect(await judgeEntry(state, entry)).toMatchObject({ ok: true });
});

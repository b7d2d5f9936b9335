import 'fake-indexeddb/auto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseRelayCard, verifySignedExport } from '@nastavnik/core/access';
import type { Programme } from '@nastavnik/core/documents';
import type { DocumentId, LogId, PersonId } from '@nastavnik/core/kernel';
import { initializeAutomergeForTests } from '@nastavnik/core/testing';
import {
  admitByHand,
  connectRelay,
  foundAlone,
  joinByHand,
  offerByHand,
  openReplica,
  sampleEnvironment,
  type DocumentHandle,
  type Replica,
} from '@nastavnik/extension/testing';
import { readKeyFile, runCommandLine } from '@nastavnik/sync-server/operations';
import { startTestRelay, type TestRelay } from '@nastavnik/sync-server/testing';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { addTask, drained, open, seesTasks } from './replicas/school-work.ts';
import { until } from './replicas/until.ts';

/* Two people who never had a relay, and then one. */

const here = sampleEnvironment;
const opened: Replica[] = [];
let relay: TestRelay | undefined;
let founder: Replica;
let other: Replica;
let logId: LogId;
let pair: readonly { personId: PersonId; part: 'mentor' | 'mentee' }[];

function valueOf<T>(result: { ok: true; value: T } | { ok: false; error: { code: string } }): T {
  if (!result.ok) throw new TypeError(result.error.code);
  return result.value;
}

async function sitDown(profileId: string): Promise<Replica> {
  const replica = await openReplica(profileId, here);
  opened.push(replica);
  return replica;
}

/** The same person at the same computer, once more. */
async function sitDownAgain(replica: Replica): Promise<Replica> {
  await replica.close();
  return sitDown(replica.profile.profileId);
}

async function carry(from: Replica, to: Replica) {
  return valueOf(await to.bundles.take(valueOf(await from.bundles.write({ logId }))));
}

async function create(
  replica: Replica,
  kind: 'pair' | 'programme' | 'approvals',
): Promise<DocumentId> {
  return valueOf(await replica.create({ logId, kind, audience: pair, subjects: [] }));
}

const headsOf = ({ view }: DocumentHandle) => view.value?.heads.join();

beforeAll(initializeAutomergeForTests);

/** The founder is the mentee here: what the mentor creates must be placed by the other's device. */
beforeEach(async () => {
  const made = await foundAlone(here, {
    name: 'Сельская школа',
    timeZone: 'Asia/Krasnoyarsk',
    label: 'Я',
    deviceLabel: 'Ноутбук',
    part: 'mentee',
  });
  ({ logId } = made);
  founder = await sitDown(made.profileId);
  pair = [
    { personId: made.otherId, part: 'mentor' },
    { personId: founder.profile.personId, part: 'mentee' },
  ];
  const expiresAtMs = Date.now() + 3_600_000;
  const offer = { logId, personId: made.otherId, purpose: 'join', expiresAtMs } as const;
  const { code } = valueOf(await founder.invite(offer));
  const file = valueOf(await offerByHand(here, made.profileId, { logId, code }));
  const names = { label: 'Другой', deviceLabel: 'Другой ноутбук' };
  const joined = valueOf(await joinByHand(here, { offer: file, code, ...names }));
  other = await sitDown(joined.profileId);
  valueOf(await admitByHand(here, made.profileId, joined.acceptance));
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((replica) => replica.close()));
  await relay?.close();
  relay = undefined;
});

/** Both have the same programme with both people’s tasks, and the mentor’s signature to it. */
async function workByFile() {
  await create(founder, 'pair');
  const placed = await create(founder, 'approvals');
  await carry(founder, other);
  await until(other.entries, (entries) => entries.length === 0, 'the own acceptance');
  const programme = await create(other, 'programme');
  const theirs = await open<Programme>(other, programme);
  await addTask(theirs, 'Наставник');
  expect(other.entries.value).toHaveLength(1);
  expect(await carry(other, founder)).toMatchObject({ refused: 0, waiting: 0 });
  const mine = await open<Programme>(founder, programme);
  await addTask(mine, 'Наставляемый');
  expect(await carry(founder, other)).toMatchObject({ refused: 0, waiting: 0 });
  expect(other.entries.value).toEqual([]);
  await seesTasks(theirs, 'Наставник', 'Наставляемый');
  expect(headsOf(theirs)).toBe(headsOf(mine));
  return { programme, approvals: placed, mine, theirs };
}

it('[A16] two people without a relay write, sign and exchange files both ways to the same heads', async () => {
  const { programme, approvals, mine } = await workByFile();
  const statement = { id: 'agree', text: 'Согласен с программой.' };
  const signed = await other.sign({
    documentId: programme,
    approvalsId: approvals,
    purpose: 'agree',
    role: 'mentor',
    statement,
  });
  await carry(other, founder);
  const file = valueOf(
    await founder.exportSigned({
      documentId: programme,
      approvalsId: approvals,
      purpose: 'agree',
      statements: { [statement.id]: statement.text },
    }),
  );
  const report = valueOf(await verifySignedExport(JSON.parse(file)));
  expect(report).toMatchObject({ isGood: true, records: [{ state: 'valid' }] });
  expect(headsOf(mine)).toBe(valueOf(signed).heads.join());
  for (const replica of [founder, other]) {
    expect(replica.sync.value).toMatchObject({ connection: 'none', drafts: [] });
    expect(replica.sync.value.storage).toBeUndefined();
  }
});

async function operator(folder: string, ...args: readonly string[]): Promise<string> {
  const said: string[] = [];
  const take = (line: string): void => void said.push(line);
  const code = await runCommandLine({
    args: [...args, '--data', folder],
    env: {},
    out: take,
    err: take,
    onSignal: () => () => undefined,
  });
  if (code !== 0) throw new TypeError(said.join('\n'));
  return said.join('\n');
}

it('[A17] a relay takes over a log that its founder handed to it, and both people go on at it', async () => {
  const { programme } = await workByFile();
  const folder = mkdtempSync(join(tmpdir(), 'nastavnik-adopting-'));
  const file = join(folder, 'exchange.nastavnik');
  const write = async () => writeFileSync(file, valueOf(await founder.bundles.write({ logId })));
  await operator(folder, 'init', '--name', 'Район');
  const shown = await operator(folder, 'adopt');
  const card = valueOf(parseRelayCard(shown.slice(shown.indexOf('{'))));
  await write();
  await expect(operator(folder, 'adopt', file)).rejects.toThrow(/не передан этому узлу/);
  const { sequencer, districtLogId } = card;
  valueOf(await founder.submitEntry(logId, 'handover', { sequencer, districtLogId }));
  await write();
  expect(await operator(folder, 'adopt', file)).toContain('Сельская школа');
  expect(await operator(folder, 'adopt', file)).toContain('уже есть');
  const relayKey = await readKeyFile(join(folder, 'keys', 'relay.json'));
  relay = await startTestRelay({ path: join(folder, 'relay.sqlite'), relayKey });
  const stranger = await startTestRelay({});
  const refused = await connectRelay(here, founder.profile.profileId, stranger.url);
  expect(refused.ok).toBe(false);
  await stranger.close();
  for (const { profile } of [founder, other]) {
    valueOf(await connectRelay(here, profile.profileId, relay.url));
  }
  founder = await sitDownAgain(founder);
  other = await sitDownAgain(other);
  expect(founder.profile.relayUrl).toBe(relay.url);
  await Promise.all([drained(founder), drained(other)]);
  const [mine, theirs] = [
    await open<Programme>(founder, programme),
    await open<Programme>(other, programme),
  ];
  await addTask(mine, 'Через узел');
  await seesTasks(theirs, 'Наставник', 'Наставляемый', 'Через узел');
  await Promise.all([drained(founder), drained(other)]);
  expect([founder, other].flatMap(({ sync }) => sync.value.drafts)).toEqual([]);
  expect(relay.relay.logs().get(logId)?.districtLogId).toBe(districtLogId);
  expect(relay.store.attestations(programme).length).toBeGreaterThan(1);
});

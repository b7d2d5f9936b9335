import * as A from '@automerge/automerge/slim';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApproval, type Approval } from '@nastavnik/core/access';
import {
  approvalsCommands,
  pairCommands,
  programmeCommands,
  projectForSignature,
  startDocument,
  type CommandContext,
} from '@nastavnik/core/documents';
import { addMonths, type PlainDate } from '@nastavnik/core/domain';
import {
  calendarDate,
  systemClock,
  systemRandom,
  type ChangeHash,
  type DocumentId,
  type Result,
} from '@nastavnik/core/kernel';
import { initializeAutomergeForTests } from '@nastavnik/core/testing';
import {
  connectDevice,
  startTestRelay,
  type TestDevice,
  type TestPerson,
  type TestRelay,
} from '../testing/index.ts';
import { startAggregator, type Aggregator } from './aggregator.ts';
import { liveDocuments } from './figures/live-documents.ts';
import { pairFigures } from './figures/pair-figures.ts';
import { programmeFigures } from './figures/programme-figures.ts';
import { openReportStore, type ReportStore } from './tables/report-store.ts';

const secret = 'Трудности с дисциплиной в 7«Б»';
let relay: TestRelay;
let reports: ReportStore;
let aggregator: Aggregator;
let people: Record<'mentor' | 'mentee' | 'curator', TestPerson>;
let documents: Record<'pair' | 'programme' | 'approvals', DocumentId>;
const devices = new Map<TestPerson, TestDevice>();
const opened = new Set<string>();
const today = calendarDate(systemClock.nowMs(), 'Asia/Krasnoyarsk') as PlainDate;

beforeAll(async () => {
  await initializeAutomergeForTests();
  relay = await startTestRelay({
    seed: async (organisation) => {
      const mentor = await organisation.addPerson('mentor');
      const mentee = await organisation.addPerson('mentee');
      const curator = await organisation.addPerson('curator');
      people = { mentor, mentee, curator };
      const parts = { mentor, mentee };
      documents = {
        pair: await organisation.addDocument(curator, 'pair', parts),
        programme: await organisation.addDocument(curator, 'programme', parts),
        approvals: await organisation.addDocument(curator, 'approvals', parts),
      };
    },
  });
  reports = openReportStore(':memory:');
  aggregator = startAggregator({
    feed: relay.relay.feed,
    reports,
    clock: systemClock,
    logger: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
    documentsChangedSince: (afterSeq, limit) => relay.store.documentsChangedSince(afterSeq, limit),
    lastSeq: () => relay.store.lastSeq(),
    project: (documentId) => relay.relay.project(documentId),
    logs: () => relay.relay.logs(),
  });
  for (const person of Object.values(people)) {
    devices.set(person, await connectDevice(relay.url, person.key));
  }
});

afterAll(async () => {
  for (const device of devices.values()) device.close();
  await aggregator.close();
  reports.close();
  await relay.close();
});

function deviceOf(person: TestPerson): TestDevice {
  const device = devices.get(person);
  if (device === undefined) throw new TypeError('not connected');
  return device;
}

const contextOf = ({ personId }: TestPerson): CommandContext => ({
  personId,
  clock: systemClock,
  random: systemRandom,
});

const must = (result: Result<unknown, unknown>): void => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
};

async function write(
  person: TestPerson,
  name: keyof typeof documents,
  edit: (draft: object) => Result<unknown, unknown>,
): Promise<void> {
  const device = deviceOf(person);
  const documentId = documents[name];
  const place = `${person.personId} ${name}`;
  if (!opened.has(place)) device.open(documentId, startDocument(name));
  opened.add(place);
  device.change(documentId, (draft) => must(edit(draft)));
  await device.durable(documentId);
}

/** Signs what a document shows now, as a participant does in the product. */
async function sign(
  person: TestPerson,
  role: 'mentor' | 'mentee' | 'curator',
  name: 'pair' | 'programme',
  purpose: string,
): Promise<void> {
  const doc = deviceOf(people.curator).doc(documents[name]);
  const projection = projectForSignature(name, doc, purpose);
  if (!projection.ok) throw new Error(projection.error.code);
  const [state] = relay.relay.logs().values();
  if (state === undefined) throw new Error('no log');
  const record: Approval = await createApproval({
    signer: person.key.signer,
    memberId: person.personId,
    role,
    purpose,
    docId: documents[name],
    heads: A.getHeads(doc) as ChangeHash[],
    projection: projection.value,
    statement: { id: `${purpose}/1`, text: purpose },
    membership: state,
    clock: systemClock,
  });
  await write(person, 'approvals', (draft) =>
    approvalsCommands.addRecord(draft, { record }, contextOf(person)),
  );
}

async function pairStateNow(): Promise<string | undefined> {
  await aggregator.settled();
  const [figure] = pairFigures(reports, relay.relay.logs(), today);
  return figure?.state;
}

async function programmeStateNow(): Promise<string | undefined> {
  await aggregator.settled();
  const logs = relay.relay.logs();
  const pairs = pairFigures(reports, logs, today);
  const [figure] = programmeFigures(reports, liveDocuments(reports, logs), pairs, today);
  return figure?.state;
}

describe('what the district learns of a pair', () => {
  it('[AC-000-3] a pair counts as active with both consents and the order, and only then', async () => {
    const { mentor, mentee, curator } = people;
    await write(curator, 'pair', (draft) =>
      pairCommands.form(draft, {
        isGroup: false,
        mentorId: mentor.personId,
        menteeIds: [mentee.personId],
        rationale: secret,
      }),
    );
    expect(await pairStateNow()).toBe('proposed');
    await sign(mentor, 'mentor', 'pair', 'consent');
    expect(await pairStateNow()).toBe('consentPending');
    await sign(mentee, 'mentee', 'pair', 'consent');
    expect(await pairStateNow()).toBe('consented');
    await write(curator, 'pair', (draft) =>
      pairCommands.orders.add(
        draft,
        { purpose: 'start', number: '12', date: today, from: today, isSignedOnPaper: true },
        contextOf(curator),
      ),
    );
    expect(await pairStateNow()).toBe('active');
  });

  it('[INV-28] a programme counts as agreed by the signatures of both, not by a word in it', async () => {
    const { mentor, mentee, curator } = people;
    deviceOf(curator).open(documents.programme);
    await write(mentor, 'programme', (draft) =>
      programmeCommands.edit(draft, { pairId: documents.pair, goal: secret }),
    );
    await write(mentor, 'programme', (draft) =>
      programmeCommands.setPeriod(draft, { start: today, end: addMonths(today, 9) }),
    );
    await deviceOf(curator).has(documents.programme, (doc) => doc['end'] !== undefined);
    expect(await programmeStateNow()).toBe('draft');
    await sign(mentor, 'mentor', 'programme', 'agree');
    expect(await programmeStateNow()).toBe('jointReview');
    await sign(mentee, 'mentee', 'programme', 'agree');
    expect(await programmeStateNow()).toBe('agreed');
    await sign(curator, 'curator', 'programme', 'approve');
    expect(await programmeStateNow()).toBe('implementing');
  });

  it('[INV-25] none of it holds a word that the pair wrote, nor an id of a person', () => {
    const rows = JSON.stringify(
      [
        'documents',
        'pairs',
        'parties',
        'consents',
        'words',
        'orders',
        'programmes',
        'signatures',
      ].map((name) => reports.rows(name as 'pairs')),
    );
    expect(rows).toContain(documents.pair);
    expect(rows).not.toContain(secret);
    for (const { personId } of Object.values(people)) expect(rows).not.toContain(personId);
  });

  it('[AC-000-3] a withdrawn consent takes the pair out of the count', async () => {
    await sign(people.mentee, 'mentee', 'pair', 'withdrawal');
    expect(await pairStateNow()).toBe('ended');
  });
});

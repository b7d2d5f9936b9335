import * as A from '@automerge/automerge/slim';
import {
  countersignatureSchema,
  createApproval,
  createSignedExport,
  publicKeyOf,
  verifyCountersignature,
  verifySignedExport,
  type Approval,
  type Countersignature,
} from '@nastavnik/core/access';
import { approvalsCommands, startDocument } from '@nastavnik/core/documents';
import {
  createDocumentId,
  createId,
  systemClock,
  systemRandom,
  type ChangeHash,
  type DocumentId,
  type PersonId,
} from '@nastavnik/core/kernel';
import { initializeAutomergeForTests } from '@nastavnik/core/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  connectDevice,
  startTestSchool,
  type TestDevice,
  type TestPerson,
  type TestSchool,
} from '../testing/index.ts';

let school: TestSchool;
let device: TestDevice;

beforeAll(async () => {
  await initializeAutomergeForTests();
  school = await startTestSchool();
});
afterAll(() => school.close());

beforeEach(async () => {
  device = await connectDevice(school.url, school.mentor.key);
  device.open(school.approvals, startDocument('approvals'));
  const context = (): boolean => A.getHeads(device.doc(school.approvals)).length > 0;
  await device.has(school.approvals, context);
});

function approvalBy(
  { key, personId }: TestPerson,
  docId = school.nextProgramme(),
  heads: readonly string[] = ['ab'.repeat(32)],
  membership: { readonly seq: number; readonly headHash: string } = school.organisation.state,
): Promise<Approval> {
  return createApproval({
    signer: key.signer,
    memberId: personId,
    role: 'mentor',
    purpose: 'agreeProgramme',
    docId,
    heads: heads as readonly ChangeHash[],
    projection: { goal: 'x' },
    statement: { id: 'agree', text: 'I agree.' },
    membership,
    clock: systemClock,
  });
}

function add(record: unknown): void {
  const personId = createId<PersonId>(systemRandom);
  const context = { personId, clock: systemClock, random: systemRandom };
  device.change(school.approvals, (draft) => {
    approvalsCommands.addRecord(draft, { record }, context);
  });
}

describe('the gate and signatures over documents', () => {
  it('takes a record from the device that signed it, once and for all', async () => {
    add(await approvalBy(school.mentor));
    await device.durable(school.approvals);
    device.change(school.approvals, (draft) => {
      const records = draft['records'] as Record<string, unknown>;
      for (const id of Object.keys(records)) delete records[id];
    });
    expect((await device.rejected(school.approvals)).code).toBe('not-allowed');
    device.close();
  });

  it('refuses a record that another device signed', async () => {
    add(await approvalBy(school.mentee));
    expect((await device.rejected(school.approvals)).code).toBe('author-forged');
    device.close();
  });

  it('refuses a record whose words were changed after it was signed', async () => {
    add({ ...(await approvalBy(school.mentor)), statementHash: 'cd'.repeat(32) });
    expect((await device.rejected(school.approvals)).code).toBe('signature-invalid');
    device.close();
  });
});

describe('the relay’s word on a signature', () => {
  async function signed(by = school.mentor): Promise<{ programme: DocumentId; record: Approval }> {
    const programme = school.nextProgramme();
    device.open(programme, startDocument('programme'));
    await device.durable(programme);
    const record = await approvalBy(by, programme, A.getHeads(device.doc(programme)));
    return { programme, record };
  }

  async function countersigned(approval: unknown): Promise<Countersignature> {
    const from = device.frames.length;
    device.send({ type: 'countersign', approval });
    const frame = await device.frame('countersigned', () => true, from);
    return countersignatureSchema.parse(frame.countersignature);
  }

  async function refusalOf(approval: unknown): Promise<string> {
    const from = device.frames.length;
    device.send({ type: 'countersign', approval });
    return (await device.frame('refused', ({ about }) => about === 'countersign', from)).code;
  }

  it('says its own time, and asked again says the same one', async () => {
    const { record } = await signed();
    const first = await countersigned(record);
    expect(await verifyCountersignature(publicKeyOf(school.relayKey.signer), record, first)).toBe(
      true,
    );
    expect(await countersigned(record)).toEqual(first);
    device.close();
  });

  it('is reported by the verification of a file, with nothing but the file', async () => {
    const { programme, record } = await signed();
    const { logId } = school.organisation;
    const file = createSignedExport({
      documentId: programme,
      kind: 'programme',
      projection: { goal: 'x' },
      statements: { agree: 'I agree.' },
      records: [record],
      countersignatures: [await countersigned(record)],
      membership: school.store.entries(logId, 0, 1_000),
      exportedAtMs: 1,
    });
    const report = await verifySignedExport(JSON.parse(JSON.stringify(file)));
    expect(report.ok && report.value.isGood).toBe(true);
    expect(report.ok && report.value.records[0]?.countersignedAtMs).toBeGreaterThan(
      record.signedAtMs - 1,
    );
    device.close();
  });

  it('is not given to a forgery, to unseen content, or to another history', async () => {
    const { programme, record } = await signed();
    expect(await refusalOf({ ...record, signedAtMs: 1 })).toBe('signature-invalid');
    expect(await refusalOf({ ...record, extra: 1 })).toBe('value-invalid');
    const unseen = await approvalBy(school.mentor, programme, ['cd'.repeat(32)]);
    expect(await refusalOf(unseen)).toBe('not-found');
    const state = { ...school.organisation.state, headHash: 'ef'.repeat(32) };
    const heads = A.getHeads(device.doc(programme));
    const elsewhere = await approvalBy(school.mentor, programme, heads, state);
    expect(await refusalOf(elsewhere)).toBe('signature-invalid');
    const closed = await approvalBy(school.mentor, createDocumentId(systemRandom), heads);
    expect(await refusalOf(closed)).toBe('document-unavailable');
    device.close();
  });

  it('is not given any more once the signer’s device is revoked', async () => {
    const { record } = await signed(school.mentee);
    const { organisation, mentee } = school;
    const body = { kid: mentee.key.signer.kid };
    const entry = await organisation.sign(organisation.operator.key, 'revoke-device', body);
    const operator = await connectDevice(school.url, organisation.operator.key);
    operator.send({ type: 'submit', entry });
    await operator.frame('sequenced');
    expect(await refusalOf(record)).toBe('device-revoked');
    operator.close();
    device.close();
  });
});

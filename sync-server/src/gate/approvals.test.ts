import * as A from '@automerge/automerge/slim';
import { createApproval, type Approval } from '@nastavnik/core/access';
import { approvalsCommands, startDocument } from '@nastavnik/core/documents';
import {
  createId,
  systemClock,
  systemRandom,
  type ChangeHash,
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

function approvalBy({ key, personId }: TestPerson): Promise<Approval> {
  return createApproval({
    signer: key.signer,
    memberId: personId,
    role: 'mentor',
    purpose: 'agreeProgramme',
    docId: school.nextProgramme(),
    heads: ['ab'.repeat(32) as ChangeHash],
    projection: { goal: 'x' },
    statement: { id: 'agree', text: 'I agree.' },
    membership: school.organisation.state,
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

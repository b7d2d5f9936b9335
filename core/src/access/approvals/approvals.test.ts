import { beforeAll, describe, expect, it } from 'vitest';
import {
  contentHash,
  createDocumentId,
  type ChangeHash,
  type DocumentId,
  type PersonId,
} from '../../kernel/index.ts';
import type { DeviceKey } from '../keys/device-key.ts';
import { publicKeyOf } from '../keys/public-key.ts';
import { SampleLog } from '../../testing/sample-log.ts';
import type { Approval } from './approval.ts';
import { countersign, verifyCountersignature } from './countersignature.ts';
import { createApproval } from './create-approval.ts';
import { describeExport } from './describe-export.ts';
import { createSignedExport, type SignedExport } from './signed-export.ts';
import { signingKeysOf, verifyApproval } from './verify-approval.ts';
import { verifySignedExport } from './verify-signed-export.ts';

const projection = { goal: 'Освоить формирующее оценивание', activities: [{ title: 'Урок' }] };
const statement = { id: 'agreeProgramme/1', text: 'Я согласен с программой.' };

let log: SampleLog;
let mentor: { personId: PersonId; key: DeviceKey };
let mentee: { personId: PersonId; key: DeviceKey };
let docId: DocumentId;

async function sign(
  who: { personId: PersonId; key: DeviceKey },
  role: 'mentor' | 'mentee',
  previous?: Approval,
): Promise<Approval> {
  return createApproval({
    signer: who.key.signer,
    memberId: who.personId,
    role,
    purpose: 'agreeProgramme',
    docId,
    heads: [contentHash('head') as ChangeHash],
    projection,
    statement,
    membership: log.state,
    ...(previous ? { previous } : {}),
    clock: log.clock,
  });
}

async function exportOf(...records: Approval[]): Promise<SignedExport> {
  const countersignatures = await Promise.all(
    records.map((record) => countersign(log.sequencer.signer, record, log.clock)),
  );
  return createSignedExport({
    documentId: docId,
    kind: 'programme',
    projection,
    statements: { [statement.id]: statement.text },
    records,
    countersignatures,
    membership: log.entries,
    exportedAtMs: log.clock.nowMs(),
  });
}

const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

beforeAll(async () => {
  log = await SampleLog.found(11);
  mentor = await log.addMember('mentor');
  mentee = await log.addMember('mentee');
  docId = createDocumentId(log.random);
});

describe('[INV-20] a signature binds what was seen', () => {
  it('is valid over the content shown, and says so when the content has changed', async () => {
    const record = await sign(mentor, 'mentor');
    const publicKeyOf = signingKeysOf(log.state);
    expect(await verifyApproval(record, { publicKeyOf, projection })).toBe('valid');
    const edited = { ...projection, goal: 'Другая цель' };
    expect(await verifyApproval(record, { publicKeyOf, projection: edited })).toBe('changed-since');
  });

  it('does not survive a change of any field of the record', async () => {
    const record = await sign(mentor, 'mentor');
    const context = { publicKeyOf: signingKeysOf(log.state), projection };
    const hash = contentHash('other');
    const changes: Partial<Approval>[] = [
      { purpose: 'approveProgramme' },
      { docId: createDocumentId(log.random) },
      { heads: [hash as ChangeHash] },
      { contentDigest: hash },
      { statementHash: hash },
      { signedAtMs: record.signedAtMs + 1 },
      { membershipSeq: record.membershipSeq - 1 },
      { prev: hash },
      { signer: { ...record.signer, role: 'curator' } },
      { signer: { ...record.signer, memberId: mentee.personId } },
      { signer: { ...record.signer, kid: mentee.key.signer.kid } },
    ];
    for (const change of changes) {
      expect(await verifyApproval({ ...record, ...change }, context)).toBe('invalid');
    }
    expect(await verifyApproval(null, context)).toBe('invalid');
  });

  it('is countersigned as it stands, by this relay alone', async () => {
    const record = await sign(mentor, 'mentor');
    const word = await countersign(log.sequencer.signer, record, log.clock);
    const relay = publicKeyOf(log.sequencer.signer);
    expect(await verifyCountersignature(relay, record, word)).toBe(true);
    const other = await sign(mentee, 'mentee');
    expect(await verifyCountersignature(relay, other, word)).toBe(false);
    const stranger = publicKeyOf(log.operator.signer);
    expect(await verifyCountersignature(stranger, record, word)).toBe(false);
  });
});

describe('a file of signatures', () => {
  it('[INV-20] proves two signatures with no server', async () => {
    const first = await sign(mentor, 'mentor');
    const file = copy(await exportOf(first, await sign(mentee, 'mentee', first)));
    const result = await verifySignedExport(file);
    expect(result).toMatchObject({ ok: true, value: { isGood: true } });
    expect(describeExport(result, 'ru').at(-1)).toBe('Итог: все подписи верны');
  });

  it('leaves out what its log says of documents and settings', async () => {
    await log.write(log.operator, 'policy', { key: 'meetingsPerMonth', value: 2 });
    const file = copy(await exportOf(await sign(mentor, 'mentor')));
    expect(file.membership.at(-1)).not.toHaveProperty('body');
    expect(await verifySignedExport(file)).toMatchObject({ ok: true, value: { isGood: true } });
  });

  it('is not good with another content, other words, a borrowed role or no signature', async () => {
    const record = await sign(mentor, 'mentor');
    const file = await exportOf(record);
    const curatorial = await createApproval({
      signer: mentor.key.signer,
      memberId: mentor.personId,
      role: 'curator',
      purpose: 'approveProgramme',
      docId,
      heads: record.heads,
      projection,
      statement,
      membership: log.state,
      clock: log.clock,
    });
    const bad: SignedExport[] = [
      { ...file, projection: { goal: 'Другая цель' } },
      { ...file, statements: { [statement.id]: 'Я не согласен.' } },
      { ...file, records: [curatorial] },
      { ...file, records: [] },
      { ...file, document: { ...file.document, documentId: createDocumentId(log.random) } },
    ];
    for (const one of bad) {
      expect(await verifySignedExport(one)).toMatchObject({ ok: true, value: { isGood: false } });
    }
  });

  it('is refused when its chain was cut in the middle or is not a file of signatures', async () => {
    const file = await exportOf(await sign(mentor, 'mentor'));
    const cut = { ...file, membership: file.membership.toSpliced(2, 1) };
    expect(await verifySignedExport(cut)).toEqual({ ok: false, error: { code: 'log-forked' } });
    expect(await verifySignedExport({ hello: 1 })).toEqual({
      ok: false,
      error: { code: 'file-malformed' },
    });
  });

  it('[A11] says that the device was revoked later, and refuses what it signed after', async () => {
    const lost = await log.addDevice(mentor.key, mentor.personId);
    const before = await sign({ ...mentor, key: lost }, 'mentor');
    await log.write(mentor.key, 'revoke-device', { kid: lost.signer.kid });
    const after = await sign({ ...mentor, key: lost }, 'mentor');
    const result = await verifySignedExport(await exportOf(before, after));
    expect(result).toMatchObject({
      ok: true,
      value: { isGood: false, records: [{ state: 'signer-revoked' }, { state: 'invalid' }] },
    });
  });
});

import { describe, expect, it } from 'vitest';
import {
  createDocumentId,
  createId,
  type DocumentId,
  type EntryId,
  type PersonId,
} from '../../../kernel/index.ts';
import { createInvitation } from '../../invitations/invitation-key.ts';
import { decide } from '../../rights/decide.ts';
import type { DocumentKindName, Part } from '../../rights/document-record.ts';
import { mayCreate } from '../../rights/may-create.ts';
import { principalOf, principalOfPerson } from '../../rights/principal-of.ts';
import { whoSees } from '../../rights/who-sees.ts';
import type { EntryBodies } from '../entry.ts';
import { SampleLog } from '../../../testing/sample-log.ts';
import { mayReadBody } from './may-read-body.ts';

type Who = Awaited<ReturnType<SampleLog['addMember']>>;

async function school() {
  const log = await SampleLog.found(5);
  const head = await log.addMember('orgHead');
  const curator = await log.addMember('curator');
  const mentor = await log.addMember('mentor');
  const mentee = await log.addMember('mentee');
  return { log, head, curator, mentor, mentee };
}

function announcement(
  log: SampleLog,
  kind: DocumentKindName,
  ...audience: (readonly [Who, Part])[]
): EntryBodies['create-document'] {
  return {
    documentId: createDocumentId(log.random),
    kind,
    audience: audience.map(([{ personId }, part]) => ({ personId, part })),
    subjects: audience.map(([{ personId }]) => personId),
  };
}

const newcomer = (log: SampleLog) => createId<PersonId>(log.random);

describe('roles', () => {
  it('are given by the operator, the head and the curator, each within reach', async () => {
    const { log, head, curator, mentor } = await school();
    const add = (who: Who, ...roles: EntryBodies['add-member']['roles']) =>
      log.try(who.key, 'add-member', { personId: newcomer(log), roles });
    expect(await add(head, 'curator', 'mentor')).toBeUndefined();
    expect(await add(head, 'municipalOperator')).toBe('entry-forbidden');
    expect(await add(curator, 'mentor', 'psychologist')).toBeUndefined();
    expect(await add(curator, 'curator')).toBe('entry-forbidden');
    expect(await add(curator, 'orgHead')).toBe('entry-forbidden');
    expect(await add(mentor, 'mentee')).toBe('entry-forbidden');
  });

  it('change by their difference alone: a curator makes the head a mentor and no more', async () => {
    const { log, head, curator, mentor } = await school();
    const set = (who: Who, { personId }: Who, ...roles: EntryBodies['set-role']['roles']) =>
      log.try(who.key, 'set-role', { personId, roles });
    expect(await set(curator, head, 'orgHead', 'mentor')).toBeUndefined();
    expect(await set(curator, head, 'mentor')).toBe('entry-forbidden');
    expect(await set(curator, mentor, 'mentor', 'curator')).toBe('entry-forbidden');
    expect(await set(mentor, mentor, 'mentor', 'orgHead')).toBe('entry-forbidden');
    const operator = { personId: log.operatorId, key: log.operator };
    expect(await set(head, operator)).toBe('entry-forbidden');
  });
});

describe('devices', () => {
  it('are revoked by their owner, the curator of a member, the operator of the head', async () => {
    const { log, head, curator, mentor, mentee } = await school();
    const revoke = (who: Who, { signer }: Who['key']) =>
      log.try(who.key, 'revoke-device', { kid: signer.kid });
    const second = await log.addDevice(mentor.key, mentor.personId);
    expect(await revoke(mentee, second)).toBe('entry-forbidden');
    expect(await revoke(mentor, second)).toBeUndefined();
    expect(await revoke(curator, mentee.key)).toBeUndefined();
    expect(await revoke(curator, head.key)).toBe('entry-forbidden');
    expect(await revoke({ ...head, key: log.operator }, head.key)).toBeUndefined();
  });

  it('[A11] say nothing more once revoked, even what they signed before', async () => {
    const { log, curator, mentor } = await school();
    const body = announcement(log, 'notes', [mentor, 'author']);
    const queued = await log.sign(mentor.key, 'create-document', body);
    await log.write(curator.key, 'revoke-device', { kid: mentor.key.signer.kid });
    expect(await log.submit(queued)).toEqual({ ok: false, error: { code: 'device-revoked' } });
    expect(principalOf(mentor.key.signer.kid, [log.state])).toBeUndefined();
  });

  it('are invited for oneself by anyone, for another only from above', async () => {
    const { log, head, curator, mentor, mentee } = await school();
    const invite = async (
      who: Who,
      { personId }: Who,
      purpose: EntryBodies['invite']['purpose'],
    ) => {
      const { invitationId, publicKey } = await createInvitation({ random: log.random });
      const expiresAtMs = log.clock.nowMs() + 1_000;
      return log.try(who.key, 'invite', {
        invitationId,
        publicKey,
        personId,
        purpose,
        expiresAtMs,
      });
    };
    expect(await invite(mentor, mentor, 'device')).toBeUndefined();
    expect(await invite(mentor, mentor, 'recovery')).toBe('entry-forbidden');
    expect(await invite(mentor, mentee, 'device')).toBe('entry-forbidden');
    expect(await invite(curator, mentor, 'recovery')).toBeUndefined();
    expect(await invite(curator, head, 'recovery')).toBe('entry-forbidden');
    expect(await invite({ ...head, key: log.operator }, head, 'recovery')).toBeUndefined();
  });

  it('lend their word to no other log: a key is a person only where it was entered', async () => {
    const { log, mentor } = await school();
    const other = await SampleLog.found(6);
    await other.write(other.operator, 'add-member', {
      personId: mentor.personId,
      roles: ['orgHead'],
    });
    const states = [log.state, other.state];
    const principal = principalOf(mentor.key.signer.kid, states);
    expect(principal?.memberships).toEqual([{ logId: log.logId, roles: ['mentor'] }]);
    expect(principalOf(other.operator.signer.kid, states)?.personId).toBe(other.operatorId);
  });
});

describe('documents', () => {
  it('are announced as the table says', async () => {
    const { log, head, curator, mentor, mentee } = await school();
    const create = (who: Who, body: EntryBodies['create-document']) =>
      log.try(who.key, 'create-document', body);
    const ours = [
      [mentor, 'mentor'],
      [mentee, 'mentee'],
    ] as const;
    expect(await create(mentor, announcement(log, 'programme', ...ours))).toBe('entry-forbidden');
    expect(await create(curator, announcement(log, 'pair', ...ours))).toBeUndefined();
    expect(await create(mentor, announcement(log, 'programme', ...ours))).toBeUndefined();
    expect(await create(mentor, announcement(log, 'programme', [mentor, 'mentor']))).toBe(
      'entry-forbidden',
    );
    expect(await create(mentor, announcement(log, 'notes', [mentor, 'author']))).toBeUndefined();
    expect(await create(curator, announcement(log, 'notes', [mentor, 'author']))).toBe(
      'entry-forbidden',
    );
    expect(await create(mentee, announcement(log, 'profile', [mentor, 'self']))).toBe(
      'entry-forbidden',
    );
    expect(await create(curator, announcement(log, 'organisation'))).toBe('entry-forbidden');
    expect(await create(head, announcement(log, 'organisation'))).toBeUndefined();
    expect(
      await create(
        head,
        announcement(log, 'pair', [{ ...mentor, personId: newcomer(log) }, 'mentor']),
      ),
    ).toBe('not-found');
    const offered = (who: Who) =>
      mayCreate(principalOfPerson(who.personId, [log.state]), 'pair', log.state);
    expect([offered(curator), offered(mentor)]).toEqual([true, false]);
  });

  it('once dropped never come back', async () => {
    const { log, curator, mentor } = await school();
    const card = announcement(log, 'person', [mentor, 'self']);
    await log.write(mentor.key, 'create-document', card);
    const { documentId } = card;
    await log.write(mentor.key, 'drop-document', { documentId });
    expect(log.state.documents.get(documentId)?.droppedAtSeq).toBe(log.state.seq);
    expect(await log.try(curator.key, 'create-document', card)).toBe('entry-invalid');
    expect(await log.try(curator.key, 'drop-document', { documentId })).toBe('not-found');
  });

  it('[INV-12] open to another by a dated permission of the head, until it is taken back', async () => {
    const { log, head, curator, mentor, mentee } = await school();
    const pair = announcement(log, 'pair', [mentor, 'mentor']);
    await log.write(curator.key, 'create-document', pair);
    const { documentId } = pair;
    const may = (): boolean => {
      const document = log.state.documents.get(documentId)?.record;
      const principal = principalOf(mentee.key.signer.kid, [log.state]);
      if (document === undefined || principal === undefined) return false;
      return decide({ principal, document, operation: 'read' }).allow;
    };
    const grantId = createId<EntryId>(log.random);
    const grant = { grantId, personId: mentee.personId, documentId };
    expect(await log.try(curator.key, 'grant', grant)).toBe('entry-forbidden');
    expect(may()).toBe(false);
    await log.write(head.key, 'grant', grant);
    expect(log.state.grants.get(grantId)).toMatchObject({ atMs: log.clock.nowMs() });
    expect(may()).toBe(true);
    expect(await log.try(mentee.key, 'revoke-grant', { grantId })).toBe('entry-forbidden');
    await log.write(head.key, 'revoke-grant', { grantId });
    expect(may()).toBe(false);
  });

  it('are seen by exactly those whom decide lets read', async () => {
    const { log, curator, mentor, mentee } = await school();
    const body = announcement(log, 'pair', [mentor, 'mentor'], [mentee, 'mentee']);
    await log.write(curator.key, 'create-document', body);
    const { record } = log.state.documents.get(body.documentId) ?? {};
    const viewers = whoSees(record as NonNullable<typeof record>, [log.state]);
    const expected = [...log.state.members.keys()].filter((personId) => {
      const principal = principalOfPerson(personId, [log.state]);
      const document = record as NonNullable<typeof record>;
      return decide({ principal, document, operation: 'read' }).allow;
    });
    expect(viewers.map(({ personId }) => personId)).toEqual(expected);
    expect(viewers.find(({ personId }) => personId === mentor.personId)?.because).toEqual([
      'mentor',
    ]);
  });

  it('are spoken of only to those who may read them', async () => {
    const { log, curator, mentor, mentee } = await school();
    await log.write(mentor.key, 'create-document', announcement(log, 'notes', [mentor, 'author']));
    const entry = log.entries.at(-1) as (typeof log.entries)[number];
    const may = ({ personId }: { personId: PersonId }): boolean =>
      mayReadBody(principalOfPerson(personId, [log.state]), log.state, entry);
    expect([mentor, mentee, curator].map(may)).toEqual([true, false, false]);
  });
});

describe('the recovery key', () => {
  it('stands for an operator whose devices are lost', async () => {
    const { log, head } = await school();
    await log.write(head.key, 'policy', { key: 'p', value: 1 });
    const kid = log.operator.signer.kid;
    await log.write(log.recovery, 'revoke-device', { kid });
    expect(await log.try(log.operator, 'policy', { key: 'p', value: 2 })).toBe('device-revoked');
    const unknown = { documentId: createDocumentId(log.random) as DocumentId };
    expect(await log.try(log.recovery, 'drop-document', unknown)).toBe('not-found');
    expect(principalOf(log.recovery.signer.kid, [log.state])).toBeUndefined();
  });
});

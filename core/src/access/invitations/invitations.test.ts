import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createId, systemRandom, type PersonId } from '../../kernel/index.ts';
import { createDeviceKey, type DeviceKey } from '../keys/device-key.ts';
import { deviceRecordOf } from '../keys/public-key.ts';
import { SampleLog } from '../../testing/sample-log.ts';
import { seededRandom } from '../../testing/seeded-random.ts';
import { invitationLink, parseInvitation } from './invitation-code.ts';
import {
  createInvitation,
  invitationFromCode,
  proveInvitation,
  type CreatedInvitation,
} from './invitation-key.ts';

describe('codes', () => {
  it('give the same key however they are typed', async () => {
    const { code, invitationId } = await createInvitation({ random: systemRandom });
    expect(code).toMatch(/^([0-9A-Z]{5}-){3}[0-9A-Z]{5}$/);
    const forms = [
      code,
      ` ${code.toLowerCase()} `,
      code.replaceAll('-', ' '),
      code.replaceAll('0', 'o').replaceAll('1', 'l'),
      invitationLink('https://school.example', code),
      `wss://school.example:8443#${code}`,
    ];
    for (const form of forms) {
      expect(await invitationFromCode(form)).toMatchObject({ ok: true, value: { invitationId } });
    }
  });

  it('may be short, and then are stretched to the same key again', async () => {
    const { code, invitationId } = await createInvitation({ random: systemRandom, form: 'short' });
    expect(code).toMatch(/^[0-9A-Z]{5}-[0-9A-Z]{5}$/);
    expect(await invitationFromCode(code)).toMatchObject({ ok: true, value: { invitationId } });
  });

  it.each([
    ['https://school.example/join#', 'wss://school.example'],
    ['https://school.example/relay/join?x=1#', 'wss://school.example/relay'],
    ['http://127.0.0.1:8080/join#', 'ws://127.0.0.1:8080'],
    ['wss://school.example/relay#', 'wss://school.example/relay'],
    ['ws://127.0.0.1:8080/#', 'ws://127.0.0.1:8080'],
  ])('in a link %s name the relay %s', (link, relayUrl) => {
    const parsed = parseInvitation(`${link}ABCDE-FGHJK`);
    expect(parsed).toEqual({
      ok: true,
      value: { relayUrl, characters: 'ABCDEFGHJK', code: 'ABCDE-FGHJK' },
    });
  });

  it('are refused, never guessed, when they are something else', () => {
    const refused = { ok: false, error: { code: 'invitation-malformed' } };
    for (const text of [
      '',
      'ABCDE',
      'ABCDE-FGHJU',
      'https://school.example/join',
      'x'.repeat(600),
    ]) {
      expect(parseInvitation(text)).toEqual(refused);
    }
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(typeof parseInvitation(text).ok).toBe('boolean');
      }),
    );
  });
});

async function invite(
  log: SampleLog,
  by: DeviceKey,
  personId: PersonId,
  purpose: 'join' | 'device' | 'recovery' = 'join',
): Promise<CreatedInvitation> {
  const invitation = await createInvitation({ random: log.random });
  const { invitationId, publicKey } = invitation;
  const expiresAtMs = log.clock.nowMs() + 60_000;
  await log.write(by, 'invite', { invitationId, publicKey, personId, purpose, expiresAtMs });
  return invitation;
}

async function accept(
  log: SampleLog,
  { key: code }: CreatedInvitation,
  personId: PersonId,
  key: DeviceKey,
) {
  const device = deviceRecordOf(key, 'Ноутбук');
  const invitation = await proveInvitation(code, { logId: log.logId, personId, device });
  return log.sign(key, 'add-device', { personId, device, invitation });
}

describe('acceptance', () => {
  it('lets one device in, once', async () => {
    const log = await SampleLog.found();
    const { personId } = await log.addMember('mentor');
    const invitation = await invite(log, log.operator, personId);
    const first = await accept(log, invitation, personId, await createDeviceKey());
    expect(await log.submit(first)).toMatchObject({ ok: true });
    const second = await accept(log, invitation, personId, await createDeviceKey());
    expect(await log.submit(second)).toEqual({ ok: false, error: { code: 'invitation-used' } });
    expect(await log.submit(first)).toEqual({ ok: false, error: { code: 'entry-invalid' } });
  });

  it('is refused to who does not hold the code, or holds it for another person', async () => {
    const log = await SampleLog.found();
    const mentor = await log.addMember('mentor');
    const head = await log.addMember('orgHead');
    const invitation = await invite(log, log.operator, mentor.personId);
    const guess = await createInvitation({ random: seededRandom(99) });
    const forged = { ...invitation, key: { ...guess.key, invitationId: invitation.invitationId } };
    const stranger = await accept(log, forged, mentor.personId, await createDeviceKey());
    expect(await log.submit(stranger)).toEqual({ ok: false, error: { code: 'signature-invalid' } });
    const climber = await accept(log, invitation, head.personId, await createDeviceKey());
    expect(await log.submit(climber)).toEqual({ ok: false, error: { code: 'invitation-unknown' } });
  });

  it('is refused after its time by the clock of the device or of the sequencer', async () => {
    const log = await SampleLog.found();
    const { personId } = await log.addMember('mentor');
    const invitation = await invite(log, log.operator, personId);
    const inTime = await accept(log, invitation, personId, await createDeviceKey());
    log.clock.advance(60_001);
    const late = await accept(log, invitation, personId, await createDeviceKey());
    const expired = { ok: false, error: { code: 'invitation-expired' } };
    expect(await log.submit(inTime)).toEqual(expired);
    log.clock.advance(-60_001);
    expect(await log.submit(late)).toEqual(expired);
  });

  it('[A11] of a recovery revokes the older devices of the person', async () => {
    const log = await SampleLog.found();
    const mentor = await log.addMember('mentor');
    const curator = await log.addMember('curator');
    const invitation = await invite(log, curator.key, mentor.personId, 'recovery');
    const fresh = await createDeviceKey();
    expect(await log.submit(await accept(log, invitation, mentor.personId, fresh))).toMatchObject({
      ok: true,
    });
    expect(log.state.devices.get(mentor.key.signer.kid)?.revokedAtSeq).toBe(log.state.seq);
    expect(log.state.devices.get(fresh.signer.kid)?.revokedAtSeq).toBeUndefined();
    const kid = fresh.signer.kid;
    expect(await log.try(mentor.key, 'revoke-device', { kid })).toBe('device-revoked');
  });

  it('does not enter a key that its holder did not offer', async () => {
    const log = await SampleLog.found();
    const mentor = await log.addMember('mentor');
    const victim = deviceRecordOf(await createDeviceKey(), 'Чужой телефон');
    const body = { personId: createId<PersonId>(log.random), device: victim };
    expect(await log.try(mentor.key, 'add-device', body)).toBe('not-found');
    const own = { personId: mentor.personId, device: victim };
    expect(await log.try(mentor.key, 'add-device', own)).toBe('signature-invalid');
    await log.addDevice(mentor.key, mentor.personId);
  });
});

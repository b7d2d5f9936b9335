import { createDeviceKey, createInvitation, parseInvitation } from '@nastavnik/core/access';
import { systemRandom, type InvitationId } from '@nastavnik/core/kernel';
import { limits } from '@nastavnik/core/protocol';
import { fakeClock, type FakeClock } from '@nastavnik/core/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { openSqliteStore } from '../store/sqlite-store.ts';
import { TestOrganisation } from '../testing/index.ts';
import { InvitationDesk } from './invitation-desk.ts';
import { MembershipLogs } from './logs.ts';

let clock: FakeClock;
let desk: InvitationDesk;
let logs: MembershipLogs;
let open: InvitationId;
const lifetimeMs = 60 * 60_000;

beforeEach(async () => {
  clock = fakeClock(Date.now());
  const store = openSqliteStore(':memory:');
  const { signer } = await createDeviceKey();
  const organisation = await TestOrganisation.found(store, signer);
  const { personId } = await organisation.addPerson('mentor');
  const { invitationId, publicKey } = await createInvitation({ random: systemRandom });
  await organisation.write(organisation.operator.key, 'invite', {
    invitationId,
    publicKey,
    personId,
    purpose: 'device',
    expiresAtMs: clock.nowMs() + lifetimeMs,
  });
  open = invitationId;
  logs = new MembershipLogs(store, signer, clock);
  await logs.load();
  desk = new InvitationDesk(logs, clock);
});

const guess = (): InvitationId =>
  Buffer.from(systemRandom.bytes(16)).toString('hex') as InvitationId;

function answer(invitationId: InvitationId, address = '192.0.2.1'): string {
  const looked = desk.look(invitationId, address);
  return looked.ok ? 'open' : looked.error.code;
}

describe('[A16] guessing at invitations', () => {
  it('ends after five wrong ones for a quarter of an hour, for that address alone', () => {
    for (let tried = 0; tried < limits.invitationTries; tried += 1) {
      expect(answer(guess())).toBe('invitation-unknown');
    }
    expect(answer(open)).toBe('invitation-locked');
    expect(answer(open, '192.0.2.2')).toBe('open');
    clock.advance(limits.invitationLockMs - 1);
    expect(desk.look(open, '192.0.2.1')).toMatchObject({
      ok: false,
      error: { params: { minutes: 1 } },
    });
    clock.advance(2);
    expect(answer(open)).toBe('open');
  });

  it('is not paid back by a right one in between', () => {
    for (let tried = 0; tried < limits.invitationTries; tried += 1) {
      answer(guess());
      answer(open);
    }
    expect(answer(open)).toBe('invitation-locked');
  });

  it('has fifty bits before it where the code is short, and a hundred in a link', async () => {
    const short = await createInvitation({ random: systemRandom, form: 'short' });
    const link = await createInvitation({ random: systemRandom });
    const lengths = [short, link].map(({ code }) => {
      const parsed = parseInvitation(code);
      return parsed.ok ? parsed.value.characters.length * 5 : 0;
    });
    expect(lengths).toEqual([50, 100]);
  });

  it('finds nothing that has expired by the relay’s own clock', () => {
    clock.advance(lifetimeMs + 1);
    expect(answer(open)).toBe('invitation-expired');
  });
});

import {
  createDeviceKey,
  createInvitation,
  deviceRecordOf,
  proveInvitation,
} from '@nastavnik/core/access';
import { SampleLog } from '@nastavnik/core/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { principalOfHolder } from './principal-of-holder.ts';

let district: SampleLog;
let school: SampleLog;
let officer: Awaited<ReturnType<SampleLog['addMember']>>;

beforeAll(async () => {
  district = await SampleLog.found(1, { level: 'district' });
  school = await SampleLog.found(2, { districtLogId: district.logId });
  officer = await district.addMember('municipalAuthority');
});

const rolesInDistrict = (kid: string): readonly string[] => {
  const holder = { personId: officer.personId, kid: kid as never };
  const principal = principalOfHolder(holder, [district.state, school.state]);
  return principal?.memberships.find(({ logId }) => logId === district.logId)?.roles ?? [];
};

describe('[A15] who looks at the district’s pages', () => {
  it('is not whoever a school’s log calls by an officer’s name', async () => {
    const { personId } = officer;
    await school.write(school.operator, 'add-member', { personId, roles: ['orgHead'] });
    const created = await createInvitation({ random: school.random });
    const { invitationId, publicKey } = created;
    const expiresAtMs = school.clock.nowMs() + 60_000;
    const invite = { invitationId, publicKey, personId, purpose: 'join', expiresAtMs } as const;
    await school.write(school.operator, 'invite', invite);
    const key = await createDeviceKey();
    const device = deviceRecordOf(key, 'Mine');
    const claim = { logId: school.logId, personId, device };
    const invitation = await proveInvitation(created.key, claim);
    await school.write(key, 'add-device', { personId, device, invitation });
    expect(rolesInDistrict(key.signer.kid)).toEqual([]);
    expect(rolesInDistrict(officer.key.signer.kid)).toEqual(['municipalAuthority']);
  });

  it('is nobody any more once the device is revoked, with a session or without', async () => {
    await district.write(district.operator, 'revoke-device', { kid: officer.key.signer.kid });
    expect(rolesInDistrict(officer.key.signer.kid)).toEqual([]);
    const holder = { personId: officer.personId, kid: officer.key.signer.kid };
    expect(principalOfHolder(holder, [district.state])).toBeUndefined();
  });
});

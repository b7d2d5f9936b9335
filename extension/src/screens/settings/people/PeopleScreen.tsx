import { useState } from 'preact/hooks';
import { districtRoles, roles as allRoles, type Role } from '@nastavnik/core/domain';
import {
  createId,
  fail,
  ok,
  systemRandom,
  type PersonId,
  type Refusal,
  type Result,
} from '@nastavnik/core/kernel';
import type { Replica } from '../../../replica/replica.ts';
import { useTexts } from '../../../text/language.tsx';
import { useAction } from '../../shell/use-action.ts';
import { usePeople } from '../../shell/use-people.ts';
import { useMembership, useWorkplace, type Membership } from '../../shell/workplace.tsx';
import { createPersonCard } from './create-person-card.ts';
import type { InvitationView } from './InvitationDialog.tsx';
import type { NewMember } from './NewMemberDialog.tsx';
import { PeoplePage, type MemberView } from './PeoplePage.tsx';

/** An invitation to join holds for a week. */
const invitationMs = 7 * 24 * 3_600_000;

/** Membership first, since the personal card is announced under it. */
async function addMember(
  replica: Replica,
  { logId }: Membership,
  member: NewMember,
  label: string,
): Promise<Result<PersonId, Refusal>> {
  const personId = createId<PersonId>(systemRandom);
  const added = await replica.submitEntry(logId, 'add-member', {
    personId,
    roles: [...member.roles],
  });
  if (!added.ok) return added;
  const card = await createPersonCard(replica, logId, { personId, ...member }, label);
  return card.ok ? ok(personId) : card;
}

export function PeopleScreen() {
  const { replica, clock, announce, copyText, saveFile, byHand } = useWorkplace();
  const { t } = useTexts();
  const people = usePeople();
  const membership = useMembership();
  const action = useAction();
  const [invitation, setInvitation] = useState<InvitationView>();
  const state = membership && replica.membership.value.get(membership.logId);
  const devices = [...(state?.devices.values() ?? [])];
  const members: readonly MemberView[] = [...(state?.members.values() ?? [])]
    .map(({ personId, roles }) => ({
      personId,
      name: people.nameOf(personId),
      roles,
      devices: devices.filter(
        (device) => device.personId === personId && device.revokedAtSeq === undefined,
      ).length,
    }))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'ru'));
  const isDistrict = membership?.level === 'district';
  const ofDistrict: readonly Role[] = districtRoles;
  const noLog = async () => fail({ code: 'log-unknown' as const });
  return (
    <PeoplePage
      members={members}
      assignable={allRoles.filter((role) => ofDistrict.includes(role) === isDistrict)}
      canManage={
        membership?.roles.some((role) =>
          ['curator', 'orgHead', 'municipalOperator'].includes(role),
        ) ?? false
      }
      busy={action.busy}
      refusal={action.refusal}
      invitation={invitation}
      onAdd={(member, done) =>
        action.run(
          () =>
            membership === undefined
              ? noLog()
              : addMember(replica, membership, member, t.labels.addPerson),
          done,
        )
      }
      onInvite={(personId) => {
        const expiresAtMs = clock.nowMs() + invitationMs;
        const hasDevices = members.some((one) => one.personId === personId && one.devices > 0);
        const purpose = hasDevices ? 'recovery' : 'join';
        action.run(
          async () =>
            membership === undefined
              ? noLog()
              : replica.invite({ logId: membership.logId, personId, purpose, expiresAtMs }),
          ({ code, link }) =>
            setInvitation({ name: people.nameOf(personId), code, link, expiresAtMs }),
        );
      }}
      onRoles={(personId, roles, done) =>
        action.run(
          async () =>
            membership === undefined
              ? noLog()
              : replica.submitEntry(membership.logId, 'set-role', { personId, roles: [...roles] }),
          done,
        )
      }
      onCopy={(text) => {
        void copyText(text).then((isCopied) => isCopied && announce(t.common.copied));
      }}
      onSaveOffer={
        replica.profile.relayUrl === undefined && membership !== undefined
          ? (code) =>
              action.run(
                () => byHand.offer(membership.logId, code),
                (offer) => {
                  saveFile(t.alone.offerName, offer, 'application/octet-stream');
                  announce(t.files.saved);
                },
              )
          : undefined
      }
      onCloseInvitation={() => setInvitation(undefined)}
    />
  );
}

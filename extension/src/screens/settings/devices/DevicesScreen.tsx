import { useState } from 'preact/hooks';
import { fail } from '@nastavnik/core/kernel';
import { useTexts } from '../../../text/language.tsx';
import { useAction } from '../../shell/use-action.ts';
import { useMembership, useWorkplace } from '../../shell/workplace.tsx';
import type { InvitationView } from '../people/InvitationDialog.tsx';
import { DevicesPage } from './DevicesPage.tsx';

/** How long the code for a second device holds. */
const codeMs = 15 * 60_000;

export function DevicesScreen() {
  const { replica, clock, announce, copyText } = useWorkplace();
  const { t } = useTexts();
  const membership = useMembership();
  const action = useAction();
  const [invitation, setInvitation] = useState<InvitationView>();
  const logId = membership?.logId;
  const state = logId === undefined ? undefined : replica.membership.value.get(logId);
  const { personId, kid } = replica.profile;
  const devices = [...(state?.devices.entries() ?? [])]
    .filter(([, device]) => device.personId === personId)
    .map(([id, device]) => ({
      kid: id,
      name: device.label ?? t.common.notSet,
      isThis: id === kid,
      isRevoked: device.revokedAtSeq !== undefined,
    }));
  return (
    <DevicesPage
      devices={devices}
      busy={action.busy}
      refusal={action.refusal}
      invitation={invitation}
      onRevoke={(id, done) =>
        action.run(
          async () =>
            logId === undefined ? fail({ code: 'log-unknown' }) : replica.revokeDevice(logId, id),
          done,
        )
      }
      onAdd={() => {
        const expiresAtMs = clock.nowMs() + codeMs;
        action.run(
          async () =>
            logId === undefined
              ? fail({ code: 'log-unknown' })
              : replica.invite({ logId, personId, purpose: 'device', expiresAtMs, form: 'short' }),
          ({ code, link }) => setInvitation({ name: t.devices.addTitle, code, link, expiresAtMs }),
        );
      }}
      onCopy={(text) => {
        void copyText(text).then((isCopied) => isCopied && announce(t.common.copied));
      }}
      onCloseInvitation={() => setInvitation(undefined)}
    />
  );
}

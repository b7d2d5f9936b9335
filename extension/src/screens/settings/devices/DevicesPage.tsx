import { useState } from 'preact/hooks';
import type { KeyId } from '@nastavnik/core/kernel';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { Mark } from '../../../ui/status/Mark.tsx';
import { useTexts } from '../../../text/language.tsx';
import { InvitationDialog, type InvitationView } from '../people/InvitationDialog.tsx';

export interface DeviceView {
  readonly kid: KeyId;
  readonly name: string;
  readonly isThis: boolean;
  readonly isRevoked: boolean;
}

export interface DevicesPageProps {
  readonly devices: readonly DeviceView[];
  readonly busy: boolean;
  readonly refusal: string | undefined;
  readonly invitation: InvitationView | undefined;
  readonly onRevoke: (kid: KeyId, done: () => void) => void;
  readonly onAdd: () => void;
  readonly onCopy: (text: string) => void;
  readonly onCloseInvitation: () => void;
}

/** Own devices: which is which, a way to add one, and a way to shut one out. */
export function DevicesPage(props: DevicesPageProps) {
  const { t } = useTexts();
  const [asked, setAsked] = useState<{ device: DeviceView; isStranger: boolean }>();
  return (
    <section class="stack measure" aria-labelledby="devices">
      <h2 id="devices">{t.devices.title}</h2>
      <p class="soft">{t.devices.hint}</p>
      {props.refusal !== undefined && (
        <Notice kind="bad" urgent>
          {props.refusal}
        </Notice>
      )}
      {props.devices.length === 0 && <EmptyState text={t.devices.empty} />}
      <ul class="list" role="list">
        {props.devices.map((device) => (
          <li key={device.kid}>
            <div class="row">
              <strong>{device.name}</strong>
              {device.isThis && <Mark kind="accent">{t.devices.thisDevice}</Mark>}
              <Mark kind={device.isRevoked ? 'bad' : 'good'}>
                {device.isRevoked ? t.devices.revoked : t.devices.active}
              </Mark>
            </div>
            {!device.isRevoked && (
              <div class="row">
                <Button onPress={() => setAsked({ device, isStranger: false })}>
                  {t.devices.revoke}
                </Button>
                {!device.isThis && (
                  <Button kind="danger" onPress={() => setAsked({ device, isStranger: true })}>
                    {t.devices.notMe}
                  </Button>
                )}
              </div>
            )}
          </li>
        ))}
      </ul>
      <section class="section" aria-labelledby="add-device">
        <h3 id="add-device">{t.devices.addTitle}</h3>
        <p class="soft">{t.devices.addHint}</p>
        <div>
          <Button kind="primary" disabled={props.busy} onPress={props.onAdd}>
            {t.devices.add}
          </Button>
        </div>
      </section>
      {asked !== undefined && (
        <Dialog
          title={t.devices.revokeConfirm(asked.device.name)}
          onClose={() => setAsked(undefined)}
        >
          <div class="stack">
            <p>
              {asked.isStranger
                ? t.devices.notMeHint
                : asked.device.isThis
                  ? t.devices.revokeThisHint
                  : t.devices.revokeHint}
            </p>
            <div class="row">
              <Button
                kind="danger"
                disabled={props.busy}
                onPress={() => props.onRevoke(asked.device.kid, () => setAsked(undefined))}
              >
                {t.devices.revoke}
              </Button>
              <Button onPress={() => setAsked(undefined)}>{t.common.cancel}</Button>
            </div>
          </div>
        </Dialog>
      )}
      {props.invitation !== undefined && (
        <InvitationDialog
          invitation={props.invitation}
          onCopy={props.onCopy}
          onClose={props.onCloseInvitation}
        />
      )}
    </section>
  );
}

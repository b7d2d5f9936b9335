import { Copy, Download } from 'lucide-preact';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { TextField } from '../../../ui/form/TextField.tsx';
import { useTexts } from '../../../text/language.tsx';

export interface InvitationView {
  readonly name: string;
  readonly code: string;
  /** Absent without a relay. */
  readonly link: string | undefined;
  readonly expiresAtMs: number;
}

export interface InvitationDialogProps {
  readonly invitation: InvitationView;
  readonly onCopy: (text: string) => void;
  /** Where no relay carries the invitation, a file does; absent otherwise. */
  readonly onSaveOffer?: ((code: string) => void) | undefined;
  readonly onClose: () => void;
}

/** The only moment at which the code is shown. */
export function InvitationDialog(props: InvitationDialogProps) {
  const { t, formats } = useTexts();
  const { invitation, onSaveOffer } = props;
  const { link } = invitation;
  const ignore = (): void => undefined;
  return (
    <Dialog title={t.people.invitationTitle(invitation.name)} onClose={props.onClose}>
      <div class="stack">
        <p>{onSaveOffer ? t.alone.offerWay : t.people.invitationReady}</p>
        <TextField
          label={t.people.codeLabel}
          value={invitation.code}
          readOnly
          mono
          onChange={ignore}
        />
        {link !== undefined && (
          <TextField label={t.people.linkLabel} value={link} readOnly mono onChange={ignore} />
        )}
        <div class="row">
          {link !== undefined && (
            <Button kind="primary" icon={Copy} onPress={() => props.onCopy(link)}>
              {t.people.copyLink}
            </Button>
          )}
          {onSaveOffer && (
            <Button kind="primary" icon={Download} onPress={() => onSaveOffer(invitation.code)}>
              {t.alone.saveOffer}
            </Button>
          )}
          <Button icon={Copy} onPress={() => props.onCopy(invitation.code)}>
            {t.people.copyCode}
          </Button>
        </div>
        <p class="small soft">
          {t.people.validUntil(formats.instant(invitation.expiresAtMs))}{' '}
          {onSaveOffer === undefined && t.people.waitsForRelay}
        </p>
        <p class="small soft">{t.people.lost}</p>
      </div>
    </Dialog>
  );
}

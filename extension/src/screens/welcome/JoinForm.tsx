import { useState } from 'preact/hooks';
import type { Role } from '@nastavnik/core/domain';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { TextField } from '../../ui/form/TextField.tsx';
import { useTexts } from '../../text/language.tsx';

/** What an invitation gives, shown before it is accepted. */
export interface InvitationPreview {
  readonly organisation: string;
  readonly roles: readonly Role[];
  readonly purpose: 'join' | 'device' | 'recovery';
  readonly expiresAtMs: number;
}

export interface JoinFormProps {
  readonly preview: InvitationPreview | undefined;
  /** True when the pasted text was a bare code, which names no relay. */
  readonly needsRelay: boolean;
  readonly canGoBack: boolean;
  readonly busy: boolean;
  readonly refusal: string | undefined;
  readonly onCheck: (text: string, relay: string) => void;
  readonly onAccept: (names: { readonly label: string; readonly deviceLabel: string }) => void;
  readonly onBack: () => void;
  /** To begin or join with no relay. */
  readonly onAlone: () => void;
}

/** Two steps: what is offered, then yes. No account, no password. */
export function JoinForm(props: JoinFormProps) {
  const { t } = useTexts();
  return (
    <section class="stack">
      <header class="stack-tight">
        <h1>{t.welcome.title}</h1>
        <p class="soft">{t.welcome.lead}</p>
      </header>
      {props.preview === undefined ? (
        <CheckStep {...props} />
      ) : (
        <AcceptStep {...props} preview={props.preview} />
      )}
      <div class="row">
        {props.canGoBack && (
          <Button kind="quiet" onPress={props.onBack}>
            {t.common.back}
          </Button>
        )}
        {props.preview === undefined && (
          <Button kind="quiet" onPress={props.onAlone}>
            {t.alone.open}
          </Button>
        )}
      </div>
    </section>
  );
}

function CheckStep(props: JoinFormProps) {
  const { t } = useTexts();
  const [text, setText] = useState('');
  const [relay, setRelay] = useState('');
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        props.onCheck(text, relay);
      }}
    >
      <h2>{t.welcome.joinTitle}</h2>
      <TextField
        label={t.welcome.codeLabel}
        hint={t.welcome.joinHint}
        value={text}
        lines={2}
        mono
        autoFocus
        onChange={setText}
        error={props.needsRelay ? undefined : props.refusal}
      />
      {props.needsRelay && (
        <TextField
          label={t.welcome.relayLabel}
          hint={t.welcome.relayHint}
          value={relay}
          mono
          onChange={setRelay}
          error={props.refusal}
        />
      )}
      <div>
        <Button type="submit" kind="primary" disabled={props.busy || text.trim() === ''}>
          {props.busy ? t.welcome.checking : t.welcome.check}
        </Button>
      </div>
    </form>
  );
}

function AcceptStep(props: JoinFormProps & { readonly preview: InvitationPreview }) {
  const { t, formats } = useTexts();
  const { preview } = props;
  const roles = preview.roles.map((role) => t.vocabulary.role[role]).join(', ');
  const [label, setLabel] = useState(`${roles}, ${preview.organisation}`.slice(0, 60));
  const [deviceLabel, setDeviceLabel] = useState('');
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        props.onAccept({ label: label.trim(), deviceLabel: deviceLabel.trim() });
      }}
    >
      <h2>{t.welcome.invitedTo}</h2>
      <dl class="facts">
        <dt>{t.welcome.organisation}</dt>
        <dd>{preview.organisation}</dd>
        <dt>{t.welcome.roles}</dt>
        <dd>{preview.purpose === 'device' ? t.welcome.secondDevice : roles}</dd>
        <dt>{t.welcome.validUntil}</dt>
        <dd>{formats.instant(preview.expiresAtMs)}</dd>
      </dl>
      <TextField
        label={t.welcome.ownLabel}
        hint={t.welcome.ownLabelHint}
        value={label}
        maxLength={60}
        autoFocus
        onChange={setLabel}
      />
      <TextField
        label={t.welcome.deviceLabel}
        hint={t.welcome.deviceLabelHint}
        value={deviceLabel}
        maxLength={60}
        onChange={setDeviceLabel}
      />
      <p class="small soft">{t.welcome.whatHappens}</p>
      {props.refusal !== undefined && (
        <Notice kind="bad" urgent>
          {props.refusal}
        </Notice>
      )}
      <div>
        <Button
          type="submit"
          kind="primary"
          disabled={props.busy || label.trim() === '' || deviceLabel.trim() === ''}
        >
          {props.busy ? t.welcome.accepting : t.welcome.accept}
        </Button>
      </div>
    </form>
  );
}

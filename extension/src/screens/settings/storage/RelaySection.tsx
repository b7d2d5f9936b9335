import { useState } from 'preact/hooks';
import { parseRelayCard, type RelayCard } from '@nastavnik/core/access';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { TextField } from '../../../ui/form/TextField.tsx';
import { useTexts } from '../../../text/language.tsx';

export interface RelaySectionProps {
  /** `own`: this device keeps the list of members; `other`: a colleague's; `handed`: a relay is to. */
  readonly keeper: 'own' | 'other' | 'handed';
  readonly busy: boolean;
  readonly refusal: string | undefined;
  readonly onHandOver: (card: RelayCard) => void;
  readonly onConnect: (card: RelayCard) => void;
}

/** From no relay to one: the founder hands over, then each person connects. */
export function RelaySection(props: RelaySectionProps) {
  const { t, describe } = useTexts();
  const [text, setText] = useState('');
  const [isTried, setTried] = useState(false);
  const [asked, setAsked] = useState<RelayCard>();
  const { keeper } = props;
  const parsed = parseRelayCard(text);
  const withCard = (act: (card: RelayCard) => void): void => {
    setTried(true);
    if (parsed.ok) act(parsed.value);
  };
  return (
    <section class="section" aria-labelledby="connect">
      <h3 id="connect">{t.alone.relayTitle}</h3>
      <p class="soft">{t.alone.relayHint}</p>
      {keeper === 'handed' && <Notice>{t.alone.handedOver}</Notice>}
      {keeper === 'other' && <p class="soft">{t.alone.notOwn}</p>}
      <TextField
        label={t.alone.card}
        value={text}
        lines={3}
        mono
        onChange={setText}
        error={isTried && !parsed.ok ? describe(parsed.error) : undefined}
      />
      {props.refusal !== undefined && (
        <Notice kind="warn" urgent>
          {props.refusal}
        </Notice>
      )}
      <div class="row">
        {keeper === 'own' ? (
          <Button disabled={props.busy} onPress={() => withCard(setAsked)}>
            {t.alone.handOver}
          </Button>
        ) : (
          <Button disabled={props.busy} onPress={() => withCard(props.onConnect)}>
            {t.alone.connect}
          </Button>
        )}
      </div>
      {asked !== undefined && (
        <Dialog title={t.alone.relayTitle} onClose={() => setAsked(undefined)}>
          <div class="stack">
            <p>{t.alone.handOverHint(asked.district)}</p>
            <div class="row">
              <Button
                kind="primary"
                onPress={() => {
                  setAsked(undefined);
                  props.onHandOver(asked);
                }}
              >
                {t.alone.handOverConfirm}
              </Button>
              <Button onPress={() => setAsked(undefined)}>{t.common.cancel}</Button>
            </div>
          </div>
        </Dialog>
      )}
    </section>
  );
}

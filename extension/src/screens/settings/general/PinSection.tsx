import { useState } from 'preact/hooks';
import { Lock } from 'lucide-preact';
import { Button } from '../../../ui/Button.tsx';
import { TextField } from '../../../ui/form/TextField.tsx';
import { useTexts } from '../../../text/language.tsx';

export interface PinSectionProps {
  readonly hasPin: boolean;
  readonly busy: boolean;
  /** A new PIN, or undefined to take it away. */
  readonly onPin: (pin: string | undefined, done: () => void) => void;
}

const minLength = 4;

/** The code that keeps colleagues at the same computer out. */
export function PinSection(props: PinSectionProps) {
  const { t } = useTexts();
  const [pin, setPin] = useState('');
  const [isTried, setTried] = useState(false);
  const isShort = pin.length < minLength;
  return (
    <section class="section" aria-labelledby="pin">
      <h3 id="pin">{t.settings.pinTitle}</h3>
      <p class="soft">{t.settings.pinHint}</p>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (isShort) return;
          props.onPin(pin, () => {
            setPin('');
            setTried(false);
          });
        }}
      >
        <TextField
          label={t.settings.pinNew}
          type="password"
          value={pin}
          onChange={setPin}
          error={isTried && isShort ? t.settings.pinShort : undefined}
        />
        <div class="row">
          <Button type="submit" icon={Lock} disabled={props.busy}>
            {t.settings.pinSet}
          </Button>
          {props.hasPin && (
            <Button disabled={props.busy} onPress={() => props.onPin(undefined, () => undefined)}>
              {t.settings.pinRemove}
            </Button>
          )}
        </div>
      </form>
    </section>
  );
}

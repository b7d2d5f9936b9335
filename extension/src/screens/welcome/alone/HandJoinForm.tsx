import { useState } from 'preact/hooks';
import { FileUp } from 'lucide-preact';
import { FileButton } from '../../../ui/form/FileButton.tsx';
import { FormFooter } from '../../../ui/form/FormFooter.tsx';
import { TextField } from '../../../ui/form/TextField.tsx';
import { useTexts } from '../../../text/language.tsx';

export interface HandJoin {
  readonly offer: string;
  readonly code: string;
  readonly label: string;
  readonly deviceLabel: string;
}

export interface HandJoinFormProps {
  readonly busy: boolean;
  readonly refusal: string | undefined;
  readonly onJoin: (join: HandJoin) => void;
  readonly onCancel: () => void;
}

const empty: HandJoin = { offer: '', code: '', label: '', deviceLabel: '' };

/** The founder's file, and the code that came another way. */
export function HandJoinForm(props: HandJoinFormProps) {
  const { t } = useTexts();
  const [values, setValues] = useState(empty);
  const [isTried, setTried] = useState(false);
  const set = (name: keyof HandJoin) => (value: string) =>
    setValues((all) => ({ ...all, [name]: value }));
  const missing = (name: keyof HandJoin): string | undefined =>
    isTried && values[name].trim() === '' ? t.alone.fillAll : undefined;
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (Object.values(values).every((value) => value.trim() !== '')) props.onJoin(values);
      }}
    >
      <h2>{t.alone.joinByFile}</h2>
      <div>
        <FileButton
          label={t.alone.offer}
          icon={FileUp}
          onFile={(file) => void file.text().then(set('offer'))}
        >
          {t.alone.chooseOffer}
        </FileButton>
      </div>
      <TextField
        label={t.alone.offerText}
        hint={t.alone.offerHint}
        value={values.offer}
        lines={3}
        mono
        maxLength={20_000_000}
        onChange={set('offer')}
        error={missing('offer')}
      />
      <TextField
        label={t.alone.code}
        hint={t.alone.codeHint}
        value={values.code}
        mono
        onChange={set('code')}
        error={missing('code')}
      />
      <TextField
        label={t.alone.label}
        value={values.label}
        maxLength={60}
        onChange={set('label')}
        error={missing('label')}
      />
      <TextField
        label={t.alone.deviceLabel}
        hint={t.alone.deviceLabelHint}
        value={values.deviceLabel}
        maxLength={60}
        onChange={set('deviceLabel')}
        error={missing('deviceLabel')}
      />
      <FormFooter
        submit={t.alone.join}
        busy={props.busy}
        refusal={props.refusal}
        onCancel={props.onCancel}
      />
    </form>
  );
}

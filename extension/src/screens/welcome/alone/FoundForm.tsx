import { useState } from 'preact/hooks';
import { FormFooter } from '../../../ui/form/FormFooter.tsx';
import { SelectField } from '../../../ui/form/SelectField.tsx';
import { TextField } from '../../../ui/form/TextField.tsx';
import { useTexts } from '../../../text/language.tsx';

export interface PersonName {
  readonly lastName: string;
  readonly firstName: string;
}

export interface Founding {
  readonly name: string;
  readonly part: 'mentor' | 'mentee';
  readonly deviceLabel: string;
  readonly own: PersonName;
  readonly other: PersonName;
}

export interface FoundFormProps {
  readonly busy: boolean;
  readonly refusal: string | undefined;
  readonly onFound: (founding: Founding) => void;
  readonly onCancel: () => void;
}

const empty = {
  name: '',
  deviceLabel: '',
  ownLast: '',
  ownFirst: '',
  otherLast: '',
  otherFirst: '',
};
type Field = keyof typeof empty;

/** Who the two are and how they call what they do together. */
export function FoundForm(props: FoundFormProps) {
  const { t } = useTexts();
  const [values, setValues] = useState(empty);
  const [part, setPart] = useState<'mentor' | 'mentee'>('mentor');
  const [isTried, setTried] = useState(false);
  const field = (name: Field, label: string, hint?: string) => (
    <TextField
      label={label}
      hint={hint}
      value={values[name]}
      maxLength={100}
      onChange={(value) => setValues((all) => ({ ...all, [name]: value }))}
      error={isTried && values[name].trim() === '' ? t.alone.fillAll : undefined}
    />
  );
  const submit = (): void => {
    setTried(true);
    const { name, deviceLabel, ownLast, ownFirst, otherLast, otherFirst } = values;
    if (Object.values(values).some((value) => value.trim() === '')) return;
    const own = { lastName: ownLast.trim(), firstName: ownFirst.trim() };
    const other = { lastName: otherLast.trim(), firstName: otherFirst.trim() };
    props.onFound({ name: name.trim(), part, deviceLabel: deviceLabel.trim(), own, other });
  };
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <h2>{t.alone.begin}</h2>
      {field('name', t.alone.name, t.alone.nameHint)}
      <div class="columns">
        {field('ownLast', t.alone.lastName(t.alone.you))}
        {field('ownFirst', t.alone.firstName(t.alone.you))}
      </div>
      <SelectField
        label={t.alone.part}
        value={part}
        options={(['mentor', 'mentee'] as const).map((value) => ({
          value,
          name: t.vocabulary.role[value],
        }))}
        onChange={setPart}
      />
      <div class="columns">
        {field('otherLast', t.alone.lastName(t.alone.other))}
        {field('otherFirst', t.alone.firstName(t.alone.other))}
      </div>
      {field('deviceLabel', t.alone.deviceLabel, t.alone.deviceLabelHint)}
      <FormFooter
        submit={t.alone.found}
        busy={props.busy}
        refusal={props.refusal}
        onCancel={props.onCancel}
      />
    </form>
  );
}

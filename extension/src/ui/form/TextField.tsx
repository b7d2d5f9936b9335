import { Field, type FieldTexts } from './Field.tsx';

export interface TextFieldProps extends FieldTexts {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** `date` gives and takes `YYYY-MM-DD`, or an empty text. */
  readonly type?: 'text' | 'date' | 'datetime-local' | 'password' | 'search' | 'url' | 'number';
  readonly lines?: number;
  readonly maxLength?: number;
  readonly required?: boolean;
  readonly readOnly?: boolean;
  readonly mono?: boolean;
  readonly autoFocus?: boolean;
}

/** One value that only this form holds. For text that several people write see `SharedTextField`. */
export function TextField(props: TextFieldProps) {
  return (
    <Field label={props.label} hint={props.hint} error={props.error}>
      {(names) => {
        const common = {
          ...names,
          class: props.mono ? 'input mono' : 'input',
          value: props.value,
          required: props.required ?? false,
          readOnly: props.readOnly ?? false,
          autoFocus: props.autoFocus ?? false,
          maxLength: props.maxLength ?? 4000,
        };
        // Preact's types tie attributes to each single type; ours are common to all of them.
        const typed: { type: string } = { type: props.type ?? 'text' };
        return props.lines === undefined ? (
          <input
            {...common}
            {...(typed as { type: 'text' })}
            autocomplete="off"
            onInput={(event) => props.onChange(event.currentTarget.value)}
          />
        ) : (
          <textarea
            {...common}
            rows={props.lines}
            onInput={(event) => props.onChange(event.currentTarget.value)}
          />
        );
      }}
    </Field>
  );
}

import { Field, type FieldTexts } from './Field.tsx';

export interface Option<Value extends string> {
  readonly value: Value;
  readonly name: string;
}

export interface SelectFieldProps<Value extends string> extends FieldTexts {
  readonly value: Value | '';
  readonly options: readonly Option<Value>[];
  readonly onChange: (value: Value) => void;
  /** Shown first while nothing is chosen. */
  readonly placeholder?: string;
  readonly disabled?: boolean;
}

export function SelectField<Value extends string>(props: SelectFieldProps<Value>) {
  return (
    <Field label={props.label} hint={props.hint} error={props.error}>
      {(names) => (
        <select
          {...names}
          class="input"
          value={props.value}
          disabled={props.disabled ?? false}
          onChange={(event) => {
            const chosen = props.options.find((each) => each.value === event.currentTarget.value);
            if (chosen !== undefined) props.onChange(chosen.value);
          }}
        >
          {props.placeholder !== undefined && (
            <option value="" disabled={props.value !== ''}>
              {props.placeholder}
            </option>
          )}
          {props.options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

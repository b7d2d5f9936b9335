import type { Option } from './SelectField.tsx';

export interface ChoiceFieldProps<Value extends string> {
  readonly label: string;
  readonly options: readonly Option<Value>[];
  readonly chosen: readonly Value[];
  readonly onChange: (chosen: readonly Value[]) => void;
  readonly hint?: string;
}

/** Any number of a few values, as checkboxes. */
export function ChoiceField<Value extends string>(props: ChoiceFieldProps<Value>) {
  const toggle = (value: Value): void =>
    props.onChange(
      props.chosen.includes(value)
        ? props.chosen.filter((each) => each !== value)
        : [...props.chosen, value],
    );
  return (
    <fieldset class="field">
      <legend>{props.label}</legend>
      {props.hint !== undefined && <span class="field-hint">{props.hint}</span>}
      <div class="choices">
        {props.options.map((option) => (
          <label class="check" key={option.value}>
            <input
              type="checkbox"
              checked={props.chosen.includes(option.value)}
              onChange={() => toggle(option.value)}
            />
            <span>{option.name}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

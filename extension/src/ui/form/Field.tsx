import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

export interface ControlNames {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': 'true' | undefined;
}

export interface FieldTexts {
  readonly label: string;
  readonly hint?: string | undefined;
  /** A sentence that says what to change; the control is marked invalid while it is there. */
  readonly error?: string | undefined;
}

export interface FieldProps extends FieldTexts {
  readonly children: (names: ControlNames) => ComponentChildren;
}

/** Label, hint and error of one control, tied together for screen readers. */
export function Field(props: FieldProps) {
  const id = useId();
  const hintId = props.hint === undefined ? undefined : `${id}-hint`;
  const errorId = props.error === undefined ? undefined : `${id}-error`;
  const describedBy = [hintId, errorId].filter((part) => part !== undefined).join(' ');
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      {props.hint !== undefined && (
        <span class="field-hint" id={hintId}>
          {props.hint}
        </span>
      )}
      {props.children({
        id,
        'aria-describedby': describedBy === '' ? undefined : describedBy,
        'aria-invalid': props.error === undefined ? undefined : 'true',
      })}
      {props.error !== undefined && (
        <span class="field-error" id={errorId} role="alert">
          {props.error}
        </span>
      )}
    </div>
  );
}

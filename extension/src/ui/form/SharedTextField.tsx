import { useLayoutEffect, useRef } from 'preact/hooks';
import { Field, type FieldTexts } from './Field.tsx';
import { movePosition, type TextEdit } from './text-edit.ts';

export interface SharedTextFieldProps extends FieldTexts {
  /** The text as the document has it now. */
  readonly value: string;
  /** Called at each keystroke: nothing waits to be saved. */
  readonly onEdit: (edit: TextEdit) => void;
  readonly lines?: number;
  readonly maxLength?: number;
  readonly readOnly?: boolean;
  readonly onFocus?: () => void;
}

/**
 * A text that several people write at once. The control is left to the browser: a colleague's edit
 * is put in only where the texts differ, and the caret and selection stay by the same letters.
 */
export function SharedTextField(props: SharedTextFieldProps) {
  const control = useRef<HTMLTextAreaElement>(null);
  const shown = useRef(props.value);
  /** Own texts that the document has not shown back yet, oldest first. */
  const awaited = useRef<string[]>([]);
  const composing = useRef(false);
  /** Given once: a changing default would move the caret of a text nobody has typed into yet. */
  const initial = useRef(props.value);

  const showRemote = (value: string): void => {
    const area = control.current;
    if (area === null || composing.current) return;
    const echo = awaited.current.indexOf(value);
    if (echo >= 0) {
      awaited.current = awaited.current.slice(echo + 1);
      return;
    }
    awaited.current = [];
    shown.current = value;
    if (area.value === value) return;
    const before = area.value;
    const start = movePosition(area.selectionStart, before, value);
    const end = movePosition(area.selectionEnd, before, value);
    const hadFocus = area.ownerDocument.activeElement === area;
    area.value = value;
    if (hadFocus) area.setSelectionRange(start, end);
  };

  useLayoutEffect(() => showRemote(props.value), [props.value]);

  const handleInput = (after: string): void => {
    const before = shown.current;
    if (before === after) return;
    shown.current = after;
    awaited.current.push(after);
    props.onEdit({ before, after });
  };

  return (
    <Field label={props.label} hint={props.hint} error={props.error}>
      {(names) => (
        <textarea
          {...names}
          ref={control}
          class="input"
          rows={props.lines ?? 3}
          maxLength={props.maxLength ?? 20_000}
          readOnly={props.readOnly ?? false}
          defaultValue={initial.current}
          onFocus={props.onFocus}
          onInput={(event) => {
            if (!composing.current) handleInput(event.currentTarget.value);
          }}
          onCompositionStart={() => {
            composing.current = true;
          }}
          onCompositionEnd={(event) => {
            composing.current = false;
            handleInput(event.currentTarget.value);
            showRemote(props.value);
          }}
        />
      )}
    </Field>
  );
}

import { useTexts } from '../../text/language.tsx';
import { Button } from '../Button.tsx';
import { Notice } from '../Notice.tsx';

export interface FormFooterProps {
  /** What the form does, as the words on its button. */
  readonly submit: string;
  readonly busy?: boolean;
  /** Why the last attempt was refused, in words. */
  readonly refusal?: string | undefined;
  readonly onCancel: () => void;
}

/** The end of every form in a dialog: why it was refused, the act, the way out. */
export function FormFooter(props: FormFooterProps) {
  const { t } = useTexts();
  return (
    <>
      {props.refusal !== undefined && (
        <Notice kind="bad" urgent>
          {props.refusal}
        </Notice>
      )}
      <div class="row">
        <Button type="submit" kind="primary" disabled={props.busy ?? false}>
          {props.submit}
        </Button>
        <Button onPress={props.onCancel}>{t.common.cancel}</Button>
      </div>
    </>
  );
}

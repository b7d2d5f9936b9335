import { PenLine } from 'lucide-preact';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { useTexts } from '../../../text/language.tsx';

export interface SignDialogProps {
  readonly title: string;
  /** Exactly what is signed, word for word. */
  readonly statement: string;
  readonly hint?: string | undefined;
  readonly confirm: string;
  readonly busy: boolean;
  readonly refusal: string | undefined;
  readonly onSign: () => void;
  readonly onClose: () => void;
}

/** Shows the exact statement before a key signs it. */
export function SignDialog(props: SignDialogProps) {
  const { t } = useTexts();
  return (
    <Dialog title={props.title} onClose={props.onClose}>
      <div class="stack">
        <h3>{t.pairs.statementTitle}</h3>
        <p class="quote">{props.statement}</p>
        {props.hint !== undefined && <p class="soft">{props.hint}</p>}
        <p class="small soft">{t.pairs.signHint}</p>
        {props.refusal !== undefined && (
          <Notice kind="bad" urgent>
            {props.refusal}
          </Notice>
        )}
        <div class="row">
          <Button kind="primary" icon={PenLine} disabled={props.busy} onPress={props.onSign}>
            {props.confirm}
          </Button>
          <Button onPress={props.onClose}>{t.common.cancel}</Button>
        </div>
      </div>
    </Dialog>
  );
}

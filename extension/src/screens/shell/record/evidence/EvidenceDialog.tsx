import { useState } from 'preact/hooks';
import { Dialog } from '../../../../ui/Dialog.tsx';
import { FormFooter } from '../../../../ui/form/FormFooter.tsx';
import { TextField } from '../../../../ui/form/TextField.tsx';
import { useTexts } from '../../../../text/language.tsx';

export interface EvidenceDialogProps {
  readonly busy: boolean;
  readonly refusal: string | undefined;
  readonly onAdd: (evidence: { readonly text: string; readonly url: string }) => void;
  readonly onClose: () => void;
}

/** A note or a link; the file itself stays where it lies. */
export function EvidenceDialog(props: EvidenceDialogProps) {
  const { t, describe } = useTexts();
  const [text, setText] = useState('');
  const [url, setUrl] = useState('');
  const [isTried, setTried] = useState(false);
  return (
    <Dialog title={t.programme.addEvidence} onClose={props.onClose}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (text.trim() !== '') props.onAdd({ text: text.trim(), url: url.trim() });
        }}
      >
        <TextField
          label={t.programme.evidenceText}
          value={text}
          lines={2}
          onChange={setText}
          error={isTried && text.trim() === '' ? describe({ code: 'text-required' }) : undefined}
        />
        <TextField
          label={t.programme.evidenceUrl}
          hint={t.programme.evidenceUrlHint}
          type="url"
          value={url}
          onChange={setUrl}
        />
        <FormFooter
          submit={t.common.add}
          busy={props.busy}
          refusal={props.refusal}
          onCancel={props.onClose}
        />
      </form>
    </Dialog>
  );
}

import { useState } from 'preact/hooks';
import { helpUrgencies, type HelpUrgency } from '@nastavnik/core/domain';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { FormFooter } from '../../../ui/form/FormFooter.tsx';
import { SharedTextField } from '../../../ui/form/SharedTextField.tsx';
import { SelectField } from '../../../ui/form/SelectField.tsx';
import { TextField } from '../../../ui/form/TextField.tsx';
import type { TextEdit } from '../../../ui/form/text-edit.ts';
import { Mark } from '../../../ui/status/Mark.tsx';
import { useTexts } from '../../../text/language.tsx';

export interface HelpRequestView {
  readonly key: string;
  readonly name: string;
  readonly text: string;
  readonly urgency: HelpUrgency;
  readonly answer: string;
  readonly answeredAtMs: number | undefined;
}

export interface HelpSectionProps {
  readonly requests: readonly HelpRequestView[];
  readonly canAsk: boolean;
  readonly canAnswer: boolean;
  readonly busy: boolean;
  readonly refusal: string | undefined;
  readonly onAsk: (request: { text: string; urgency: HelpUrgency }, done: () => void) => void;
  readonly onEditAnswer: (key: string, edit: TextEdit) => void;
  readonly onAnswered: (key: string) => void;
}

/** The mentee's questions and the mentor's answers. */
export function HelpSection(props: HelpSectionProps) {
  const { t, formats } = useTexts();
  const [isAsking, setAsking] = useState(false);
  return (
    <section class="section" aria-labelledby="help">
      <div class="row-spread">
        <h2 id="help">{t.pairs.help}</h2>
        {props.canAsk && <Button onPress={() => setAsking(true)}>{t.pairs.helpAsk}</Button>}
      </div>
      {props.requests.length === 0 && <p class="soft">{t.pairs.helpNone}</p>}
      <ul class="list" role="list">
        {props.requests.map((request) => (
          <li key={request.key}>
            <p class="verbatim">{request.text}</p>
            <div class="row small soft">
              <span>{request.name}</span>
              <span>{t.vocabulary.helpUrgency[request.urgency]}</span>
              {request.answeredAtMs !== undefined && (
                <Mark kind="good">
                  {t.pairs.helpAnswered(formats.instant(request.answeredAtMs))}
                </Mark>
              )}
            </div>
            {(props.canAnswer || request.answer !== '') && (
              <SharedTextField
                label={t.pairs.helpAnswer}
                value={request.answer}
                lines={2}
                readOnly={!props.canAnswer}
                onEdit={(edit) => props.onEditAnswer(request.key, edit)}
              />
            )}
            {props.canAnswer && request.answeredAtMs === undefined && (
              <div>
                <Button onPress={() => props.onAnswered(request.key)}>
                  {t.pairs.helpMarkAnswered}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
      {isAsking && <AskDialog {...props} onClose={() => setAsking(false)} />}
    </section>
  );
}

function AskDialog(props: HelpSectionProps & { readonly onClose: () => void }) {
  const { t, describe } = useTexts();
  const [text, setText] = useState('');
  const [urgency, setUrgency] = useState<HelpUrgency>('thisWeek');
  const [isTried, setTried] = useState(false);
  const submit = (): void => {
    setTried(true);
    if (text.trim() !== '') props.onAsk({ text: text.trim(), urgency }, props.onClose);
  };
  return (
    <Dialog title={t.pairs.helpAsk} onClose={props.onClose}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <TextField
          label={t.pairs.helpText}
          value={text}
          onChange={setText}
          lines={4}
          error={isTried && text.trim() === '' ? describe({ code: 'text-required' }) : undefined}
        />
        <SelectField
          label={t.pairs.helpUrgency}
          value={urgency}
          options={helpUrgencies.map((value) => ({ value, name: t.vocabulary.helpUrgency[value] }))}
          onChange={setUrgency}
        />
        <FormFooter
          submit={t.common.send}
          busy={props.busy}
          refusal={props.refusal}
          onCancel={props.onClose}
        />
      </form>
    </Dialog>
  );
}

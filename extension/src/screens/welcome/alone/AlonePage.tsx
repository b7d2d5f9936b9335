import { Copy, Download } from 'lucide-preact';
import { Button } from '../../../ui/Button.tsx';
import { TextField } from '../../../ui/form/TextField.tsx';
import { useTexts } from '../../../text/language.tsx';
import { FoundForm, type FoundFormProps } from './FoundForm.tsx';
import { HandJoinForm, type HandJoinFormProps } from './HandJoinForm.tsx';

/** How far two people have come who begin without a relay. */
export type AloneStep =
  | { readonly state: 'choosing' | 'founding' | 'joining' }
  | { readonly state: 'founded'; readonly profileId: string; readonly recoveryCode: string }
  | { readonly state: 'joined'; readonly profileId: string; readonly answer: string };

export interface AlonePageProps {
  readonly step: AloneStep;
  readonly busy: boolean;
  readonly refusal: string | undefined;
  readonly onStep: (step: AloneStep['state'] & ('choosing' | 'founding' | 'joining')) => void;
  readonly onFound: FoundFormProps['onFound'];
  readonly onJoin: HandJoinFormProps['onJoin'];
  readonly onSaveAnswer: (answer: string) => void;
  readonly onCopyAnswer: (answer: string) => void;
  readonly onOpen: (profileId: string) => void;
  readonly onBack: () => void;
}

/** A beginning with no server: one founds, the other comes in by a file and a code. */
export function AlonePage(props: AlonePageProps) {
  const { t } = useTexts();
  const { step, busy, refusal } = props;
  const onCancel = (): void => props.onStep('choosing');
  return (
    <section class="stack">
      <header class="stack-tight">
        <h1>{t.alone.title}</h1>
        <p class="soft">{t.alone.lead}</p>
      </header>
      {step.state === 'choosing' && <Choice {...props} />}
      {step.state === 'founding' && (
        <FoundForm busy={busy} refusal={refusal} onFound={props.onFound} onCancel={onCancel} />
      )}
      {step.state === 'joining' && (
        <HandJoinForm busy={busy} refusal={refusal} onJoin={props.onJoin} onCancel={onCancel} />
      )}
      {step.state === 'founded' && (
        <section class="stack" aria-labelledby="recovery">
          <h2 id="recovery">{t.alone.recoveryTitle}</h2>
          <p>{t.alone.recoveryHint}</p>
          <TextField
            label={t.alone.recoveryCode}
            value={step.recoveryCode}
            readOnly
            mono
            onChange={() => undefined}
          />
          <p class="soft">{t.alone.thenInvite}</p>
          <div>
            <Button kind="primary" disabled={busy} onPress={() => props.onOpen(step.profileId)}>
              {t.alone.next}
            </Button>
          </div>
        </section>
      )}
      {step.state === 'joined' && (
        <section class="stack" aria-labelledby="answer">
          <h2 id="answer">{t.alone.answerTitle}</h2>
          <p>{t.alone.answerHint}</p>
          <div class="row">
            <Button kind="primary" icon={Download} onPress={() => props.onSaveAnswer(step.answer)}>
              {t.alone.saveAnswer}
            </Button>
            <Button icon={Copy} onPress={() => props.onCopyAnswer(step.answer)}>
              {t.alone.copyAnswer}
            </Button>
          </div>
          <div>
            <Button disabled={busy} onPress={() => props.onOpen(step.profileId)}>
              {t.alone.openWorkplace}
            </Button>
          </div>
        </section>
      )}
    </section>
  );
}

function Choice(props: AlonePageProps) {
  const { t } = useTexts();
  return (
    <>
      <div class="stack-tight">
        <p>{t.alone.beginHint}</p>
        <div>
          <Button kind="primary" onPress={() => props.onStep('founding')}>
            {t.alone.begin}
          </Button>
        </div>
      </div>
      <div class="stack-tight">
        <p>{t.alone.joinByFileHint}</p>
        <div>
          <Button onPress={() => props.onStep('joining')}>{t.alone.joinByFile}</Button>
        </div>
      </div>
      <div>
        <Button kind="quiet" onPress={props.onBack}>
          {t.common.back}
        </Button>
      </div>
    </>
  );
}

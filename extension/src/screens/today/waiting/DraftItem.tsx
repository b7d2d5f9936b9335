import { useState } from 'preact/hooks';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { useTexts } from '../../../text/language.tsx';

export interface DraftView {
  readonly key: string;
  readonly labels: readonly string[];
  readonly record: string;
  readonly href: string | undefined;
  /** Why the relay refused, as a sentence. */
  readonly reason: string;
  readonly refusedAtMs: number;
  readonly texts: readonly string[];
}

export interface DraftActions {
  readonly busy: boolean;
  readonly onCopy: (key: string) => void;
  readonly onRetry: (key: string) => void;
  readonly onDiscard: (key: string) => void;
}

/** One refused change: why, what was in it, and four ways on. */
export function DraftItem(props: DraftActions & { readonly draft: DraftView }) {
  const { t, formats } = useTexts();
  const { draft } = props;
  const [isDiscarding, setDiscarding] = useState(false);
  return (
    <li>
      <strong>{draft.labels.join('; ')}</strong>
      <span>{draft.reason}</span>
      <span class="small soft">
        {draft.href === undefined ? draft.record : <a href={draft.href}>{draft.record}</a>},{' '}
        {formats.instant(draft.refusedAtMs)}
      </span>
      <details>
        <summary>{t.waiting.readDraft}</summary>
        {draft.texts.length === 0 && <p class="soft">{t.waiting.noTexts}</p>}
        {draft.texts.map((text, at) => (
          <p class="quote" key={at}>
            {text}
          </p>
        ))}
      </details>
      <div class="row">
        {draft.texts.length > 0 && (
          <Button onPress={() => props.onCopy(draft.key)}>{t.waiting.copyTexts}</Button>
        )}
        <Button disabled={props.busy} onPress={() => props.onRetry(draft.key)}>
          {t.waiting.retryDraft}
        </Button>
        <Button kind="danger" onPress={() => setDiscarding(true)}>
          {t.waiting.discardDraft}
        </Button>
      </div>
      {isDiscarding && (
        <Dialog title={t.waiting.discardDraft} onClose={() => setDiscarding(false)}>
          <div class="stack">
            <p>{t.waiting.discardConfirm}</p>
            <div class="row">
              <Button kind="danger" onPress={() => props.onDiscard(draft.key)}>
                {t.waiting.discardDraft}
              </Button>
              <Button onPress={() => setDiscarding(false)}>{t.common.cancel}</Button>
            </div>
          </div>
        </Dialog>
      )}
    </li>
  );
}

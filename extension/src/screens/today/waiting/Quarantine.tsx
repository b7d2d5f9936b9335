import { Button } from '../../../ui/Button.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { useTexts } from '../../../text/language.tsx';

export interface QuarantineItemView {
  readonly key: string;
  readonly name: string;
  readonly record: string;
  readonly changes: number;
  readonly receivedAtMs: number;
}

export interface QuarantineProps {
  readonly items: readonly QuarantineItemView[];
  /** Why the list could not be fetched: it needs a connection. */
  readonly failure: string | undefined;
  readonly busy: boolean;
  readonly onDecide: (key: string, decision: 'accept' | 'discard') => void;
}

/** Late changes of revoked devices: a curator decides on each. */
export function Quarantine(props: QuarantineProps) {
  const { t, formats } = useTexts();
  return (
    <section class="section" aria-labelledby="quarantine">
      <h2 id="quarantine">{t.waiting.quarantineTitle}</h2>
      {props.failure !== undefined && <Notice>{props.failure}</Notice>}
      {props.items.length === 0 && props.failure === undefined && (
        <EmptyState text={t.waiting.quarantineNone} />
      )}
      {props.items.length > 0 && <p class="soft">{t.waiting.quarantineHint}</p>}
      <ul class="list" role="list">
        {props.items.map((item) => (
          <li key={item.key}>
            <strong>{item.name}</strong>
            <span>
              {item.record}, {t.waiting.changes(item.changes)}
            </span>
            <span class="small soft">{formats.instant(item.receivedAtMs)}</span>
            <div class="row">
              <Button disabled={props.busy} onPress={() => props.onDecide(item.key, 'accept')}>
                {t.waiting.quarantineAccept}
              </Button>
              <Button
                kind="danger"
                disabled={props.busy}
                onPress={() => props.onDecide(item.key, 'discard')}
              >
                {t.waiting.quarantineDiscard}
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

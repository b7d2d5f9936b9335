import { Notice } from '../../../ui/Notice.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { Mark } from '../../../ui/status/Mark.tsx';
import { useTexts } from '../../../text/language.tsx';
import { DraftItem, type DraftActions, type DraftView } from './DraftItem.tsx';
import { Quarantine, type QuarantineProps } from './Quarantine.tsx';

export interface WaitingView {
  readonly key: string;
  readonly label: string;
  readonly record: string;
  readonly href: string | undefined;
  readonly atMs: number;
}

export interface EntryView {
  readonly key: string;
  readonly name: string;
  readonly atMs: number;
  /** Why it was refused, as a sentence. */
  readonly refusal: string | undefined;
}

export interface WaitingPageProps extends DraftActions {
  /** False where everything stays here and goes by file. */
  readonly hasRelay: boolean;
  readonly waiting: readonly WaitingView[];
  readonly entries: readonly EntryView[];
  readonly drafts: readonly DraftView[];
  /** For curators only. */
  readonly quarantine: QuarantineProps | undefined;
  readonly refusal: string | undefined;
}

/** Everything that is not yet safe at the relay, and everything the relay would not take. */
export function WaitingPage(props: WaitingPageProps) {
  const { t, formats } = useTexts();
  const waitingWord = props.hasRelay ? t.waiting.entryWaiting : t.waiting.entryByFile;
  return (
    <section class="stack measure">
      <h1>{t.waiting.title}</h1>
      {props.refusal !== undefined && (
        <Notice kind="bad" urgent>
          {props.refusal}
        </Notice>
      )}
      <section class="section" aria-labelledby="refused">
        <h2 id="refused">{t.waiting.refusedTitle}</h2>
        {props.drafts.length === 0 ? (
          <EmptyState text={t.waiting.refusedNone} />
        ) : (
          <p class="soft">{t.waiting.refusedHint}</p>
        )}
        <ul class="list" role="list">
          {props.drafts.map((draft) => (
            <DraftItem key={draft.key} draft={draft} {...props} />
          ))}
        </ul>
      </section>
      {props.quarantine !== undefined && <Quarantine {...props.quarantine} />}
      <section class="section" aria-labelledby="waiting">
        <h2 id="waiting">{props.hasRelay ? t.waiting.waitingTitle : t.waiting.hereTitle}</h2>
        {props.waiting.length === 0 ? (
          <EmptyState text={t.waiting.waitingNone} />
        ) : (
          <p class="soft">{props.hasRelay ? t.waiting.waitingHint : t.waiting.hereHint}</p>
        )}
        <ul class="list" role="list">
          {props.waiting.map((change) => (
            <li key={change.key}>
              <span>{change.label}</span>
              <span class="small soft">
                {change.href === undefined ? (
                  change.record
                ) : (
                  <a href={change.href}>{change.record}</a>
                )}
                , {formats.instant(change.atMs)}
              </span>
            </li>
          ))}
        </ul>
      </section>
      {props.entries.length > 0 && (
        <section class="section" aria-labelledby="entries">
          <h2 id="entries">{t.waiting.entriesTitle}</h2>
          <ul class="list" role="list">
            {props.entries.map((entry) => (
              <li key={entry.key}>
                <div class="row">
                  <span>{entry.name}</span>
                  <Mark kind={entry.refusal === undefined ? 'accent' : 'bad'}>
                    {entry.refusal === undefined ? waitingWord : t.waiting.entryRefused}
                  </Mark>
                </div>
                {entry.refusal !== undefined && <span>{entry.refusal}</span>}
                <span class="small soft">{formats.instant(entry.atMs)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </section>
  );
}

import { useState } from 'preact/hooks';
import { Button } from '../../../ui/Button.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { TextField } from '../../../ui/form/TextField.tsx';
import { Mark } from '../../../ui/status/Mark.tsx';
import { useTexts } from '../../../text/language.tsx';

export interface VersionView {
  readonly key: string;
  readonly number: number;
  readonly atMs: number;
  readonly author: string;
  readonly reason: string;
}

export interface RemarkView {
  readonly key: string;
  readonly author: string;
  readonly text: string;
  readonly settledAtMs: number | undefined;
}

export interface HistoryPartProps {
  readonly versions: readonly VersionView[];
  readonly remarks: readonly RemarkView[];
  readonly canAddVersion: boolean;
  readonly canRemark: boolean;
  readonly canSettle: boolean;
  readonly busy: boolean;
  readonly refusal: string | undefined;
  readonly onAddVersion: (reason: string, done: () => void) => void;
  readonly onRemark: (text: string, done: () => void) => void;
  readonly onSettle: (key: string) => void;
}

/** Versions, each with author and reason, and the curator's remarks. */
export function HistoryPart(props: HistoryPartProps) {
  const { t, formats } = useTexts();
  return (
    <div class="stack measure">
      <section class="section" aria-labelledby="remarks">
        <h2 id="remarks">{t.programme.remarks}</h2>
        {props.remarks.length === 0 && <p class="soft">{t.programme.remarksNone}</p>}
        <ul class="list" role="list">
          {props.remarks.map((remark) => (
            <li key={remark.key}>
              <p class="verbatim">{remark.text}</p>
              <div class="row small soft">
                <span>{remark.author}</span>
                {remark.settledAtMs !== undefined ? (
                  <Mark kind="good">
                    {t.programme.settled(formats.instant(remark.settledAtMs))}
                  </Mark>
                ) : (
                  props.canSettle && (
                    <Button kind="quiet" onPress={() => props.onSettle(remark.key)}>
                      {t.programme.settle}
                    </Button>
                  )
                )}
              </div>
            </li>
          ))}
        </ul>
        {props.canRemark && (
          <OneTextForm
            label={t.programme.remark}
            confirm={t.programme.addRemark}
            busy={props.busy}
            onSubmit={props.onRemark}
          />
        )}
      </section>
      <section class="section" aria-labelledby="versions">
        <h2 id="versions">{t.programme.versions}</h2>
        {props.versions.length === 0 && <p class="soft">{t.programme.versionsNone}</p>}
        <ol class="list" role="list">
          {props.versions.map((version) => (
            <li key={version.key}>
              <strong>{t.programme.versionLine(version.number)}</strong>
              <span class="verbatim">{version.reason}</span>
              <span class="small soft">
                {version.author}, {formats.instant(version.atMs)}
              </span>
            </li>
          ))}
        </ol>
        {props.canAddVersion && (
          <OneTextForm
            label={t.programme.versionReason}
            confirm={t.programme.addVersion}
            busy={props.busy}
            onSubmit={props.onAddVersion}
          />
        )}
      </section>
      {props.refusal !== undefined && (
        <Notice kind="bad" urgent>
          {props.refusal}
        </Notice>
      )}
    </div>
  );
}

function OneTextForm(props: {
  readonly label: string;
  readonly confirm: string;
  readonly busy: boolean;
  readonly onSubmit: (text: string, done: () => void) => void;
}) {
  const { describe } = useTexts();
  const [text, setText] = useState('');
  const [isTried, setTried] = useState(false);
  return (
    <form
      class="stack-tight"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (text.trim() === '') return;
        props.onSubmit(text.trim(), () => {
          setText('');
          setTried(false);
        });
      }}
    >
      <TextField
        label={props.label}
        value={text}
        lines={2}
        maxLength={1000}
        onChange={setText}
        error={isTried && text.trim() === '' ? describe({ code: 'text-required' }) : undefined}
      />
      <div>
        <Button type="submit" disabled={props.busy}>
          {props.confirm}
        </Button>
      </div>
    </form>
  );
}

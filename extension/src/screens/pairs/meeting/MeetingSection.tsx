import { useState } from 'preact/hooks';
import { Handshake } from 'lucide-preact';
import { meetingModes, type MeetingMode } from '@nastavnik/core/domain';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { SharedTextField } from '../../../ui/form/SharedTextField.tsx';
import type { TextEdit } from '../../../ui/form/text-edit.ts';
import { SelectField } from '../../../ui/form/SelectField.tsx';
import { TextField } from '../../../ui/form/TextField.tsx';
import { useTexts } from '../../../text/language.tsx';

export const meetingTexts = ['topic', 'agreedSummary', 'nextTask'] as const;
export type MeetingText = (typeof meetingTexts)[number];

export interface MeetingView {
  readonly key: string;
  readonly atMs: number;
  readonly mode: MeetingMode;
  readonly durationMin: number | undefined;
  readonly texts: Readonly<Record<MeetingText, string>>;
  readonly nextMeetingAtMs: number | undefined;
}

export interface NewMeeting {
  /** Local date and time `YYYY-MM-DDTHH:MM`; absent means now. */
  readonly at?: string;
  readonly mode: MeetingMode;
  readonly next?: string;
}

export interface MeetingSectionProps {
  readonly meetings: readonly MeetingView[];
  readonly canLog: boolean;
  readonly canWriteText: boolean;
  readonly busy: boolean;
  readonly refusal: string | undefined;
  readonly onLog: (meeting: NewMeeting, done: () => void) => void;
  readonly onEditText: (key: string, text: MeetingText, edit: TextEdit) => void;
}

/** The meeting log. Two taps record a meeting held now; words may follow or not. */
export function MeetingSection(props: MeetingSectionProps) {
  const { t } = useTexts();
  const [isLogging, setLogging] = useState(false);
  const log = props.canLog && (
    <span data-key="new">
      <Button kind="primary" icon={Handshake} onPress={() => setLogging(true)}>
        {t.pairs.meetingLog}
      </Button>
    </span>
  );
  return (
    <section class="section" aria-labelledby="meetings">
      <div class="row-spread">
        <h2 id="meetings">{t.pairs.meetings}</h2>
        {props.meetings.length > 0 && log}
      </div>
      {props.meetings.length === 0 && <EmptyState text={t.pairs.meetingsNone} action={log} />}
      <ul class="list" role="list">
        {props.meetings.map((meeting) => (
          <MeetingItem key={meeting.key} meeting={meeting} {...props} />
        ))}
      </ul>
      {isLogging && <MeetingDialog {...props} onClose={() => setLogging(false)} />}
    </section>
  );
}

function MeetingItem(props: MeetingSectionProps & { readonly meeting: MeetingView }) {
  const { t, formats } = useTexts();
  const { meeting } = props;
  const labels = {
    topic: t.pairs.meetingTopic,
    agreedSummary: t.pairs.meetingSummary,
    nextTask: t.pairs.meetingNextTask,
  };
  return (
    <li>
      <details>
        <summary>
          {formats.instant(meeting.atMs)}, {t.vocabulary.meetingMode[meeting.mode]}
          {meeting.durationMin !== undefined && `, ${t.pairs.minutes(meeting.durationMin)}`}
          {meeting.texts.topic !== '' && <span class="soft"> — {meeting.texts.topic}</span>}
        </summary>
        <div class="stack">
          {meetingTexts.map((name) => (
            <SharedTextField
              key={name}
              label={labels[name]}
              value={meeting.texts[name]}
              lines={2}
              readOnly={!props.canWriteText}
              onEdit={(edit) => props.onEditText(meeting.key, name, edit)}
            />
          ))}
          {meeting.nextMeetingAtMs !== undefined && (
            <p>
              {t.pairs.meetingNextAt}: {formats.instant(meeting.nextMeetingAtMs)}
            </p>
          )}
        </div>
      </details>
    </li>
  );
}

function MeetingDialog(props: MeetingSectionProps & { readonly onClose: () => void }) {
  const { t } = useTexts();
  const [mode, setMode] = useState<MeetingMode>('inPerson');
  const [at, setAt] = useState('');
  const [next, setNext] = useState('');
  const save = (): void =>
    props.onLog(
      { mode, ...(at === '' ? {} : { at }), ...(next === '' ? {} : { next }) },
      props.onClose,
    );
  return (
    <Dialog title={t.pairs.meetingLog} onClose={props.onClose}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <div class="row">
          <Button type="submit" kind="primary" disabled={props.busy}>
            {at === '' ? t.pairs.meetingSaveNow : t.common.save}
          </Button>
        </div>
        <div class="columns">
          <SelectField
            label={t.pairs.meetingMode}
            value={mode}
            options={meetingModes.map((value) => ({
              value,
              name: t.vocabulary.meetingMode[value],
            }))}
            onChange={setMode}
          />
          <TextField
            label={t.pairs.meetingAt}
            hint={t.common.optional}
            type="datetime-local"
            value={at}
            onChange={setAt}
          />
          <TextField
            label={t.pairs.meetingNextAt}
            hint={t.common.optional}
            type="datetime-local"
            value={next}
            onChange={setNext}
          />
        </div>
        {props.refusal !== undefined && (
          <Notice kind="bad" urgent>
            {props.refusal}
          </Notice>
        )}
      </form>
    </Dialog>
  );
}

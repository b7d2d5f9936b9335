import { useState } from 'preact/hooks';
import { Crosshair, MapPin, TextSelect } from 'lucide-preact';
import { Button } from '../../../ui/Button.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { SelectField, type Option } from '../../../ui/form/SelectField.tsx';
import { TextField } from '../../../ui/form/TextField.tsx';
import { Mark, type MarkKind } from '../../../ui/status/Mark.tsx';
import { useTexts } from '../../../text/language.tsx';

export type NotePlaceState =
  | 'same'
  | 'changed'
  | 'ambiguous'
  | 'out-of-view'
  | 'other-page'
  | 'orphan'
  | 'searching';

export interface PageNoteView {
  readonly key: string;
  readonly text: string;
  readonly place: NotePlaceState;
  readonly tie: string | undefined;
  readonly isSettled: boolean;
}

/** What the panel can do with the page in front. */
export type PageAccess =
  | { readonly state: 'notHere' }
  | { readonly state: 'ask'; readonly host: string | undefined }
  | { readonly state: 'reading' }
  | { readonly state: 'open' };

export interface NewNoteView {
  /** The cell the note is for, for the author's eyes only. */
  readonly label: string;
  /** The text as it would be stored, and how many names were replaced in it. */
  readonly preview: (text: string) => { readonly text: string; readonly replaced: number };
}

export interface PageNotesProps {
  readonly access: PageAccess;
  readonly notes: readonly PageNoteView[];
  readonly picked: NewNoteView | undefined;
  readonly isPicking: boolean;
  readonly ties: readonly Option<string>[];
  readonly busy: boolean;
  readonly refusal: string | undefined;
  readonly onEnable: (host: string) => void;
  readonly onPick: () => void;
  /** A note on what is selected in the page's text. */
  readonly onPickPassage: () => void;
  readonly onStopPicking: () => void;
  readonly onSave: (
    note: { readonly text: string; readonly tie: string },
    done: () => void,
  ) => void;
  readonly onDropPicked: () => void;
  readonly onShow: (key: string) => void;
  readonly onSettle: (key: string, isSettled: boolean) => void;
}

/** Notes on the page in front: where each stands, honestly, and a way to add one. */
export function PageNotes(props: PageNotesProps) {
  const { t } = useTexts();
  const { access } = props;
  if (access.state === 'notHere') return <EmptyState text={t.notes.notHere} />;
  if (access.state === 'ask') return <EnableForm {...props} host={access.host} />;
  return (
    <section class="stack" aria-label={t.notes.pageTitle}>
      {props.refusal !== undefined && (
        <Notice kind="warn" urgent>
          {props.refusal}
        </Notice>
      )}
      {props.picked === undefined ? (
        <div class="row" data-key="new">
          {props.isPicking ? (
            <Button onPress={props.onStopPicking}>{t.notes.stopPicking}</Button>
          ) : (
            <>
              <Button
                kind="primary"
                icon={Crosshair}
                disabled={access.state === 'reading'}
                onPress={props.onPick}
              >
                {t.notes.pickCell}
              </Button>
              <Button
                icon={TextSelect}
                disabled={access.state === 'reading'}
                onPress={props.onPickPassage}
              >
                {t.notes.pickPassage}
              </Button>
            </>
          )}
          {props.isPicking && <p role="status">{t.notes.picking}</p>}
        </div>
      ) : (
        <NoteForm {...props} picked={props.picked} />
      )}
      {props.notes.length === 0 && access.state === 'open' && (
        <p class="soft">{t.notes.pageEmpty}</p>
      )}
      <ul class="list" role="list">
        {props.notes.map((note) => (
          <NoteItem key={note.key} note={note} {...props} />
        ))}
      </ul>
    </section>
  );
}

/** One host at a time, and only after it was said what will be seen there. */
function EnableForm(props: PageNotesProps & { readonly host: string | undefined }) {
  const { t } = useTexts();
  const [address, setAddress] = useState('');
  const host = props.host ?? hostIn(address);
  return (
    <form
      class="empty"
      onSubmit={(event) => {
        event.preventDefault();
        if (host !== undefined) props.onEnable(host);
      }}
    >
      <h2>{t.notes.enableTitle}</h2>
      {props.host === undefined && (
        <TextField
          label={t.notes.portalAddress}
          hint={t.notes.portalAddressHint}
          value={address}
          mono
          onChange={setAddress}
        />
      )}
      {host !== undefined && <p>{t.notes.enableText(host)}</p>}
      <Button type="submit" kind="primary" disabled={host === undefined}>
        {t.notes.enable}
      </Button>
      {props.refusal !== undefined && (
        <Notice kind="warn" urgent>
          {props.refusal}
        </Notice>
      )}
    </form>
  );
}

/** The host in what a person pasted: a whole address or a bare name. */
export function hostIn(text: string): string | undefined {
  const address = text.trim();
  if (address === '') return undefined;
  const url = URL.parse(/^https?:/i.test(address) ? address : `https://${address}`);
  return url === null || url.hostname === '' ? undefined : url.hostname;
}

const marks: Readonly<Record<NotePlaceState, MarkKind>> = {
  same: 'good',
  changed: 'warn',
  ambiguous: 'warn',
  'out-of-view': 'plain',
  'other-page': 'plain',
  orphan: 'bad',
  searching: 'plain',
};

function NoteItem(props: PageNotesProps & { readonly note: PageNoteView }) {
  const { t } = useTexts();
  const { note } = props;
  const hint = note.place === 'searching' ? '' : t.notes.stateHint[note.place];
  return (
    <li>
      <p class="verbatim">{note.text}</p>
      <div class="row small">
        <Mark kind={marks[note.place]}>
          {note.place === 'searching' ? t.notes.resolving : t.notes.state[note.place]}
        </Mark>
        {note.tie !== undefined && <span class="soft">{t.notes.tieTo(note.tie)}</span>}
        {note.isSettled && <Mark kind="good">{t.notes.settled}</Mark>}
      </div>
      {hint !== '' && <p class="small soft">{hint}</p>}
      <div class="row">
        {(note.place === 'same' || note.place === 'changed') && (
          <Button kind="quiet" icon={MapPin} onPress={() => props.onShow(note.key)}>
            {t.notes.show}
          </Button>
        )}
        <Button kind="quiet" onPress={() => props.onSettle(note.key, !note.isSettled)}>
          {note.isSettled ? t.notes.reopen : t.notes.settle}
        </Button>
      </div>
    </li>
  );
}

function NoteForm(props: PageNotesProps & { readonly picked: NewNoteView }) {
  const { t, describe } = useTexts();
  const [text, setText] = useState('');
  const [tie, setTie] = useState('');
  const [isTried, setTried] = useState(false);
  const preview = props.picked.preview(text);
  return (
    <form
      class="card"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (text.trim() !== '') props.onSave({ text: text.trim(), tie }, () => setText(''));
      }}
    >
      <strong>{props.picked.label}</strong>
      <TextField
        label={t.notes.text}
        hint={t.notes.textHint}
        value={text}
        lines={3}
        autoFocus
        onChange={setText}
        error={isTried && text.trim() === '' ? describe({ code: 'text-required' }) : undefined}
      />
      {preview.replaced > 0 && (
        <div class="stack-tight" role="status">
          <strong class="small">{t.notes.preview}</strong>
          <p class="quote">{preview.text}</p>
          <p class="small soft">{t.notes.redacted(preview.replaced)}</p>
        </div>
      )}
      <SelectField
        label={t.notes.tie}
        value={tie}
        placeholder={t.notes.tieNothing}
        options={props.ties}
        onChange={setTie}
      />
      <div class="row">
        <Button type="submit" kind="primary" disabled={props.busy}>
          {t.notes.save}
        </Button>
        <Button onPress={props.onDropPicked}>{t.common.cancel}</Button>
      </div>
    </form>
  );
}

import { useState } from 'preact/hooks';
import { Button } from '../../../ui/Button.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { TextField } from '../../../ui/form/TextField.tsx';
import { Mark } from '../../../ui/status/Mark.tsx';
import { useTexts } from '../../../text/language.tsx';
import { matchesSearch } from '../../shell/record/matches-search.ts';

export interface NoteView {
  readonly key: string;
  readonly text: string;
  readonly writtenAtMs: number;
  /** Address of the page without anything personal. */
  readonly page: string | undefined;
  readonly tie: string | undefined;
  readonly isSettled: boolean;
}

export interface NoteListProps {
  readonly notes: readonly NoteView[];
  readonly onSettle: (key: string, isSettled: boolean) => void;
}

/** All own notes, wherever they were made. */
export function NoteList(props: NoteListProps) {
  const { t, formats } = useTexts();
  const [query, setQuery] = useState('');
  const shown = props.notes.filter((note) => matchesSearch(note.text, query));
  return (
    <section class="stack measure">
      <h1>{t.notes.title}</h1>
      {props.notes.length === 0 ? (
        <EmptyState text={t.notes.empty} />
      ) : (
        <div data-key="search">
          <TextField label={t.notes.searchLabel} type="search" value={query} onChange={setQuery} />
        </div>
      )}
      <ul class="list" role="list">
        {shown.map((note) => (
          <li key={note.key}>
            <p class="verbatim">{note.text}</p>
            <div class="row small">
              <span class="soft">{formats.instant(note.writtenAtMs)}</span>
              {note.page !== undefined && <span class="soft">{note.page}</span>}
              {note.tie !== undefined && <span>{t.notes.tieTo(note.tie)}</span>}
              {note.isSettled && <Mark kind="good">{t.notes.settled}</Mark>}
              <Button kind="quiet" onPress={() => props.onSettle(note.key, !note.isSettled)}>
                {note.isSettled ? t.notes.reopen : t.notes.settle}
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

import { useAction } from '../../shell/use-action.ts';
import { useRecordNames } from '../../today/use-record-names.ts';
import { useNotes } from '../use-notes.ts';
import { NoteList } from './NoteList.tsx';

export function NoteListScreen() {
  const { notes, settle } = useNotes();
  const records = useRecordNames();
  const action = useAction();
  return (
    <NoteList
      notes={notes.map((note) => ({
        key: note.id,
        text: note.text,
        writtenAtMs: note.createdAtMs,
        page: undefined,
        tie: note.link === undefined ? undefined : records.nameOf(note.link.documentId),
        isSettled: note.settledAtMs !== undefined,
      }))}
      onSettle={(key, isSettled) => {
        const note = notes.find(({ id }) => id === key);
        if (note !== undefined) action.run(() => settle(note, isSettled));
      }}
    />
  );
}

import { useRef } from 'preact/hooks';
import { schoolYearOf } from '@nastavnik/core/domain';
import { notesCommands, type Notes } from '@nastavnik/core/documents';
import {
  fail,
  ok,
  type DocumentId,
  type ItemId,
  type Refusal,
  type Result,
} from '@nastavnik/core/kernel';
import { useTexts } from '../../text/language.tsx';
import { withDocument } from '../shell/record/with-document.ts';
import { useSummaries } from '../shell/record/use-summaries.ts';
import { useToday } from '../shell/use-today.ts';
import { useMembership, useWorkplace } from '../shell/workplace.tsx';

export type StoredNote = Notes['notes'][number] & { readonly documentId: DocumentId };
export type NewNote = Pick<StoredNote, 'text' | 'scope' | 'address' | 'link'>;

export interface OwnNotes {
  /** Newest first, of every year that is on this device. */
  readonly notes: readonly StoredNote[];
  readonly add: (note: NewNote) => Promise<Result<ItemId, Refusal>>;
  readonly settle: (note: StoredNote, isSettled: boolean) => Promise<Result<void, Refusal>>;
}

/** The author's notes: one document per school year, begun with its first note. */
export function useNotes(): OwnNotes {
  const { replica } = useWorkplace();
  const { t } = useTexts();
  const { today } = useToday();
  const membership = useMembership();
  const documents = useSummaries('notes');
  const schoolYear = schoolYearOf(today);
  const { personId } = replica.profile;
  // Two notes saved in one breath must not begin two documents.
  const beginnings = useRef(new Map<string, Promise<Result<DocumentId, Refusal>>>());
  const thisYear = async (): Promise<Result<DocumentId, Refusal>> => {
    const existing = documents.find(({ value }) => value?.schoolYear === schoolYear);
    if (existing !== undefined) return ok(existing.documentId);
    const beginning = beginnings.current.get(schoolYear) ?? beginYear();
    beginnings.current.set(schoolYear, beginning);
    const begun = await beginning;
    if (!begun.ok) beginnings.current.delete(schoolYear);
    return begun;
  };
  const beginYear = async (): Promise<Result<DocumentId, Refusal>> => {
    if (membership === undefined) return fail({ code: 'log-unknown' });
    const created = await replica.create({
      logId: membership.logId,
      kind: 'notes',
      audience: [{ personId, part: 'author' }],
      subjects: [],
    });
    if (!created.ok) return created;
    const begun = await withDocument(replica, created.value, (handle) =>
      handle.change(t.labels.addNote, notesCommands.edit, { authorId: personId, schoolYear }),
    );
    return begun.ok ? created : begun;
  };
  return {
    notes: documents
      .flatMap(({ documentId, value }) =>
        (value?.notes ?? []).map((note) => ({ ...note, documentId })),
      )
      .toSorted((a, b) => b.createdAtMs - a.createdAtMs),
    add: async (note) => {
      const documentId = await thisYear();
      if (!documentId.ok) return documentId;
      return withDocument(replica, documentId.value, (handle) =>
        handle.change(t.labels.addNote, notesCommands.notes.add, note),
      );
    },
    settle: (note, isSettled) =>
      withDocument(replica, note.documentId, (handle) =>
        handle.change(t.labels.editNote, notesCommands.notes.settle, { id: note.id, isSettled }),
      ),
  };
}

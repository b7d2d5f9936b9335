import { useRef, useState } from 'preact/hooks';
import { redact, redactPassage } from '@nastavnik/core/annotation';
import type { DocumentId } from '@nastavnik/core/kernel';
import type { PickedCell } from '../../../page/session/page-note.ts';
import { Notice } from '../../../ui/Notice.tsx';
import { useTexts } from '../../../text/language.tsx';
import { usePairRows } from '../../pairs/list/PairListScreen.tsx';
import { useSummaries } from '../../shell/record/use-summaries.ts';
import { useAction } from '../../shell/use-action.ts';
import { useWorkplace } from '../../shell/workplace.tsx';
import { useRecordNames } from '../../today/use-record-names.ts';
import { useNotes } from '../use-notes.ts';
import type { PageDoor } from './page-door.ts';
import { PageNotes, type NotePlaceState, type PageAccess } from './PageNotes.tsx';
import { usePageSession, type PageConnection } from './use-page-session.ts';

function accessOf(connection: PageConnection, host: string | undefined): PageAccess {
  switch (connection.state) {
    case 'none':
    case 'locked':
      return { state: 'notHere' };
    case 'connecting':
      return { state: 'reading' };
    case 'denied':
      return { state: 'ask', host };
    case 'open':
      return { state: connection.session.state.value.status === 'open' ? 'open' : 'reading' };
  }
}

/** What a note can be tied to: pairs, programmes and roadmaps by their names. */
function useTies() {
  const { t } = useTexts();
  const pairs = usePairRows().map((row) => ({
    value: row.documentId as string,
    name: `${t.records.kind.pair}: ${t.pairs.name(row.mentor, row.mentees)}`,
  }));
  const programmes = useSummaries('programme').map(({ documentId, value }) => ({
    value: documentId as string,
    name: `${t.records.kind.programme}: ${value?.title || t.programme.untitled}`,
  }));
  const roadmaps = useSummaries('roadmap').map(({ documentId, value }) => ({
    value: documentId as string,
    name: `${t.records.kind.roadmap}: ${value?.title || t.roadmap.untitled}`,
  }));
  return [...pairs, ...programmes, ...roadmaps];
}

export function PageNotesScreen({ door }: { readonly door: PageDoor }) {
  const { computer, announce } = useWorkplace();
  const { t, describe } = useTexts();
  const own = useNotes();
  const records = useRecordNames();
  const ties = useTies();
  const action = useAction();
  const [attempt, setAttempt] = useState(0);
  const [isDenied, setDenied] = useState(false);
  const [picked, setPicked] = useState<PickedCell>();
  const picking = useRef<AbortController>(null);
  const [isPicking, setPicking] = useState(false);
  const [isNothingSelected, setNothingSelected] = useState(false);
  const connection = usePageSession(door, own.notes, attempt);
  const session = connection.state === 'open' ? connection.session : undefined;
  const page = session?.state.value;
  const rowHeaders = page?.rowHeaders ?? [];
  const clean = (text: string) => redact(text, rowHeaders, t.notes.redaction);

  const pick = async (): Promise<void> => {
    if (session === undefined) return;
    picking.current = new AbortController();
    setPicking(true);
    const cell = await session.pickCell(t.notes.picking, picking.current.signal);
    setPicking(false);
    setPicked(cell);
  };
  const pickPassage = async (): Promise<void> => {
    const words = { ...t.notes.redaction, person: t.notes.person };
    const passage = await session?.markPassage((text) => redactPassage(text, rowHeaders, words));
    setNothingSelected(passage === undefined);
    setPicked(passage);
  };
  const enable = (host: string): void => {
    setDenied(false);
    computer.allowPortal(host).then(
      (isAllowed) => {
        setDenied(!isAllowed);
        if (isAllowed) setAttempt((now) => now + 1);
      },
      () => setDenied(true),
    );
  };
  const shown = (page?.notes ?? []).flatMap(({ id, resolution }) => {
    const note = own.notes.find((one) => one.id === id);
    if (note === undefined || resolution.state === 'other-page') return [];
    return [{ note, place: resolution.state satisfies NotePlaceState }];
  });
  const refusal = isDenied
    ? t.notes.enableRefused
    : isNothingSelected
      ? t.notes.nothingSelected
      : action.refusal;
  if (connection.state === 'locked') {
    return <Notice kind="warn">{describe(connection.refusal)}</Notice>;
  }
  return (
    <PageNotes
      access={accessOf(connection, door.current.value?.host)}
      notes={shown.map(({ note, place }) => ({
        key: note.id,
        text: note.text,
        place,
        tie: note.link === undefined ? undefined : records.nameOf(note.link.documentId),
        isSettled: note.settledAtMs !== undefined,
      }))}
      picked={picked && { label: picked.label, preview: clean }}
      isPicking={isPicking}
      ties={ties}
      busy={action.busy}
      refusal={refusal}
      onEnable={enable}
      onPick={() => {
        pick().catch(() => setPicking(false));
      }}
      onPickPassage={() => {
        pickPassage().catch(() => setNothingSelected(true));
      }}
      onStopPicking={() => picking.current?.abort()}
      onSave={({ text, tie }, done) => {
        if (picked === undefined) return;
        const { scope, address } = picked;
        action.run(
          () =>
            own.add({
              text: clean(text).text,
              scope,
              address,
              ...(tie === '' ? {} : { link: { documentId: tie as DocumentId } }),
            }),
          () => {
            setPicked(undefined);
            announce(t.common.saved);
            done();
          },
        );
      }}
      onDropPicked={() => setPicked(undefined)}
      onShow={(key) => session?.focusNote(key)}
      onSettle={(key, isSettled) => {
        const note = own.notes.find(({ id }) => id === key);
        if (note !== undefined) action.run(() => own.settle(note, isSettled));
      }}
    />
  );
}

import { addMonths, type PlainDate } from '@nastavnik/core/domain';
import { registerCommands, type Register } from '@nastavnik/core/documents';
import type { DocumentHandle, DocumentView } from '../../replica/replica.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useTexts } from '../../text/language.tsx';
import { RecordAbsent } from '../shell/record/RecordFrame.tsx';
import { useDocument } from '../shell/record/use-document.ts';
import { useRecordView } from '../shell/record/use-record-view.ts';
import { useStanding } from '../shell/record/use-standing.ts';
import { useSummaries } from '../shell/record/use-summaries.ts';
import { useAction } from '../shell/use-action.ts';
import { usePeople } from '../shell/use-people.ts';
import { useToday } from '../shell/use-today.ts';
import { useMembership, useWorkplace } from '../shell/workplace.tsx';
import { RegisterPage, type RegisterPageProps } from './RegisterPage.tsx';

/** Twelve months without a review make an entry stale. @clause INV-10 */
export const isStale = (lastReviewedOn: string | undefined, today: PlainDate): boolean =>
  lastReviewedOn === undefined || lastReviewedOn < addMonths(today, -12);

export function RegisterScreen() {
  const { t } = useTexts();
  const documentId = useSummaries('register')[0]?.documentId;
  const begin = useBegin();
  const opened = useDocument<Register>(documentId);
  if (documentId === undefined) {
    return (
      <section class="stack">
        <h1>{t.register.title}</h1>
        {begin.refusal !== undefined && (
          <Notice kind="bad" urgent>
            {begin.refusal}
          </Notice>
        )}
        <EmptyState
          text={t.register.empty}
          action={
            begin.canBegin && (
              <Button kind="primary" disabled={begin.busy} onPress={begin.begin}>
                {t.register.begin}
              </Button>
            )
          }
        />
      </section>
    );
  }
  if (opened.state !== 'ready') return <RecordAbsent state={opened.state} />;
  return <OpenRegister handle={opened.handle} view={opened.view} />;
}

/** An organisation has one register; the curator or the head begins it. */
function useBegin() {
  const { replica } = useWorkplace();
  const membership = useMembership();
  const action = useAction();
  return {
    canBegin: membership?.roles.some((role) => role === 'curator' || role === 'orgHead') ?? false,
    busy: action.busy,
    refusal: action.refusal,
    begin: () => {
      if (membership === undefined) return;
      const { logId } = membership;
      action.run(() => replica.create({ logId, kind: 'register', audience: [], subjects: [] }));
    },
  };
}

interface OpenRegisterProps {
  readonly handle: DocumentHandle<Register>;
  readonly view: DocumentView<Register>;
}

function OpenRegister({ handle, view }: OpenRegisterProps) {
  const page = useRegister(handle, view);
  return <RegisterPage {...page} record={useRecordView(handle, view)} />;
}

function useRegister(
  handle: DocumentHandle<Register>,
  view: DocumentView<Register>,
): Omit<RegisterPageProps, 'record'> {
  const { replica, announce } = useWorkplace();
  const { t } = useTexts();
  const people = usePeople();
  const membership = useMembership();
  const { today } = useToday();
  const action = useAction();
  const state = membership && replica.membership.value.get(membership.logId);
  const label = t.labels.editRegister;
  return {
    entries: view.value.entries.map((entry) => ({
      key: entry.id,
      name: people.nameOf(entry.personId),
      as: entry.as,
      state: entry.state,
      category: entry.category,
      capacity: entry.capacity,
      lastReviewedOn: entry.lastReviewedOn,
      isStale: entry.state !== 'left' && isStale(entry.lastReviewedOn, today),
    })),
    people: [...(state?.members.values() ?? [])]
      .filter((member) => member.roles.length > 0)
      .map(({ personId }) => ({ value: personId, name: people.nameOf(personId) }))
      .toSorted((a, b) => a.name.localeCompare(b.name, 'ru')),
    canWrite: useStanding(handle.documentId).canWrite('entries/x') && view.writable,
    busy: action.busy,
    refusal: action.refusal,
    onAdd: (entry, done) =>
      action.run(
        () =>
          handle.change(label, registerCommands.entries.add, {
            ...entry,
            state: 'proposed' as const,
            enteredOn: today,
          }),
        done,
      ),
    onReviewed: (key) =>
      action.run(
        () => handle.change(label, registerCommands.entries.review, { id: key, on: today }),
        () => announce(t.common.saved),
      ),
    onState: (key, next) =>
      action.run(() =>
        handle.change(label, registerCommands.entries.edit, { id: key, changes: { state: next } }),
      ),
  };
}

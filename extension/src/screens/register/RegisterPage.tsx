import { useState } from 'preact/hooks';
import type { MenteeCategory, RegisterPart, RegisterState } from '@nastavnik/core/domain';
import type { PersonId } from '@nastavnik/core/kernel';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Table, type Column } from '../../ui/Table.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import type { Option } from '../../ui/form/SelectField.tsx';
import { Mark } from '../../ui/status/Mark.tsx';
import { useTexts } from '../../text/language.tsx';
import { RecordFrame, type RecordView } from '../shell/record/RecordFrame.tsx';
import { RegisterEntryDialog, type NewRegisterEntry } from './RegisterEntryDialog.tsx';

export interface RegisterEntryView {
  readonly key: string;
  readonly name: string;
  readonly as: RegisterPart;
  readonly state: RegisterState;
  readonly category: MenteeCategory | undefined;
  readonly capacity: number | undefined;
  readonly lastReviewedOn: string | undefined;
  /** Not reviewed for over twelve months (INV-10). */
  readonly isStale: boolean;
}

export interface RegisterPageProps {
  readonly record: RecordView;
  readonly entries: readonly RegisterEntryView[];
  readonly people: readonly Option<PersonId>[];
  readonly canWrite: boolean;
  readonly busy: boolean;
  readonly refusal: string | undefined;
  readonly onAdd: (entry: NewRegisterEntry, done: () => void) => void;
  readonly onReviewed: (key: string) => void;
  readonly onState: (key: string, state: RegisterState) => void;
}

/** Who can be a mentor and who needs one, with the marks of the yearly review. */
export function RegisterPage(props: RegisterPageProps) {
  const { t } = useTexts();
  const [part, setPart] = useState<RegisterPart>('mentee');
  const [isAdding, setAdding] = useState(false);
  const shown = props.entries.filter((entry) => entry.as === part);
  const add = props.canWrite && (
    <span data-key="new">
      <Button kind="primary" onPress={() => setAdding(true)}>
        {t.register.add}
      </Button>
    </span>
  );
  return (
    <RecordFrame title={t.register.title} record={props.record} actions={add}>
      {props.refusal !== undefined && (
        <Notice kind="bad" urgent>
          {props.refusal}
        </Notice>
      )}
      <p class="soft">{t.register.reviewRule}</p>
      <Tabs
        label={t.register.parts}
        tabs={[
          { id: 'mentee', name: `${t.register.mentees} (${countOf(props.entries, 'mentee')})` },
          { id: 'mentor', name: `${t.register.mentors} (${countOf(props.entries, 'mentor')})` },
        ]}
        selected={part}
        onSelect={setPart}
      >
        {shown.length === 0 ? (
          <EmptyState text={t.register.empty} />
        ) : (
          <RegisterTable {...props} entries={shown} part={part} />
        )}
      </Tabs>
      {isAdding && (
        <RegisterEntryDialog
          people={props.people}
          as={part}
          busy={props.busy}
          refusal={props.refusal}
          onAdd={(entry) => props.onAdd(entry, () => setAdding(false))}
          onClose={() => setAdding(false)}
        />
      )}
    </RecordFrame>
  );
}

const countOf = (entries: readonly RegisterEntryView[], part: RegisterPart): number =>
  entries.filter((entry) => entry.as === part).length;

function RegisterTable(props: RegisterPageProps & { readonly part: RegisterPart }) {
  const { t, formats } = useTexts();
  const columns: readonly Column<RegisterEntryView>[] = [
    { name: t.register.person, cell: (entry) => entry.name },
    {
      name: props.part === 'mentee' ? t.register.category : t.register.capacity,
      cell: (entry) =>
        props.part === 'mentee'
          ? entry.category === undefined
            ? t.common.notSet
            : t.vocabulary.menteeCategory[entry.category]
          : (entry.capacity ?? t.common.notSet),
    },
    {
      name: t.common.state,
      cell: (entry) => (
        <Mark kind={entry.state === 'approved' ? 'good' : 'plain'}>
          {t.vocabulary.registerState[entry.state]}
        </Mark>
      ),
    },
    {
      name: t.register.reviewed,
      cell: (entry) => (
        <div class="stack-tight">
          <span>
            {entry.lastReviewedOn === undefined
              ? t.register.neverReviewed
              : formats.date(entry.lastReviewedOn)}
          </span>
          {entry.isStale && <Mark kind="warn">{t.register.stale}</Mark>}
        </div>
      ),
    },
  ];
  const actions: Column<RegisterEntryView> = {
    name: t.programme.nextStep,
    cell: (entry) => (
      <div class="row">
        <Button disabled={props.busy} onPress={() => props.onReviewed(entry.key)}>
          {t.register.markReviewed}
        </Button>
        {entry.state === 'proposed' && (
          <Button onPress={() => props.onState(entry.key, 'approved')}>{t.register.approve}</Button>
        )}
      </div>
    ),
  };
  return (
    <Table
      caption={t.register.title}
      columns={props.canWrite ? [...columns, actions] : columns}
      rows={props.entries}
      rowKey={(entry) => entry.key}
    />
  );
}

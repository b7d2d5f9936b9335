import { useState } from 'preact/hooks';
import {
  activityKinds,
  type ActivityEvent,
  type ActivityKind,
  type ActivityStatus,
} from '@nastavnik/core/domain';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { SelectField } from '../../../ui/field/SelectField.tsx';
import { TextField } from '../../../ui/field/TextField.tsx';
import type { TextEdit } from '../../../ui/field/text-edit.ts';
import { useTexts } from '../../../text/language.tsx';
import type { EvidenceView } from '../../shell/record/evidence/EvidenceList.tsx';
import { ActivityItem } from './ActivityItem.tsx';

export const activityTexts = ['title', 'expectedResult', 'actualResult', 'assessment'] as const;
export type ActivityText = (typeof activityTexts)[number];

export interface ActivityView {
  readonly key: string;
  readonly kind: ActivityKind;
  readonly status: ActivityStatus;
  readonly statusReason: string;
  readonly isOverdue: boolean;
  readonly dueOn: string;
  readonly texts: Readonly<Record<ActivityText, string>>;
  readonly evidence: readonly EvidenceView[];
  /** Steps this person may take now. */
  readonly events: readonly ActivityEvent[];
  readonly writable: readonly ActivityText[];
}

export interface NewActivity {
  readonly title: string;
  readonly kind: ActivityKind;
  readonly dueOn: string;
}

export interface NewEvidence {
  readonly text: string;
  readonly url: string;
}

export interface ActivitiesPartProps {
  readonly activities: readonly ActivityView[];
  readonly canWrite: boolean;
  readonly canAddEvidence: boolean;
  readonly busy: boolean;
  readonly refusal: string | undefined;
  readonly onAdd: (activity: NewActivity, done: () => void) => void;
  readonly onEdit: (key: string, text: ActivityText, edit: TextEdit) => void;
  readonly onDueOn: (key: string, dueOn: string) => void;
  readonly onEvent: (key: string, event: ActivityEvent, reason: string, done: () => void) => void;
  readonly onAddEvidence: (key: string, evidence: NewEvidence, done: () => void) => void;
}

/** The plan of activities with what came of each. */
export function ActivitiesPart(props: ActivitiesPartProps) {
  const { t } = useTexts();
  const [isAdding, setAdding] = useState(false);
  const add = props.canWrite && (
    <span data-key="new">
      <Button kind="primary" onPress={() => setAdding(true)}>
        {t.programme.addActivity}
      </Button>
    </span>
  );
  return (
    <section class="stack" aria-labelledby="activities">
      <div class="row-spread">
        <h2 id="activities">{t.programme.activities}</h2>
        {props.activities.length > 0 && add}
      </div>
      {props.activities.length === 0 && (
        <EmptyState text={t.programme.activitiesNone} action={add} />
      )}
      <ol class="list" role="list">
        {props.activities.map((activity) => (
          <ActivityItem key={activity.key} activity={activity} {...props} />
        ))}
      </ol>
      {isAdding && <ActivityDialog {...props} onClose={() => setAdding(false)} />}
    </section>
  );
}

function ActivityDialog(props: ActivitiesPartProps & { readonly onClose: () => void }) {
  const { t, describe } = useTexts();
  const [title, setTitle] = useState('');
  const [kind, setKind] = useState<ActivityKind>('task');
  const [dueOn, setDueOn] = useState('');
  const [isTried, setTried] = useState(false);
  const submit = (): void => {
    setTried(true);
    if (title.trim() !== '') props.onAdd({ title: title.trim(), kind, dueOn }, props.onClose);
  };
  return (
    <Dialog title={t.programme.addActivity} onClose={props.onClose}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <TextField
          label={t.programme.activity}
          value={title}
          lines={2}
          onChange={setTitle}
          error={isTried && title.trim() === '' ? describe({ code: 'text-required' }) : undefined}
        />
        <div class="columns">
          <SelectField
            label={t.programme.kind}
            value={kind}
            options={activityKinds.map((value) => ({
              value,
              name: t.vocabulary.activityKind[value],
            }))}
            onChange={setKind}
          />
          <TextField
            label={t.programme.dueOn}
            hint={t.common.optional}
            type="date"
            value={dueOn}
            onChange={setDueOn}
          />
        </div>
        {props.refusal !== undefined && (
          <Notice kind="bad" urgent>
            {props.refusal}
          </Notice>
        )}
        <div class="row">
          <Button type="submit" kind="primary" disabled={props.busy}>
            {t.common.add}
          </Button>
          <Button onPress={props.onClose}>{t.common.cancel}</Button>
        </div>
      </form>
    </Dialog>
  );
}

import { useState } from 'preact/hooks';
import { activityKinds, type ActivityKind } from '@nastavnik/core/domain';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { FormFooter } from '../../../ui/form/FormFooter.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { SelectField } from '../../../ui/form/SelectField.tsx';
import { TextField } from '../../../ui/form/TextField.tsx';
import { useTexts } from '../../../text/language.tsx';
import type { ActivitiesPartProps } from './activities-view.ts';
import { ActivityItem } from './ActivityItem.tsx';

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
        <FormFooter
          submit={t.common.add}
          busy={props.busy}
          refusal={props.refusal}
          onCancel={props.onClose}
        />
      </form>
    </Dialog>
  );
}

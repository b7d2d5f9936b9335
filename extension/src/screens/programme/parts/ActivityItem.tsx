import { useState } from 'preact/hooks';
import { Paperclip } from 'lucide-preact';
import type { ActivityEvent, ActivityStatus } from '@nastavnik/core/domain';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { FormFooter } from '../../../ui/form/FormFooter.tsx';
import { SharedTextField } from '../../../ui/form/SharedTextField.tsx';
import { TextField } from '../../../ui/form/TextField.tsx';
import { Mark, type MarkKind } from '../../../ui/status/Mark.tsx';
import { useTexts } from '../../../text/language.tsx';
import { EvidenceDialog } from '../../shell/record/evidence/EvidenceDialog.tsx';
import { EvidenceList } from '../../shell/record/evidence/EvidenceList.tsx';
import { activityTexts, type ActivitiesPartProps, type ActivityView } from './activities-view.ts';

const marks: Readonly<Record<ActivityStatus, MarkKind>> = {
  planned: 'plain',
  inProgress: 'accent',
  submitted: 'warn',
  done: 'good',
  cancelled: 'plain',
};

const needsReason = (event: ActivityEvent): boolean => event === 'return' || event === 'cancel';

export interface ActivityItemProps extends ActivitiesPartProps {
  readonly activity: ActivityView;
}

/** One activity: its state in a line, its texts, evidence and next steps below. */
export function ActivityItem(props: ActivityItemProps) {
  const { t, formats } = useTexts();
  const { activity } = props;
  const [asked, setAsked] = useState<ActivityEvent>();
  const [isAttaching, setAttaching] = useState(false);
  const labels = {
    title: t.programme.activity,
    expectedResult: t.programme.expectedResult,
    actualResult: t.programme.actualResult,
    assessment: t.programme.assessment,
  };
  const take = (event: ActivityEvent): void => {
    if (needsReason(event)) setAsked(event);
    else props.onEvent(activity.key, event, '', () => undefined);
  };
  return (
    <li>
      <details>
        <summary>
          <strong>{activity.texts.title === '' ? '…' : activity.texts.title}</strong>{' '}
          <Mark kind={marks[activity.status]}>{t.vocabulary.activityStatus[activity.status]}</Mark>{' '}
          {activity.isOverdue && <Mark kind="bad">{t.programme.overdue}</Mark>}{' '}
          <span class="soft small">
            {t.vocabulary.activityKind[activity.kind]}
            {activity.dueOn !== '' && `, ${t.today.dueOn(formats.date(activity.dueOn))}`}
          </span>
        </summary>
        <div class="stack card">
          {activity.statusReason !== '' && <p class="quote">{activity.statusReason}</p>}
          {activityTexts.map((name) => (
            <SharedTextField
              key={name}
              label={labels[name]}
              value={activity.texts[name]}
              lines={name === 'title' ? 1 : 2}
              readOnly={!activity.writable.includes(name)}
              onEdit={(edit) => props.onEdit(activity.key, name, edit)}
            />
          ))}
          <TextField
            label={t.programme.dueOn}
            type="date"
            value={activity.dueOn}
            readOnly={!props.canWrite}
            onChange={(dueOn) => props.onDueOn(activity.key, dueOn)}
          />
          <h3>{t.programme.evidence}</h3>
          <EvidenceList evidence={activity.evidence} none={t.programme.evidenceNone} />
          <div class="row">
            {activity.events.map((event) => (
              <Button key={event} disabled={props.busy} onPress={() => take(event)}>
                {t.vocabulary.activityEvent[event]}
              </Button>
            ))}
            {props.canAddEvidence && (
              <Button icon={Paperclip} onPress={() => setAttaching(true)}>
                {t.programme.addEvidence}
              </Button>
            )}
          </div>
        </div>
      </details>
      {asked !== undefined && (
        <ReasonDialog
          title={t.vocabulary.activityEvent[asked]}
          refusal={props.refusal}
          onConfirm={(reason) =>
            props.onEvent(activity.key, asked, reason, () => setAsked(undefined))
          }
          onClose={() => setAsked(undefined)}
        />
      )}
      {isAttaching && (
        <EvidenceDialog
          busy={props.busy}
          refusal={props.refusal}
          onAdd={(evidence) =>
            props.onAddEvidence(activity.key, evidence, () => setAttaching(false))
          }
          onClose={() => setAttaching(false)}
        />
      )}
    </li>
  );
}

function ReasonDialog(props: {
  readonly title: string;
  readonly refusal: string | undefined;
  readonly onConfirm: (reason: string) => void;
  readonly onClose: () => void;
}) {
  const { t } = useTexts();
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  return (
    <Dialog title={props.title} onClose={props.onClose}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (reason.trim() !== '') props.onConfirm(reason.trim());
        }}
      >
        <TextField
          label={t.programme.reason}
          value={reason}
          lines={3}
          maxLength={1000}
          onChange={setReason}
          error={isTried && reason.trim() === '' ? t.programme.reasonNeeded : undefined}
        />
        <FormFooter submit={props.title} refusal={props.refusal} onCancel={props.onClose} />
      </form>
    </Dialog>
  );
}

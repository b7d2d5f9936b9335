import {
  activityEventsFrom,
  isActivityOverdue,
  isPlainDate,
  type ActivityEvent,
} from '@nastavnik/core/domain';
import { programmeCommands } from '@nastavnik/core/documents';
import { fail } from '@nastavnik/core/kernel';
import { applyTextEdit } from '../../../ui/form/text-edit.ts';
import { useTexts } from '../../../text/language.tsx';
import { useStanding } from '../../shell/record/use-standing.ts';
import { useAction } from '../../shell/use-action.ts';
import { useToday } from '../../shell/use-today.ts';
import type { ProgrammeContext } from '../page/programme-context.ts';
import type { ActivitiesPartProps, ActivityText } from './activities-view.ts';

/** Checking is the mentor's, the rest is for both. @clause domain 3.2 activity, task */
const mentorOnly: readonly ActivityEvent[] = ['accept', 'return', 'reopen'];

const writableTexts = (isMentor: boolean): readonly ActivityText[] =>
  isMentor
    ? ['title', 'expectedResult', 'actualResult', 'assessment']
    : ['title', 'expectedResult', 'actualResult'];

export function useActivities({ handle, view }: ProgrammeContext): ActivitiesPartProps {
  const { t } = useTexts();
  const { today } = useToday();
  const action = useAction();
  const standing = useStanding(handle.documentId);
  const isMentor = standing.has('mentor');
  const canWrite = standing.canWrite('activities/x') && view.writable;
  const currentOf = (key: string) =>
    (handle.view.value?.value ?? view.value).activities.find(({ id }) => id === key);
  return {
    activities: view.value.activities.map((activity) => ({
      key: activity.id,
      kind: activity.kind,
      status: activity.status,
      statusReason: activity.statusReason,
      isOverdue: isActivityOverdue(activity.status, activity.dueOn, today),
      dueOn: activity.dueOn ?? '',
      texts: {
        title: activity.title,
        expectedResult: activity.expectedResult,
        actualResult: activity.actualResult,
        assessment: activity.assessment,
      },
      evidence: activity.evidence.map(({ id, text, url }) => ({ key: id, text, url })),
      events: canWrite
        ? activityEventsFrom(activity.status).filter(
            (event) => isMentor || !mentorOnly.includes(event),
          )
        : [],
      writable: canWrite ? writableTexts(isMentor) : [],
    })),
    canWrite,
    canAddEvidence: canWrite,
    busy: action.busy,
    refusal: action.refusal,
    onAdd: ({ title, kind, dueOn }, done) =>
      action.run(
        () =>
          handle.change(t.labels.addActivity, programmeCommands.activities.add, {
            title,
            kind,
            ...(isPlainDate(dueOn) ? { dueOn } : {}),
          }),
        done,
      ),
    onEdit: (key, name, edit) => {
      const activity = currentOf(key);
      if (activity === undefined) return;
      const text = applyTextEdit(edit, activity[name]);
      action.run(() =>
        handle.change(t.labels.editActivity, programmeCommands.activities.edit, {
          id: key,
          changes: { [name]: text },
        }),
      );
    },
    onDueOn: (key, dueOn) =>
      action.run(async () =>
        dueOn === '' || isPlainDate(dueOn)
          ? handle.change(t.labels.editActivity, programmeCommands.activities.edit, {
              id: key,
              changes: { dueOn: dueOn === '' ? undefined : dueOn },
            })
          : fail({ code: 'date-invalid' }),
      ),
    onEvent: (key, event, reason, done) =>
      action.run(
        () =>
          handle.change(t.labels.stepActivity, programmeCommands.activities.advance, {
            id: key,
            event,
            ...(reason === '' ? {} : { reason }),
          }),
        done,
      ),
    onAddEvidence: (key, { text, url }, done) =>
      action.run(
        () =>
          handle.change(t.labels.addEvidence, programmeCommands.activities.addEvidence, {
            activityId: key,
            text,
            ...(url === '' ? { kind: 'note' as const } : { kind: 'link' as const, url }),
          }),
        done,
      ),
  };
}

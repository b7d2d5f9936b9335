import { useState } from 'preact/hooks';
import { checkProgrammeDuration, type PlainDate } from '@nastavnik/core/domain';
import { programmeCommands } from '@nastavnik/core/documents';
import { applyTextEdit } from '../../../ui/form/text-edit.ts';
import { useTexts } from '../../../text/language.tsx';
import { useStanding } from '../../shell/record/use-standing.ts';
import { useAction } from '../../shell/use-action.ts';
import { useToday } from '../../shell/use-today.ts';
import type { ProgrammeContext } from '../page/programme-context.ts';
import type { GoalPartProps } from './GoalPart.tsx';

/** Goal, dates and tasks. Dates are written together, once both are there and fit the rule. */
export function useGoal({ handle, view }: ProgrammeContext): GoalPartProps {
  const { t } = useTexts();
  const { today } = useToday();
  const action = useAction();
  const canWrite = useStanding(handle.documentId).canWrite('goal') && view.writable;
  const programme = view.value;
  const [draft, setDraft] = useState<{ start: string; end: string }>();
  const dates = draft ?? { start: programme.start ?? '', end: programme.end ?? '' };
  const current = () => handle.view.value?.value ?? programme;
  const taskOf = (key: string) => current().tasks.find(({ id }) => id === key);
  return {
    title: programme.title,
    goal: programme.goal,
    ...dates,
    tasks: programme.tasks.map(({ id, text, doneOn }) => ({
      key: id,
      text,
      isDone: doneOn !== undefined,
    })),
    canWrite,
    refusal: action.refusal,
    onEdit: (field, edit) =>
      action.run(() =>
        handle.change(t.labels.editProgramme, programmeCommands.edit, {
          [field]: applyTextEdit(edit, current()[field]),
        }),
      ),
    onDates: (next) => {
      setDraft(next);
      if (!checkProgrammeDuration(next.start, next.end).ok) return;
      action.run(
        () => handle.change(t.labels.programmeDates, programmeCommands.setPeriod, next),
        () => setDraft(undefined),
      );
    },
    onAddTask: () =>
      action.run(() => handle.change(t.labels.addTask, programmeCommands.tasks.add, {})),
    onEditTask: (key, edit) => {
      const task = taskOf(key);
      if (task === undefined) return;
      const text = applyTextEdit(edit, task.text);
      action.run(() =>
        handle.change(t.labels.editTask, programmeCommands.tasks.edit, {
          id: key,
          changes: { text },
        }),
      );
    },
    onTaskDone: (key, isDone) =>
      action.run(() =>
        handle.change(t.labels.editTask, programmeCommands.tasks.edit, {
          id: key,
          changes: { doneOn: isDone ? (today as PlainDate) : undefined },
        }),
      ),
    onRemoveTask: (key) =>
      action.run(() =>
        handle.change(t.labels.editTask, programmeCommands.tasks.remove, { id: key }),
      ),
  };
}

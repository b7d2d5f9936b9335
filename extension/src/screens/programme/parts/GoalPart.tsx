import { checkProgrammeDuration } from '@nastavnik/core/domain';
import { Button } from '../../../ui/Button.tsx';
import { CheckField } from '../../../ui/form/CheckField.tsx';
import { SharedTextField } from '../../../ui/form/SharedTextField.tsx';
import { TextField } from '../../../ui/form/TextField.tsx';
import type { TextEdit } from '../../../ui/form/text-edit.ts';
import { useTexts } from '../../../text/language.tsx';

export interface TaskView {
  readonly key: string;
  readonly text: string;
  readonly isDone: boolean;
}

export interface GoalPartProps {
  readonly title: string;
  readonly goal: string;
  readonly start: string;
  readonly end: string;
  readonly tasks: readonly TaskView[];
  readonly canWrite: boolean;
  readonly refusal: string | undefined;
  readonly onEdit: (field: 'title' | 'goal', edit: TextEdit) => void;
  readonly onDates: (dates: { start: string; end: string }) => void;
  readonly onAddTask: () => void;
  readonly onEditTask: (key: string, edit: TextEdit) => void;
  readonly onTaskDone: (key: string, isDone: boolean) => void;
  readonly onRemoveTask: (key: string) => void;
}

/** Goal, dates and tasks. The rule of duration stands beside the dates before anybody breaks it. */
export function GoalPart(props: GoalPartProps) {
  const { t, describe } = useTexts();
  const duration =
    props.start === '' || props.end === ''
      ? undefined
      : checkProgrammeDuration(props.start, props.end);
  const durationError =
    duration === undefined || duration.ok ? props.refusal : describe(duration.error);
  return (
    <div class="stack measure">
      <SharedTextField
        label={t.programme.name}
        value={props.title}
        lines={1}
        maxLength={500}
        readOnly={!props.canWrite}
        onEdit={(edit) => props.onEdit('title', edit)}
      />
      <SharedTextField
        label={t.programme.goal}
        value={props.goal}
        readOnly={!props.canWrite}
        onEdit={(edit) => props.onEdit('goal', edit)}
      />
      <div class="columns">
        <TextField
          label={t.programme.start}
          type="date"
          value={props.start}
          readOnly={!props.canWrite}
          onChange={(start) => props.onDates({ start, end: props.end })}
        />
        <TextField
          label={t.programme.end}
          type="date"
          value={props.end}
          hint={t.programme.durationRule}
          error={durationError}
          readOnly={!props.canWrite}
          onChange={(end) => props.onDates({ start: props.start, end })}
        />
      </div>
      <Tasks {...props} />
    </div>
  );
}

function Tasks(props: GoalPartProps) {
  const { t } = useTexts();
  return (
    <section class="section" aria-labelledby="tasks">
      <div class="row-spread">
        <h2 id="tasks">{t.programme.tasks}</h2>
        {props.canWrite && <Button onPress={props.onAddTask}>{t.programme.addTask}</Button>}
      </div>
      {props.tasks.length === 0 && <p class="soft">{t.programme.tasksNone}</p>}
      <ol class="list" role="list">
        {props.tasks.map((task, at) => (
          <li key={task.key}>
            <SharedTextField
              label={`${t.programme.task} ${at + 1}`}
              value={task.text}
              lines={1}
              readOnly={!props.canWrite}
              onEdit={(edit) => props.onEditTask(task.key, edit)}
            />
            {props.canWrite && (
              <div class="row-spread">
                <CheckField
                  label={t.programme.taskDone}
                  checked={task.isDone}
                  onChange={(isDone) => props.onTaskDone(task.key, isDone)}
                />
                <Button kind="quiet" onPress={() => props.onRemoveTask(task.key)}>
                  {t.common.remove}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

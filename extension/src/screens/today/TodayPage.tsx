import { EmptyState } from '../../ui/EmptyState.tsx';
import { Mark } from '../../ui/status/Mark.tsx';
import type { Texts } from '../../text/ru/index.ts';
import { useTexts } from '../../text/language.tsx';

export interface TaskView {
  readonly key: string;
  readonly kind: keyof Texts['today']['task'];
  readonly what: string;
  readonly href: string;
  readonly dueOn?: string | undefined;
  readonly isOverdue?: boolean;
}

export interface TodayPageProps {
  readonly date: string;
  /** What only this person can do: answer, sign, check. */
  readonly tasks: readonly TaskView[];
  /** Dates of the next two weeks. */
  readonly due: readonly TaskView[];
}

/** What waits for me, and what comes next. */
export function TodayPage(props: TodayPageProps) {
  const { t, formats } = useTexts();
  return (
    <section class="stack measure">
      <header>
        <h1>{t.today.title}</h1>
        <p class="soft">{formats.date(props.date)}</p>
      </header>
      <section class="section" aria-labelledby="tasks">
        <h2 id="tasks">{t.today.waitsForYou}</h2>
        {props.tasks.length === 0 ? (
          <EmptyState text={t.today.empty} />
        ) : (
          <TaskList tasks={props.tasks} />
        )}
      </section>
      <section class="section" aria-labelledby="due">
        <h2 id="due">{t.today.due}</h2>
        {props.due.length === 0 ? (
          <p class="soft">{t.today.dueNone}</p>
        ) : (
          <TaskList tasks={props.due} />
        )}
      </section>
    </section>
  );
}

function TaskList(props: { readonly tasks: readonly TaskView[] }) {
  const { t, formats } = useTexts();
  return (
    <ul class="list" role="list">
      {props.tasks.map((task) => (
        <li key={task.key}>
          <a href={task.href}>{t.today.task[task.kind]}</a>
          <div class="row">
            <span class="soft">{task.what}</span>
            {task.dueOn !== undefined && (
              <Mark kind={task.isOverdue ? 'bad' : 'plain'}>
                {task.isOverdue ? t.programme.overdue : t.today.dueOn(formats.date(task.dueOn))}
              </Mark>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}

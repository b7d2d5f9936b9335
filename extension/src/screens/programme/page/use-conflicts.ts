import { activityStatuses, isPlainDate, severities } from '@nastavnik/core/domain';
import { programmeCommands, type Conflict } from '@nastavnik/core/documents';
import { useTexts } from '../../../text/language.tsx';
import { useStanding } from '../../shell/record/use-standing.ts';
import { useAction } from '../../shell/use-action.ts';
import type { ConflictView } from './ConflictNotice.tsx';
import type { ProgrammeContext } from './programme-context.ts';

type Value = Conflict['values'][number];

const valueAt = (value: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((at, key) => {
    if (Array.isArray(at)) return at.find((item: { id?: unknown }) => item.id === key);
    return typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined;
  }, value);

/** Key fields that two people set differently, and one tap to settle each. */
export function useConflicts(context: ProgrammeContext) {
  const { t, formats } = useTexts();
  const action = useAction();
  const { handle, view } = context;
  const canResolve = useStanding(handle.documentId).has('mentor', 'mentee') && view.writable;
  const nameOf = (value: Value): string => {
    const status = activityStatuses.find((each) => each === value);
    if (status !== undefined) return t.vocabulary.activityStatus[status];
    const severity = severities.find((each) => each === value);
    if (severity !== undefined) return t.vocabulary.severity[severity];
    return isPlainDate(value) ? formats.date(value) : String(value);
  };
  const list: readonly ConflictView[] = view.conflicts.map(({ path, values }) => {
    const last = path.at(-1) ?? 'other';
    const names: Readonly<Record<string, string>> = t.programme.fieldName;
    const shown = valueAt(view.value, path);
    const isSettlable = last !== 'status';
    return {
      key: path.join('/'),
      field: names[last] ?? t.programme.fieldName.other,
      values: values.map((value) => ({ value, name: nameOf(value), isShown: value === shown })),
      canResolve: canResolve && isSettlable,
    };
  });
  const resolve = (key: string, value: Value): void => {
    const [first = '', id = '', name = ''] = key.split('/');
    const label = t.labels.editProgramme;
    action.run(() => {
      if (first === 'activities') {
        return handle.change(label, programmeCommands.activities.edit, {
          id,
          changes: { [name]: value },
        });
      }
      if (first === 'difficulties') {
        return handle.change(label, programmeCommands.difficulties.edit, {
          id,
          changes: { [name]: value },
        });
      }
      const { start = '', end = '' } = view.value;
      return handle.change(t.labels.programmeDates, programmeCommands.setPeriod, {
        start,
        end,
        [first]: String(value),
      });
    });
  };
  return { list, resolve };
}

import { severities, type Severity } from '@nastavnik/core/domain';
import { programmeCommands } from '@nastavnik/core/documents';
import { applyTextEdit } from '../../../ui/form/text-edit.ts';
import { useTexts } from '../../../text/language.tsx';
import { useStanding } from '../../shell/record/use-standing.ts';
import { useAction } from '../../shell/use-action.ts';
import { useToday } from '../../shell/use-today.ts';
import type { ProgrammeContext } from '../page/programme-context.ts';
import type { FindingsPartProps } from './FindingsPart.tsx';

const severityOf = (value: number): Severity => severities.find((each) => each === value) ?? 0;

export function useFindings({ handle, view }: ProgrammeContext): FindingsPartProps {
  const { t } = useTexts();
  const { today } = useToday();
  const action = useAction();
  const canWrite = useStanding(handle.documentId).canWrite('difficulties/x') && view.writable;
  const { difficulties, strengths } = view.value;
  return {
    difficulties: difficulties.map((each) => ({
      ...each,
      key: each.id,
      severity: severityOf(each.severity),
    })),
    strengths: strengths.map((each) => ({ ...each, key: each.id })),
    canWrite,
    busy: action.busy,
    refusal: action.refusal,
    onAdd: ({ kind, severity, ...finding }, done) =>
      action.run(
        () =>
          kind === 'difficulty'
            ? handle.change(t.labels.addFinding, programmeCommands.difficulties.add, {
                ...finding,
                severity,
                foundOn: today,
              })
            : handle.change(t.labels.addFinding, programmeCommands.strengths.add, {
                ...finding,
                foundOn: today,
              }),
        done,
      ),
    onEdit: (kind, key, edit) => {
      const now = handle.view.value?.value ?? view.value;
      const list = kind === 'difficulty' ? now.difficulties : now.strengths;
      const finding = list.find(({ id }) => id === key);
      if (finding === undefined) return;
      const changes = { description: applyTextEdit(edit, finding.description) };
      const { edit: write } =
        kind === 'difficulty' ? programmeCommands.difficulties : programmeCommands.strengths;
      action.run(() => handle.change(t.labels.editFinding, write, { id: key, changes }));
    },
    onResolve: (key) =>
      action.run(() =>
        handle.change(t.labels.editFinding, programmeCommands.difficulties.resolve, {
          id: key,
          on: today,
        }),
      ),
  };
}

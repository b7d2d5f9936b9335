import { contentDigest, programmeCommands, projectProgramme } from '@nastavnik/core/documents';
import { useTexts } from '../../../text/language.tsx';
import { useStanding } from '../../shell/record/use-standing.ts';
import { useAction } from '../../shell/use-action.ts';
import { usePeople } from '../../shell/use-people.ts';
import type { ProgrammeContext } from '../page/programme-context.ts';
import type { HistoryPartProps } from './HistoryPart.tsx';

export function useHistory({ handle, view }: ProgrammeContext): HistoryPartProps {
  const { t } = useTexts();
  const people = usePeople();
  const action = useAction();
  const standing = useStanding(handle.documentId);
  const { versions, remarks } = view.value;
  return {
    versions: versions.toReversed().map(({ id, number, atMs, authorId, reason }) => ({
      key: id,
      number,
      atMs,
      author: people.nameOf(authorId),
      reason,
    })),
    remarks: remarks.map(({ id, authorId, text, settledAtMs }) => ({
      key: id,
      author: people.nameOf(authorId),
      text,
      settledAtMs,
    })),
    canAddVersion: standing.canWrite('versions/x') && view.writable,
    canRemark: standing.canWrite('remarks/x') && view.writable,
    canSettle: standing.canWrite('remarks/x/settledAtMs') && view.writable,
    busy: action.busy,
    refusal: action.refusal,
    onAddVersion: (reason, done) =>
      action.run(async () => {
        const shown = projectProgramme(view.value, 'agree');
        if (!shown.ok) return shown;
        return handle.change(t.labels.addVersion, programmeCommands.addVersion, {
          reason,
          heads: [...view.heads],
          contentDigest: contentDigest(shown.value),
        });
      }, done),
    onRemark: (text, done) =>
      action.run(
        () => handle.change(t.labels.addRemark, programmeCommands.remarks.add, { text }),
        done,
      ),
    onSettle: (key) =>
      action.run(() =>
        handle.change(t.labels.settleRemark, programmeCommands.remarks.settle, {
          id: key,
          isSettled: true,
        }),
      ),
  };
}

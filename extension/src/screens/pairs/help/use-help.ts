import { pairCommands } from '@nastavnik/core/documents';
import { applyTextEdit } from '../../../ui/form/text-edit.ts';
import { useTexts } from '../../../text/language.tsx';
import { useStanding } from '../../shell/record/use-standing.ts';
import { useAction } from '../../shell/use-action.ts';
import { usePeople } from '../../shell/use-people.ts';
import type { HelpSectionProps } from './HelpSection.tsx';
import type { PairContext } from '../page/use-pair.ts';

export function useHelp({ handle, view }: PairContext): HelpSectionProps {
  const { t } = useTexts();
  const people = usePeople();
  const action = useAction();
  const standing = useStanding(handle.documentId);
  const requestOf = (key: string) =>
    handle.view.value?.value.helpRequests.find(({ id }) => id === key);
  return {
    requests: view.value.helpRequests.toReversed().map((request) => ({
      key: request.id,
      name: people.nameOf(request.menteeId),
      text: request.text,
      urgency: request.urgency,
      answer: request.answer,
      answeredAtMs: request.answeredAtMs,
    })),
    canAsk: standing.has('mentee') && view.writable,
    canAnswer: standing.has('mentor') && view.writable,
    busy: action.busy,
    refusal: action.refusal,
    onAsk: (request, done) =>
      action.run(
        () => handle.change(t.labels.askHelp, pairCommands.helpRequests.add, request),
        done,
      ),
    onEditAnswer: (key, edit) => {
      const request = requestOf(key);
      if (request === undefined) return;
      const answer = applyTextEdit(edit, request.answer);
      action.run(() =>
        handle.change(t.labels.answerHelp, pairCommands.helpRequests.edit, {
          id: key,
          changes: { answer },
        }),
      );
    },
    onAnswered: (key) =>
      action.run(() =>
        handle.change(t.labels.answerHelp, pairCommands.helpRequests.answer, {
          id: key,
          answer: requestOf(key)?.answer ?? '',
        }),
      ),
  };
}

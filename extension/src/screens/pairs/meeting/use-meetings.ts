import { pairCommands, type Pair } from '@nastavnik/core/documents';
import type { DocumentHandle, DocumentView } from '../../../replica/replica.ts';
import { applyTextEdit } from '../../../ui/form/text-edit.ts';
import { useTexts } from '../../../text/language.tsx';
import { useStanding } from '../../shell/record/use-standing.ts';
import { useAction } from '../../shell/use-action.ts';
import { useWorkplace } from '../../shell/workplace.tsx';
import type { MeetingSectionProps } from './MeetingSection.tsx';

export interface MeetingContext {
  readonly handle: DocumentHandle<Pair>;
  readonly view: DocumentView<Pair>;
}

/** The browser's local date and time as an instant; the form's value has no zone. */
const instantOf = (local: string): number => new Date(local).getTime();

/** The meeting log, newest first. */
export function useMeetings({ handle, view }: MeetingContext): MeetingSectionProps {
  const { announce } = useWorkplace();
  const { t } = useTexts();
  const action = useAction();
  const canWrite = useStanding(handle.documentId).canWrite('meetings/x/topic') && view.writable;
  return {
    meetings: view.value.meetings.toReversed().map((meeting) => ({
      key: meeting.id,
      atMs: meeting.atMs,
      mode: meeting.mode,
      durationMin: meeting.durationMin,
      nextMeetingAtMs: meeting.nextMeetingAtMs,
      texts: {
        topic: meeting.topic,
        agreedSummary: meeting.agreedSummary,
        nextTask: meeting.nextTask,
      },
    })),
    canLog: canWrite,
    canWriteText: canWrite,
    busy: action.busy,
    refusal: action.refusal,
    onLog: (meeting, done) =>
      action.run(
        () =>
          handle.change(t.labels.logMeeting, pairCommands.meetings.log, {
            mode: meeting.mode,
            ...(meeting.at === undefined ? {} : { atMs: instantOf(meeting.at) }),
            ...(meeting.next === undefined ? {} : { nextMeetingAtMs: instantOf(meeting.next) }),
          }),
        () => {
          announce(t.pairs.meetingDone);
          done();
        },
      ),
    onEditText: (key, name, edit) => {
      const meeting = handle.view.value?.value.meetings.find(({ id }) => id === key);
      if (meeting === undefined) return;
      const text = applyTextEdit(edit, meeting[name]);
      action.run(() =>
        handle.change(t.labels.editMeeting, pairCommands.meetings.edit, {
          id: key,
          changes: { [name]: text },
        }),
      );
    },
  };
}

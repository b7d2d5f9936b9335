import type { Pair } from '@nastavnik/core/documents';
import type { DocumentId } from '@nastavnik/core/kernel';
import type { DocumentHandle, DocumentView } from '../../../replica/replica.ts';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { SelectField } from '../../../ui/form/SelectField.tsx';
import { useState } from 'preact/hooks';
import { useTexts } from '../../../text/language.tsx';
import { RecordAbsent } from '../../shell/record/RecordFrame.tsx';
import { useDocument } from '../../shell/record/use-document.ts';
import { useRecordView } from '../../shell/record/use-record-view.ts';
import { useSummaries } from '../../shell/record/use-summaries.ts';
import { useWorkplace } from '../../shell/workplace.tsx';
import { StatusTier } from '../../../ui/status/StatusTier.tsx';
import { MeetingSection } from '../meeting/MeetingSection.tsx';
import { useMeetings } from '../meeting/use-meetings.ts';
import { usePairRows } from '../list/PairListScreen.tsx';

/** The panel's «Моя пара»: the next meeting, what is written down, and two taps to log one. */
export function OwnPairScreen() {
  const { replica } = useWorkplace();
  const { t } = useTexts();
  const { personId } = replica.profile;
  const rows = usePairRows();
  const own = useSummaries('pair').filter(
    ({ value }) => value?.mentorId === personId || (value?.menteeIds ?? []).includes(personId),
  );
  const [chosen, setChosen] = useState<DocumentId>();
  const documentId =
    own.find((pair) => pair.documentId === chosen)?.documentId ?? own[0]?.documentId;
  const opened = useDocument<Pair>(documentId);
  if (documentId === undefined) return <EmptyState text={t.today.noPair} />;
  const nameOf = (id: DocumentId): string => {
    const row = rows.find((one) => one.documentId === id);
    return row === undefined ? t.common.notSet : t.pairs.name(row.mentor, row.mentees);
  };
  return (
    <div class="stack">
      {own.length > 1 && (
        <SelectField
          label={t.shell.myPair}
          value={documentId}
          options={own.map((pair) => ({ value: pair.documentId, name: nameOf(pair.documentId) }))}
          onChange={setChosen}
        />
      )}
      <h2>{nameOf(documentId)}</h2>
      {opened.state === 'ready' ? (
        <OwnPair handle={opened.handle} view={opened.view} />
      ) : (
        <RecordAbsent state={opened.state} />
      )}
    </div>
  );
}

interface OwnPairProps {
  readonly handle: DocumentHandle<Pair>;
  readonly view: DocumentView<Pair>;
}

function OwnPair({ handle, view }: OwnPairProps) {
  const { clock } = useWorkplace();
  const { t, formats } = useTexts();
  const record = useRecordView(handle, view);
  const next = view.value.meetings
    .map((meeting) => meeting.nextMeetingAtMs)
    .filter((atMs) => atMs !== undefined)
    .find((atMs) => atMs >= clock.nowMs());
  return (
    <div class="stack">
      <StatusTier
        tier={record.tier}
        atMs={record.atMs}
        nowMs={record.nowMs}
        reachesDistrict={record.reachesDistrict}
      />
      <p>{next === undefined ? t.today.noMeeting : t.today.nextMeeting(formats.instant(next))}</p>
      <MeetingSection {...useMeetings({ handle, view })} />
    </div>
  );
}

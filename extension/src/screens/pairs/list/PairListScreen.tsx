import { pairState } from '@nastavnik/core/domain';
import { pairFactsOf } from '@nastavnik/core/documents';
import { useMembership } from '../../shell/workplace.tsx';
import { usePeople } from '../../shell/use-people.ts';
import { useToday } from '../../shell/use-today.ts';
import { useSummaries } from '../../shell/record/use-summaries.ts';
import { consentFactsIn } from '../consents/outside-facts.ts';
import { PairList, type PairRowView } from './PairList.tsx';

/** Pairs from summaries; what is signed comes from the summaries of the approvals. */
export function usePairRows(): readonly PairRowView[] {
  const people = usePeople();
  const { today, nowMs, timeZone } = useToday();
  const approvals = new Map(
    useSummaries('approvals').map(({ documentId, value }) => [documentId as string, value]),
  );
  return useSummaries('pair').map(({ documentId, value }) => {
    if (value === undefined) {
      return {
        documentId,
        mentor: '…',
        mentees: '…',
        state: undefined,
        start: undefined,
        end: undefined,
        nextMeetingAtMs: undefined,
      };
    }
    const approvalsId = value.documents.find(({ part }) => part === 'approvals')?.documentId;
    const records = approvals.get(approvalsId ?? '')?.records ?? [];
    const facts = pairFactsOf(value, consentFactsIn(documentId, value, records, timeZone));
    return {
      documentId,
      mentor: value.mentorId === undefined ? '—' : people.nameOf(value.mentorId),
      mentees: people.namesOf(value.menteeIds),
      state: facts === undefined ? 'proposed' : pairState(facts, today).state,
      start: value.startedOn ?? value.plannedStart,
      end: value.plannedEnd,
      nextMeetingAtMs: value.meetings
        .map((meeting) => meeting.nextMeetingAtMs)
        .filter((atMs) => atMs !== undefined)
        .find((atMs) => atMs >= nowMs),
    };
  });
}

export function PairListScreen() {
  const roles = useMembership()?.roles ?? [];
  const canCreate = roles.includes('curator');
  const isOwnOnly = !roles.some((role) => ['curator', 'orgHead', 'mentorCouncil'].includes(role));
  return <PairList rows={usePairRows()} canCreate={canCreate} isOwnOnly={isOwnOnly} />;
}

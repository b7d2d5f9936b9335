import { addDays } from '@nastavnik/core/domain';
import { usePairRows } from '../pairs/list/PairListScreen.tsx';
import { isStale } from '../register/RegisterScreen.tsx';
import { usePeople } from '../shell/use-people.ts';
import { useToday } from '../shell/use-today.ts';
import { useMembership, useWorkplace } from '../shell/workplace.tsx';
import { useSummaries } from '../shell/record/use-summaries.ts';
import { consentFactsIn } from '../pairs/consents/outside-facts.ts';
import { TodayPage, type TaskView } from './TodayPage.tsx';

const horizonDays = 14;

/** What this person alone can do now, from summaries: nothing is opened to paint it. */
function useTasks(): readonly TaskView[] {
  const { replica } = useWorkplace();
  const { personId } = replica.profile;
  const { timeZone, today } = useToday();
  const people = usePeople();
  const roles = useMembership()?.roles ?? [];
  const approvals = new Map(
    useSummaries('approvals').map(({ documentId, value }) => [documentId as string, value]),
  );
  const rows = new Map(usePairRows().map((row) => [row.documentId, row]));
  const pairs = useSummaries('pair');
  const programmes = useSummaries('programme');
  const registers = useSummaries('register');
  const tasks: TaskView[] = [];
  for (const { documentId, value: pair } of pairs) {
    if (pair === undefined) continue;
    const what = `${rows.get(documentId)?.mentor ?? ''} — ${rows.get(documentId)?.mentees ?? ''}`;
    const href = `#/pairs/${documentId}`;
    const state = rows.get(documentId)?.state;
    const isIn = pair.mentorId === personId || pair.menteeIds.includes(personId);
    const approvalsId = pair.documents.find(({ part }) => part === 'approvals')?.documentId;
    const records = approvals.get(approvalsId ?? '')?.records ?? [];
    const said = consentFactsIn(documentId, pair, records, timeZone).consents ?? [];
    const hasSpoken = said.some((fact) => fact.personId === personId);
    const isOpen = state === 'proposed' || state === 'consentPending';
    const push = (kind: TaskView['kind']): void => {
      tasks.push({ key: `${kind} ${documentId}`, kind, what, href });
    };
    if (isIn && isOpen && !hasSpoken) push('consent');
    if (state === 'consented' && roles.includes('curator')) push('order');
    if (state === 'orderDrafted' && roles.includes('orgHead')) push('signOrder');
    if (
      pair.mentorId === personId &&
      pair.helpRequests.some(({ answeredAtMs }) => answeredAtMs === undefined)
    ) {
      push('answer');
    }
  }
  for (const { documentId, value: programme } of programmes) {
    const pair = pairs.find((one) => one.documentId === programme?.pairId)?.value;
    if (programme === undefined || pair?.mentorId !== personId) continue;
    for (const activity of programme.activities.filter(({ status }) => status === 'submitted')) {
      const href = `#/programmes/${documentId}`;
      tasks.push({ key: `check ${activity.id}`, kind: 'check', what: activity.title, href });
    }
  }
  if (roles.includes('curator')) {
    for (const entry of registers[0]?.value?.entries ?? []) {
      if (entry.state === 'left' || !isStale(entry.lastReviewedOn, today)) continue;
      const what = people.nameOf(entry.personId);
      tasks.push({ key: `review ${entry.id}`, kind: 'review', what, href: '#/register' });
    }
  }
  return tasks;
}

/** Activities of own programmes that are due soon or late. */
function useDue(): readonly TaskView[] {
  const { today } = useToday();
  const limit = addDays(today, horizonDays);
  return useSummaries('programme')
    .flatMap(({ documentId, value }) =>
      (value?.activities ?? []).flatMap((activity): readonly TaskView[] => {
        const { dueOn, status } = activity;
        if (dueOn === undefined || dueOn > limit) return [];
        if (status === 'done' || status === 'cancelled') return [];
        return [
          {
            key: activity.id,
            kind: 'activity',
            what: activity.title,
            href: `#/programmes/${documentId}`,
            dueOn,
            isOverdue: dueOn < today,
          },
        ];
      }),
    )
    .toSorted((a, b) => (a.dueOn ?? '').localeCompare(b.dueOn ?? ''));
}

export function TodayScreen() {
  const { today } = useToday();
  return <TodayPage date={today} tasks={useTasks()} due={useDue()} />;
}

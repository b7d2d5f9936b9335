import { programmeState, type PlainDate } from '@nastavnik/core/domain';
import { contentDigest, programmeFactsOf, projectProgramme } from '@nastavnik/core/documents';
import { calendarDate } from '@nastavnik/core/kernel';
import { useTexts } from '../../../text/language.tsx';
import { standing, type Signature } from '../../shell/signing/use-signatures.ts';
import { usePeople } from '../../shell/use-people.ts';
import { useToday } from '../../shell/use-today.ts';
import { useActivities } from '../parts/use-activities.ts';
import { useFindings } from '../parts/use-findings.ts';
import { useGoal } from '../parts/use-goal.ts';
import { useHistory } from '../history/use-history.ts';
import { useSigning } from '../signing/use-signing.ts';
import type { ProgrammeContext } from './programme-context.ts';
import type { ProgrammePageProps } from './ProgrammePage.tsx';
import { useConflicts } from './use-conflicts.ts';

const contentSignatures = (
  signatures: readonly Signature[],
  purpose: 'agree' | 'approve',
  timeZone: string,
) =>
  signatures
    .filter((signature) => signature.purpose === purpose)
    .map((signature) => ({
      personId: signature.signer.memberId,
      contentDigest: signature.contentDigest,
      on: calendarDate(signature.signedAtMs, timeZone) as PlainDate,
    }));

/** The view-model of a programme's page. */
export function useProgramme(context: ProgrammeContext): Omit<ProgrammePageProps, 'record'> {
  const { t } = useTexts();
  const people = usePeople();
  const { today, timeZone } = useToday();
  const programme = context.view.value;
  const { pair } = context;
  const valid = standing(context.signatures ?? []);
  const shown = projectProgramme(programme, 'agree');
  const state = programmeState(
    programmeFactsOf(programme, {
      mentorId: pair?.mentorId ?? '',
      menteeIds: pair?.menteeIds ?? [],
      contentDigest: shown.ok ? contentDigest(shown.value) : '',
      agreements: contentSignatures(valid, 'agree', timeZone),
      approvals: contentSignatures(valid, 'approve', timeZone),
    }),
    today,
  );
  const conflicts = useConflicts(context);
  return {
    title: programme.title,
    pair:
      pair?.mentorId === undefined
        ? t.common.notYetHere
        : t.pairs.name(people.nameOf(pair.mentorId), people.namesOf(pair.menteeIds)),
    pairHref: programme.pairId === undefined ? undefined : `#/pairs/${programme.pairId}`,
    state: state.state,
    problems: state.problems.map(({ kind }) => t.programme.problem[kind]),
    conflicts: conflicts.list,
    onResolve: conflicts.resolve,
    goal: useGoal(context),
    findings: useFindings(context),
    activities: useActivities(context),
    signing: useSigning(context, state),
    history: useHistory(context),
  };
}

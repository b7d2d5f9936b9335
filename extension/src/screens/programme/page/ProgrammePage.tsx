import { useState } from 'preact/hooks';
import type { ProgrammeStanding } from '@nastavnik/core/domain';
import { Notice } from '../../../ui/Notice.tsx';
import { Tabs } from '../../../ui/Tabs.tsx';
import { Mark, type MarkKind } from '../../../ui/status/Mark.tsx';
import { useTexts } from '../../../text/language.tsx';
import type { ActivitiesPartProps } from '../parts/activities-view.ts';
import { RecordFrame, type RecordView } from '../../shell/record/RecordFrame.tsx';
import { ActivitiesPart } from '../parts/ActivitiesPart.tsx';
import { FindingsPart, type FindingsPartProps } from '../parts/FindingsPart.tsx';
import { GoalPart, type GoalPartProps } from '../parts/GoalPart.tsx';
import { HistoryPart, type HistoryPartProps } from '../history/HistoryPart.tsx';
import { SignaturePart, type SignaturePartProps } from '../signing/SignaturePart.tsx';
import { ConflictNotice, type ConflictView } from './ConflictNotice.tsx';

export interface ProgrammePageProps {
  readonly record: RecordView;
  readonly title: string;
  readonly pair: string;
  readonly pairHref: string | undefined;
  readonly state: ProgrammeStanding['state'];
  readonly problems: readonly string[];
  readonly conflicts: readonly ConflictView[];
  readonly onResolve: (key: string, value: string | number | boolean) => void;
  readonly goal: GoalPartProps;
  readonly findings: FindingsPartProps;
  readonly activities: ActivitiesPartProps;
  readonly signing: SignaturePartProps;
  readonly history: HistoryPartProps;
}

const marks: Readonly<Record<ProgrammeStanding['state'], MarkKind>> = {
  draft: 'plain',
  jointReview: 'accent',
  agreed: 'accent',
  approved: 'good',
  implementing: 'good',
  evaluating: 'accent',
  correcting: 'warn',
  completed: 'good',
  terminated: 'plain',
};

type PartName = 'goal' | 'findings' | 'activities' | 'signing' | 'history';

/** A personalised programme that two people write at once. */
export function ProgrammePage(props: ProgrammePageProps) {
  const { t } = useTexts();
  const [part, setPart] = useState<PartName>('goal');
  return (
    <RecordFrame
      title={props.title === '' ? t.programme.untitled : props.title}
      record={props.record}
      subtitle={
        <>
          <Mark kind={marks[props.state]}>{t.programme.phase[props.state]}</Mark>
          {props.pairHref === undefined ? (
            <span class="soft">{props.pair}</span>
          ) : (
            <a href={props.pairHref}>{props.pair}</a>
          )}
        </>
      }
    >
      {props.problems.map((problem) => (
        <Notice key={problem} kind="warn">
          {problem}
        </Notice>
      ))}
      {props.conflicts.map((conflict) => (
        <ConflictNotice key={conflict.key} conflict={conflict} onResolve={props.onResolve} />
      ))}
      <Tabs
        label={t.programme.parts}
        tabs={[
          { id: 'goal', name: t.programme.goalTab },
          { id: 'findings', name: t.programme.findingsTab },
          { id: 'activities', name: t.programme.activitiesTab },
          { id: 'signing', name: t.programme.signaturesTab },
          { id: 'history', name: t.programme.historyTab },
        ]}
        selected={part}
        onSelect={setPart}
      >
        {part === 'goal' && <GoalPart {...props.goal} />}
        {part === 'findings' && <FindingsPart {...props.findings} />}
        {part === 'activities' && <ActivitiesPart {...props.activities} />}
        {part === 'signing' && <SignaturePart {...props.signing} />}
        {part === 'history' && <HistoryPart {...props.history} />}
      </Tabs>
    </RecordFrame>
  );
}

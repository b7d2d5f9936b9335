import { useState } from 'preact/hooks';
import { Paperclip } from 'lucide-preact';
import type { OccurrenceStatus } from '@nastavnik/core/domain';
import { Button } from '../../../ui/Button.tsx';
import { Mark, type MarkKind } from '../../../ui/status/Mark.tsx';
import { useTexts } from '../../../text/language.tsx';
import { EvidenceDialog } from '../../shell/record/evidence/EvidenceDialog.tsx';
import { EvidenceList, type EvidenceView } from '../../shell/record/evidence/EvidenceList.tsx';

export interface OccurrenceView {
  readonly key: string;
  readonly status: OccurrenceStatus;
  readonly start: string | undefined;
  readonly end: string | undefined;
  readonly evidence: readonly EvidenceView[];
  readonly canAttach: boolean;
  /** Evidence is there and this person may decide about it. */
  readonly canDecide: boolean;
  readonly decision: string | undefined;
}

export interface RoadmapRowView {
  readonly key: string;
  readonly rowNo: string;
  readonly section: string;
  readonly isHeading: boolean;
  readonly title: string;
  /** As the plan prints it; never rewritten. */
  readonly deadline: string;
  readonly responsible: string;
  readonly expectedResult: string;
  readonly occurrences: readonly OccurrenceView[];
}

export interface RowActions {
  readonly busy: boolean;
  readonly refusal: string | undefined;
  readonly onAttach: (
    rowKey: string,
    occurrenceKey: string,
    evidence: { readonly text: string; readonly url: string },
    done: () => void,
  ) => void;
  readonly onDecide: (
    rowKey: string,
    occurrenceKey: string,
    decision: 'accepted' | 'returned',
  ) => void;
}

const marks: Readonly<Record<OccurrenceStatus, MarkKind>> = {
  notDue: 'plain',
  open: 'accent',
  dueSoon: 'warn',
  overdue: 'bad',
  continuous: 'accent',
  waitingForRequest: 'plain',
  waitingForDates: 'plain',
  notUnderstood: 'warn',
  evidenceAttached: 'accent',
  accepted: 'good',
};

/** One row: the verbatim words of the plan, then its occurrences by the calendar. */
export function RoadmapRow(props: RowActions & { readonly row: RoadmapRowView }) {
  const { t } = useTexts();
  const { row } = props;
  if (row.isHeading) {
    return (
      <h2 class="verbatim">
        {row.rowNo} {row.title}
      </h2>
    );
  }
  return (
    <section class="card" aria-label={t.roadmap.rowTitle(row.rowNo)}>
      <div class="row-spread">
        <h2 class="verbatim row-title">
          {row.rowNo} {row.title}
        </h2>
      </div>
      <dl class="facts small">
        <dt>{t.roadmap.deadline}</dt>
        <dd class="verbatim">{row.deadline}</dd>
        <dt>{t.roadmap.responsible}</dt>
        <dd class="verbatim">{row.responsible}</dd>
        <dt>{t.roadmap.result}</dt>
        <dd class="verbatim">{row.expectedResult}</dd>
      </dl>
      {row.occurrences.length === 0 ? (
        <p class="small soft">{t.roadmap.occurrencesNone}</p>
      ) : (
        <ul class="list" role="list" aria-label={t.roadmap.occurrences}>
          {row.occurrences.map((occurrence) => (
            <Occurrence key={occurrence.key} occurrence={occurrence} {...props} />
          ))}
        </ul>
      )}
    </section>
  );
}

interface OccurrenceProps extends RowActions {
  readonly row: RoadmapRowView;
  readonly occurrence: OccurrenceView;
}

function Occurrence(props: OccurrenceProps) {
  const { t, formats } = useTexts();
  const { row, occurrence } = props;
  const [isAttaching, setAttaching] = useState(false);
  const { start, end } = occurrence;
  const period =
    start !== undefined && end !== undefined && start !== end
      ? t.roadmap.between(formats.date(start), formats.date(end))
      : end !== undefined
        ? t.roadmap.until(formats.date(end))
        : undefined;
  return (
    <li>
      <div class="row">
        <Mark kind={marks[occurrence.status]}>
          {t.vocabulary.occurrenceStatus[occurrence.status]}
        </Mark>
        {period !== undefined && <span>{period}</span>}
        {occurrence.decision !== undefined && <span class="small soft">{occurrence.decision}</span>}
      </div>
      {occurrence.evidence.length > 0 && (
        <EvidenceList evidence={occurrence.evidence} none={t.roadmap.evidenceNone} />
      )}
      <div class="row">
        {occurrence.canAttach && (
          <Button kind="quiet" icon={Paperclip} onPress={() => setAttaching(true)}>
            {t.roadmap.addEvidence}
          </Button>
        )}
        {occurrence.canDecide && (
          <>
            <Button
              disabled={props.busy}
              onPress={() => props.onDecide(row.key, occurrence.key, 'accepted')}
            >
              {t.roadmap.accept}
            </Button>
            <Button
              disabled={props.busy}
              onPress={() => props.onDecide(row.key, occurrence.key, 'returned')}
            >
              {t.roadmap.giveBack}
            </Button>
          </>
        )}
      </div>
      {isAttaching && (
        <EvidenceDialog
          busy={props.busy}
          refusal={props.refusal}
          onAdd={(evidence) =>
            props.onAttach(row.key, occurrence.key, evidence, () => setAttaching(false))
          }
          onClose={() => setAttaching(false)}
        />
      )}
    </li>
  );
}
